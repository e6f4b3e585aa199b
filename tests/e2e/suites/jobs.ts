import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Browser, Download, Locator, Page } from 'playwright-core';
import { until } from '../../support/until';
import { cancel, fillPlaces, isStatus, listJobs, ORDER, ORDERS, ORDERS_TEXT, readJob } from '../support/api';
import { asPerson } from '../support/browser';
import { contentManagerList } from '../support/content-manager';
import { recordsOf } from '../support/downloads';
import { choose, confirm, focused, openExports, rowOf, rows, start, waitForState } from '../support/exports-page';

const chooseOrders = async (page: Page): Promise<void> => {
  await openExports(page);
  await choose(page, /Content type/, 'Order');
  await page.getByText(`${ORDERS_TEXT} rows`).waitFor();
};

const hasMoved = (shares: readonly number[]): boolean => new Set(shares).size > 1;

/** The percents that a job's bar shows, until it is enough. */
const watch = async (job: Locator, isEnough: (shares: readonly number[]) => Promise<boolean>): Promise<number[]> => {
  const shares: number[] = [];
  const bar = job.getByRole('progressbar');
  await until(
    'enough of the progress was seen',
    async () => {
      const now = await bar.getAttribute('aria-valuenow', { timeout: 200 }).catch(() => null);
      if (now !== null) shares.push(Number(now));
      return isEnough(shares);
    },
    60_000,
  );
  const ascending = [...shares].sort((left, right) => left - right);
  assert.deepEqual(shares, ascending, 'progress went back');
  assert.ok(Math.max(0, ...shares) < 100, 'a job that runs is not done');
  return shares;
};

/** Not `status`: the content manager's list shows the document's own status in place of an attribute of this name. */
const FIELDS = ['ebay_order_id', 'qty', 'sale_price_cents', 'sale_date', 'account_id', 'item_name'] as const;

/** What a CSV file for spreadsheets shows of a value: an apostrophe stands before what could be a formula. */
const cellsOf = (value: unknown): string[] => {
  const text = value === null ? '' : `${value as string | number}`;
  return [text, `'${text}`];
};

/** All orders once, and the newest as the content manager has them. */
const checkOrders = async (download: Download): Promise<void> => {
  const records = await recordsOf(download);
  assert.equal(records.length, ORDERS);
  const byId = new Map(records.map((record) => [record.documentId, record]));
  assert.equal(byId.size, ORDERS, 'every order once');
  const { documents, total } = await contentManagerList(ORDER, { pageSize: '100', sort: 'id:DESC' });
  assert.equal(total, ORDERS);
  assert.equal(documents.length, 100);
  for (const document of documents) {
    const record = byId.get(String(document.documentId));
    for (const field of FIELDS) {
      const cell = record?.[field] ?? '?';
      assert.ok(cellsOf(document[field]).includes(cell), `${field}: ${cell} is not ${String(document[field])}`);
    }
  }
};

export const jobsSuite = (browser: () => Browser): void => {
  describe('a job', () => {
    it('is shown until it is ready, and its file is downloaded once for each link', () =>
      asPerson(browser(), 'admin', async (page) => {
        await chooseOrders(page);
        const job = rowOf(page, await start(page));
        await page.getByText('The export of Order has begun.').waitFor();
        const isReady = job.getByText('Ready', { exact: true });
        await watch(job, () => isReady.isVisible());
        await page.getByText('The export of Order is ready.').waitFor();
        assert.equal(await rows(page).count(), 1);
        const downloading = page.waitForEvent('download');
        await job.getByRole('button', { name: /Download/ }).click();
        const download = await downloading;
        assert.match(download.suggestedFilename(), /^orders_\d{4}-\d\d-\d\d\.csv$/);
        await checkOrders(download);
        const link = download.url();
        assert.match(link, /\/export\/downloads\/[\w-]{43}$/);
        assert.equal((await fetch(link)).status, 404, 'a spent link opens nothing');
        await job.getByRole('button', { name: /Delete the file/ }).click();
        await confirm(page);
        await waitForState(job, 'Gone');
      }));

    it('that waits is not made a second time, and can be cancelled', async () => {
      // With several behind them the places stay taken, however fast the machine.
      const blockers = await fillPlaces(6);
      await asPerson(browser(), 'admin', async (page) => {
        await chooseOrders(page);
        const id = await start(page);
        const job = rowOf(page, id);
        await waitForState(job, 'Waiting');
        await job.getByText('Begins when it is its turn.').waitFor();
        assert.equal(await start(page), id);
        await page.getByText('The same export of Order is waiting or running already.').waitFor();
        assert.equal((await listJobs()).length, blockers.length + 1, 'one job was made');
        assert.ok(await isStatus(id, 'pending'), 'the places were not taken for long enough');
        await job.getByRole('button', { name: /Cancel/ }).press('Enter');
        await waitForState(job, 'Cancelled');
        assert.match(await focused(page), /^TH Order/, 'the focus is lost with the button');
        // Now there is a place for it.
        for (const blocker of blockers) await cancel(blocker);
        const { status, startedAt, rowsDone } = await readJob(id);
        assert.deepEqual({ status, startedAt, rowsDone }, { status: 'cancelled', startedAt: null, rowsDone: 0 });
      });
    });

    it('that runs shows how far it is, and stops when it is cancelled', async () => {
      const [blocker = ''] = await fillPlaces(2);
      await asPerson(browser(), 'admin', async (page) => {
        await chooseOrders(page);
        await page.getByRole('combobox', { name: /File format/ }).click();
        await page.getByRole('option', { name: 'Excel workbook (.xlsx)' }).click();
        await page.getByText(`${ORDERS_TEXT} rows`).waitFor();
        const id = await start(page);
        const job = rowOf(page, id);
        await waitForState(job, 'Waiting');
        // One place becomes free; beside the other job this one takes its time.
        await cancel(blocker);
        await watch(job, async (shares) => {
          if (hasMoved(shares)) return true;
          assert.ok(await isStatus(id, 'pending', 'processing'), `progress did not move: ${shares.join()}`);
          return false;
        });
        await job.getByRole('button', { name: /Cancel/ }).click();
        await waitForState(job, 'Cancelled');
        const stopped = await readJob(id);
        assert.equal(stopped.status, 'cancelled');
        assert.equal(stopped.downloadUrl, null);
        assert.ok(stopped.rowsDone > 0 && stopped.rowsDone < ORDERS, `${stopped.rowsDone} rows were written`);
        await page.waitForTimeout(2_000);
        assert.deepEqual(await readJob(id), stopped, 'it went on');
      });
    });
  });
};
