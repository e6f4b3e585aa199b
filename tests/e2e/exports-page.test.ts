import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { Browser, Download, Locator, Page } from 'playwright-core';
import { chooseContent, launch, signIn, siteUrl } from './support/browser';
import { contentManagerList } from './support/content-manager';

/** Rows of orders that `scripts/test-e2e.mjs` seeds. */
const ORDERS = 150_000;

const rowsOf = async (download: Download): Promise<string[][]> => {
  const file = await download.path();
  return parse(await readFile(file), { bom: true });
};

/** The file's rows as objects of texts. */
const recordsOf = async (download: Download): Promise<Record<string, string>[]> => {
  const [header = [], ...rows] = await rowsOf(download);
  return rows.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])));
};

/** The percents a job's bar shows until the job is ready. */
const watch = async (page: Page, job: Locator): Promise<number[]> => {
  const shares: number[] = [];
  const bar = job.getByRole('progressbar');
  const isReady = job.getByText('Ready', { exact: true });
  for (let looks = 0; looks < 600 && !(await isReady.isVisible()); looks += 1) {
    const now = await bar.getAttribute('aria-valuenow', { timeout: 200 }).catch(() => null);
    if (now !== null) shares.push(Number(now));
    await page.waitForTimeout(100);
  }
  assert.ok(await isReady.isVisible(), 'the job has not ended');
  return shares;
};

/** Not `status`: the content manager's list shows the document's own status in place of an attribute of this name. */
const FIELDS = ['ebay_order_id', 'qty', 'sale_price_cents', 'sale_date', 'account_id', 'item_name'] as const;

/** What a CSV file for spreadsheets shows of a value: an apostrophe stands before what could be a formula. */
const cellsOf = (value: unknown): string[] => {
  const text = value === null ? '' : `${value as string | number}`;
  return [text, `'${text}`];
};

describe('the page of exports', () => {
  let browser: Browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  it('starts a job, shows it run to its end, and downloads the file', async () => {
    const { context, page } = await signIn(browser, 'admin@example.com');
    await chooseContent(page, 'Order');
    await page.getByText(/150,000 rows/).waitFor();
    await page.getByRole('button', { name: 'Start export' }).click();
    const job = page.locator('tr[data-job]').first();
    await job.waitFor();
    await page.getByRole('button', { name: 'Start export' }).click();
    await page.getByText('The same export of Order is waiting or running already.').waitFor();
    const shares = await watch(page, job);
    const ascending = [...shares].sort((left, right) => left - right);
    assert.deepEqual(shares, ascending, 'progress went back');
    assert.ok(new Set(shares).size > 1, `progress did not move: ${shares.join()}`);
    assert.ok(Math.max(...shares) < 100, 'a job that runs is not done');
    assert.equal(await page.locator('tr[data-job]').count(), 1);
    const waiting = page.waitForEvent('download');
    await job.getByRole('button', { name: /Download/ }).click();
    const download = await waiting;
    assert.match(download.suggestedFilename(), /^orders_\d{4}-\d\d-\d\d\.csv$/);
    const records = await recordsOf(download);
    assert.equal(records.length, ORDERS);
    const byId = new Map(records.map((record) => [record.documentId, record]));
    assert.equal(byId.size, ORDERS, 'every order once');
    const { documents, total } = await contentManagerList('api::order.order', { pageSize: '100', sort: 'id:DESC' });
    assert.equal(total, ORDERS);
    for (const document of documents) {
      const record = byId.get(String(document.documentId));
      for (const field of FIELDS) {
        assert.ok(
          cellsOf(document[field]).includes(record?.[field] ?? '?'),
          `${field}: ${record?.[field] ?? 'missing'}`,
        );
      }
    }
    const link = download.url();
    assert.match(link, /\/export\/downloads\/[\w-]{43}$/);
    assert.equal((await fetch(link)).status, 404, 'a spent link opens nothing');
    await job.getByRole('button', { name: /Delete the file/ }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Confirm' }).click();
    await job.getByText('Gone', { exact: true }).waitFor();
    await context.close();
  });

  it('downloads a small export at once, with the chosen columns of the rows that meet a condition', async () => {
    const { context, page } = await signIn(browser, 'admin@example.com');
    const { documents } = await contentManagerList('api::hotel.hotel', { pageSize: '1' });
    const ittid = String(documents[0]?.ittid);
    await chooseContent(page, 'Hotel');
    await page.getByText(/Downloads at once/).waitFor();
    await page.getByRole('combobox', { name: 'Columns' }).click();
    await page.getByRole('option', { name: 'documentId', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add a condition' }).click();
    await page.getByText(/A condition has no value yet/).waitFor();
    assert.ok(await page.getByRole('button', { name: 'Start export' }).isDisabled());
    await page.getByRole('combobox', { name: 'Field of condition 1' }).click();
    await page.getByRole('option', { name: 'ittid', exact: true }).click();
    await page.getByRole('textbox', { name: 'Value of condition 1' }).fill(ittid);
    await page.getByText(/^1 row, /).waitFor();
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download', exact: true }).click();
    const records = await recordsOf(await waiting);
    assert.deepEqual(
      records.map((record) => record.ittid),
      [ittid],
    );
    assert.ok(!Object.hasOwn(records[0] ?? {}, 'documentId'));
    assert.equal(await page.locator('tr[data-job]').filter({ hasText: 'Hotel' }).count(), 0, 'no job was made');
    await context.close();
  });

  it('tells what the server refuses, where it was asked', async () => {
    const { context, page } = await signIn(browser, 'admin@example.com');
    await chooseContent(page, 'Hotel');
    await page.getByRole('button', { name: 'Add a condition' }).click();
    await page.getByRole('combobox', { name: 'Field of condition 1' }).click();
    await page.getByRole('option', { name: 'stars', exact: true }).click();
    await page.getByLabel('Value of condition 1').fill('4.5');
    await page.getByText(/filters\.\$and\.0\.stars.*whole number/).waitFor();
    assert.ok(await page.getByRole('button', { name: 'Start export' }).isDisabled());
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
    await page.getByText(/150,000 rows/).waitFor();
    await page.getByRole('button', { name: 'Start export' }).click();
    const row = page.locator('tr[data-job]').first();
    await row.getByRole('button', { name: /Cancel/ }).click();
    await row.getByText('Cancelled', { exact: true }).waitFor();
    await context.close();
  });
});
