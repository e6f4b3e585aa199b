import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { Browser, Download } from 'playwright-core';
import { chooseContent, launch, signIn, siteUrl } from './support/browser';

/** Rows of orders that `scripts/test-e2e.mjs` seeds. */
const ORDERS = 20_000;

const rowsOf = async (download: Download): Promise<string[][]> => {
  const file = await download.path();
  return parse(await readFile(file), { bom: true });
};

describe('the page of exports', () => {
  let browser: Browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  it('starts a job of 20,000 rows, shows it run to its end, and downloads the file', async () => {
    const { context, page } = await signIn(browser, 'admin@example.com');
    await chooseContent(page, 'Order');
    await page.getByText(/20,000 rows/).waitFor();
    await page.getByRole('button', { name: 'Start export' }).click();
    const row = page.locator('tr[data-job]').first();
    await row.waitFor();
    const shares: number[] = [];
    const bar = row.getByRole('progressbar');
    const isReady = row.getByText('Ready', { exact: true });
    for (let looks = 0; looks < 600 && !(await isReady.isVisible()); looks += 1) {
      const now = await bar.getAttribute('aria-valuenow', { timeout: 200 }).catch(() => null);
      if (now !== null) shares.push(Number(now));
      await page.waitForTimeout(100);
    }
    assert.ok(await isReady.isVisible(), 'the job has not ended');
    assert.deepEqual(
      shares,
      [...shares].sort((left, right) => left - right),
      'progress went back',
    );
    const links: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/export/downloads/')) links.push(request.url());
    });
    const waiting = page.waitForEvent('download');
    await row.getByRole('button', { name: /Download/ }).click();
    const download = await waiting;
    assert.match(download.suggestedFilename(), /^orders_\d{4}-\d\d-\d\d\.csv$/);
    const [header = [], ...rows] = await rowsOf(download);
    assert.equal(rows.length, ORDERS);
    const id = header.indexOf('documentId');
    assert.ok(id >= 0, header.join());
    assert.equal(new Set(rows.map((cells) => cells[id])).size, ORDERS, 'every order once');
    const link = download.url();
    assert.match(link, /\/export\/downloads\/[\w-]{43}$/);
    const replay = await fetch(link);
    assert.equal(replay.status, 404, 'a spent link opens nothing');
    await context.close();
  });

  it('downloads a small export at once', async () => {
    const { context, page } = await signIn(browser, 'admin@example.com');
    await chooseContent(page, 'Hotel');
    await page.getByText(/Downloads at once/).waitFor();
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download', exact: true }).click();
    const [header = [], ...rows] = await rowsOf(await waiting);
    assert.ok(header.includes('ittid') && rows.length > 0);
    await context.close();
  });

  it('offers what somebody may export, and nothing to whoever may not see it', async () => {
    const { context, page } = await signIn(browser, 'editor@example.com');
    await page.getByRole('link', { name: 'Exports' }).first().click();
    await page.getByRole('combobox', { name: /Content type/ }).click();
    assert.deepEqual(await page.getByRole('option').allTextContents(), ['Hotel']);
    await context.close();
    const reader = await signIn(browser, 'reader@example.com');
    assert.equal(await reader.page.getByRole('link', { name: 'Exports' }).count(), 0);
    await reader.page.goto(`${siteUrl()}/admin/plugins/content-export`);
    await reader.page
      .getByText(/permissions/i)
      .first()
      .waitFor();
    await reader.context.close();
  });

  it('cancels a job that runs', async () => {
    const { context, page } = await signIn(browser, 'admin@example.com');
    await chooseContent(page, 'Order');
    await page.getByRole('combobox', { name: /File format/ }).click();
    await page.getByRole('option', { name: /Excel/ }).last().click();
    await page.getByText(/20,000 rows/).waitFor();
    await page.getByRole('button', { name: 'Start export' }).click();
    const row = page.locator('tr[data-job]').first();
    await row.getByRole('button', { name: /Cancel/ }).click();
    await row.getByText('Cancelled', { exact: true }).waitFor();
    await context.close();
  });
});
