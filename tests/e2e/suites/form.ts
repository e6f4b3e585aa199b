import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { decodeRequest } from '../../../admin/src/services/form-link';
import { HOTEL, listJobs } from '../support/api';
import { asPerson } from '../support/browser';
import { openForm, treeItem } from '../support/column-picker';
import { contentManagerList } from '../support/content-manager';
import { linesOf, recordsOf } from '../support/downloads';
import { choose, focused, focusedLabel, openExports, sortBy, sortedBy } from '../support/exports-page';

export const formSuite = (browser: () => Browser): void => {
  describe('the form', () => {
    it('downloads a small export at once, with the chosen columns of the rows that meet a condition', () =>
      asPerson(browser(), 'admin', async (page) => {
        const { documents } = await contentManagerList(HOTEL, { pageSize: '1' });
        const ittid = String(documents[0]?.ittid);
        await openExports(page);
        await choose(page, /Content type/, 'Hotel');
        await page.getByText(/Downloads at once/).waitFor();
        await treeItem(page, 'documentId').click();
        await page.getByRole('button', { name: 'Add a condition' }).click();
        await page.getByText(/A condition has no value yet/).waitFor();
        assert.ok(await page.getByRole('button', { name: 'Start export' }).isDisabled());
        await choose(page, 'Field of condition 1', 'ittid');
        await page.getByRole('textbox', { name: 'Value of condition 1' }).fill(ittid);
        await page.getByText(/^1 row, /).waitFor();
        const downloading = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Download', exact: true }).click();
        const records = await recordsOf(await downloading);
        assert.deepEqual(
          records.map((record) => record.ittid),
          [ittid],
        );
        assert.ok(!Object.hasOwn(records[0] ?? {}, 'documentId'));
        assert.deepEqual(await listJobs(), [], 'no job was made');
      }));

    it('sorts by several fields, whose order the keyboard changes, and by the ids without one', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openForm(page, HOTEL, { format: 'csv', columns: ['stars', 'ittid'] });
        await page.getByText(/no field is chosen/).waitFor();
        await sortBy(page, 1, 'ittid', 'Descending');
        await sortBy(page, 2, 'stars', 'Ascending');
        const up = page.getByRole('button', { name: 'Move sort field 2 up' });
        await up.press('Enter');
        await page.getByRole('status').filter({ hasText: 'stars is sort field 1 of 2 now.' }).waitFor({
          state: 'attached',
        });
        assert.deepEqual(await sortedBy(page), ['stars, Ascending', 'ittid, Descending']);
        assert.equal(await focusedLabel(page), 'Move sort field 1 up');
        await page.getByText(/Downloads at once/).waitFor();
        const downloading = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Download', exact: true }).click();
        const records = await recordsOf(await downloading);
        const { documents } = await contentManagerList(HOTEL, { pageSize: '100', sort: 'stars:asc,ittid:desc' });
        assert.ok(documents.length > 1);
        assert.deepEqual(
          records.slice(0, documents.length).map(({ ittid }) => ittid),
          documents.map(({ ittid }) => ittid),
        );
        await page.getByRole('button', { name: 'Remove sort field 1' }).press('Enter');
        assert.deepEqual(await sortedBy(page), ['ittid, Descending']);
        assert.equal(await focusedLabel(page), 'Remove sort field 1');
        await page.keyboard.press('Enter');
        await page.getByText(/no field is chosen/).waitFor();
        assert.match(await focused(page), /Add a field to sort by/);
      }));

    it('writes the file as its options say, and finds them again', () =>
      asPerson(browser(), 'admin', async (page) => {
        const more = page.getByRole('button', { name: /^More options/ });
        const years = page.getByRole('textbox', { name: 'Dates with a time' });
        await openForm(page, HOTEL, { format: 'csv', columns: ['ittid', 'createdAt'] });
        assert.equal(await more.getAttribute('aria-expanded'), 'false');
        await more.press('Enter');
        await choose(page, 'Delimiter', 'Vertical bar');
        await choose(page, 'Column titles', 'Names of the fields');
        await years.fill('yyyy');
        await page.getByRole('button', { name: 'Preview of the first rows' }).click();
        const firstRows = page.getByRole('region', { name: 'The first rows of the file' });
        await firstRows
          .locator('td', { hasText: /^\d{4}$/ })
          .first()
          .waitFor();
        await page.waitForURL(({ searchParams }) => {
          const request = decodeRequest(searchParams.get('request') ?? undefined);
          return request?.delimiter === '|' && request.datetimeFormat === 'yyyy' && request.timeZone === undefined;
        });
        await page.reload();
        await more.filter({ hasText: 'More options: 2 are not as usual' }).click();
        assert.equal(await years.inputValue(), 'yyyy');
        await page.getByRole('combobox', { name: 'Delimiter' }).filter({ hasText: 'Vertical bar' }).waitFor();
        await page.getByText(/Downloads at once/).waitFor();
        const downloading = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Download', exact: true }).click();
        const [header, first] = await linesOf(await downloading, '|');
        assert.deepEqual(header, ['ittid', 'createdAt']);
        assert.match(first?.[1] ?? '', /^\d{4}$/);
        await choose(page, 'File format', 'Excel workbook (.xlsx)');
        await page.getByRole('textbox', { name: 'Name of the sheet' }).waitFor();
        assert.equal(await page.getByRole('combobox', { name: 'Delimiter' }).count(), 0);
        assert.equal(await years.inputValue(), 'yyyy');
      }));

    it('tells what the server refuses, where it was asked', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openExports(page);
        await choose(page, /Content type/, 'Hotel');
        await page.getByRole('button', { name: 'Add a condition' }).click();
        await choose(page, 'Field of condition 1', 'stars');
        await page.getByLabel('Value of condition 1').fill('4.5');
        await page.getByText(/filters\.\$and\.0\.stars.*whole number/).waitFor();
        assert.ok(await page.getByRole('button', { name: 'Start export' }).isDisabled());
      }));

    it('forgets the value of a condition when another field is chosen for it', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openExports(page);
        await choose(page, /Content type/, 'Hotel');
        await page.getByRole('button', { name: 'Add a condition' }).click();
        await choose(page, 'Field of condition 1', 'stars');
        const value = page.getByLabel('Value of condition 1');
        await value.fill('5');
        await page.getByText(/Downloads at once/).waitFor();
        await choose(page, 'Field of condition 1', 'room_count');
        await page.getByText(/A condition has no value yet/).waitFor();
        assert.equal(await value.inputValue(), '');
      }));
  });
};
