import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { call, finishedJob, HOTEL, readJob } from '../support/api';
import { asPerson, siteUrl } from '../support/browser';
import { recordsOf } from '../support/downloads';
import { choose, openExports, rowOf, sortedBy, waitForState } from '../support/exports-page';

const openLog = async (page: Page): Promise<void> => {
  await openExports(page);
  await page.getByRole('navigation', { name: 'Pages of exports' }).getByRole('link', { name: 'Log' }).click();
  await page.getByRole('heading', { name: 'Log', exact: true }).waitFor();
};

export const logSuite = (browser: () => Browser): void => {
  describe('the log', () => {
    it('is filtered, kept in the address, and exported as it is shown', async () => {
      const id = await finishedJob(1);
      await asPerson(browser(), 'admin', async (page) => {
        await openLog(page);
        await choose(page, 'Event', 'Completed');
        await page.getByLabel('Exporter or content type').fill(HOTEL);
        // The lines of before stay until those that are asked for have come.
        await page.getByRole('cell', { name: 'Asked for', exact: true }).first().waitFor({ state: 'detached' });
        await page.getByText(`Export ${id}`).first().waitFor();
        const events = await page.locator('tbody tr td:nth-child(2)').allTextContents();
        assert.ok(events.length > 0 && events.every((event) => event === 'Completed'));
        await page.reload();
        await page.getByText(`Export ${id}`).first().waitFor();
        assert.equal(await page.getByLabel('Exporter or content type').inputValue(), HOTEL);
        await page.getByRole('link', { name: 'Export these lines' }).click();
        await page.getByText(/^\d+ rows?, .*Downloads at once/).waitFor();
        const downloading = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Download', exact: true }).click();
        const records = await recordsOf(await downloading);
        assert.ok(records.some((record) => record.jobId === id));
        assert.ok(records.every((record) => record.event === 'completed' && record.exporter === HOTEL));
      });
    });

    it('takes what is typed into one field after another', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openLog(page);
        const who = page.getByLabel('Who', { exact: true });
        const what = page.getByLabel('Exporter or content type');
        await who.pressSequentially('admin@example.com', { delay: 20 });
        await what.pressSequentially(HOTEL, { delay: 20 });
        await page.waitForURL(/exporter=api/);
        await page.reload();
        assert.deepEqual([await who.inputValue(), await what.inputValue()], ['admin@example.com', HOTEL]);
      }));

    it('is closed to whoever may not read it', () =>
      asPerson(browser(), 'editor', async (page) => {
        await openExports(page);
        assert.equal(await page.getByRole('link', { name: 'Log', exact: true }).count(), 0);
        await page.goto(`${siteUrl()}/admin/plugins/content-export/log`);
        await page.getByText("You don't have the permissions to access that content").waitFor();
      }));
  });

  describe('the details of a job', () => {
    it('tell what was asked for, what came of it and what happened, and lead to the form', async () => {
      const { body } = await call('POST', `/export/${HOTEL}`, {
        format: 'csv',
        columns: ['ittid', { path: 'city', header: 'Town' }],
        filters: { $and: [{ stars: { $gte: 1 } }] },
        sort: 'city:desc',
      });
      const { id } = (body as { data: { id: string } }).data;
      await asPerson(browser(), 'admin', async (page) => {
        await openExports(page);
        const row = rowOf(page, id);
        await waitForState(row, 'Ready');
        await row.getByRole('button', { name: 'Details of the export of Hotel' }).click();
        const dialog = page.getByRole('dialog');
        const { sha256 } = await readJob(id);
        for (const text of [sha256?.slice(0, 32) ?? '', 'city (Town)', 'stars is at least 1', 'city, descending']) {
          await dialog.getByText(text, { exact: true }).waitFor();
        }
        await dialog.getByText(/: Asked for$/).waitFor();
        await dialog.getByText(/: Completed$/).waitFor();
        await dialog.getByRole('link', { name: 'Run again with changes' }).click();
        await page.getByLabel('Value of condition 1').waitFor();
        assert.deepEqual(await sortedBy(page), ['city, Descending']);
      });
    });
  });
};
