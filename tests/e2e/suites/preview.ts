import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { HOTEL } from '../support/api';
import { asPerson } from '../support/browser';
import { openForm, treeItem } from '../support/column-picker';
import { contentManagerList } from '../support/content-manager';
import { choose } from '../support/exports-page';

const APOSTROPHE = /^Gets an apostrophe in front/;

const region = (page: Page) => page.getByRole('region', { name: 'The first rows of the file' });

const showPreview = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Preview of the first rows' }).click();

const openHotels = (page: Page, more: Record<string, unknown> = {}): Promise<void> =>
  openForm(page, HOTEL, {
    ...{ format: 'csv', columns: ['ittid', 'description'], sort: [{ path: 'ittid', direction: 'asc' }] },
    ...more,
  });

export const previewSuite = (browser: () => Browser): void => {
  describe('the preview', () => {
    it('has the first rows of the file, and follows the form', () =>
      asPerson(browser(), 'admin', async (page) => {
        const { documents } = await contentManagerList(HOTEL, { pageSize: '10', sort: 'ittid:asc' });
        await openHotels(page);
        assert.equal(await region(page).count(), 0);
        await showPreview(page);
        await region(page).waitFor();
        const cells = await region(page).locator('tbody td:first-child').allTextContents();
        assert.deepEqual(
          cells,
          documents.map(({ ittid }) => ittid),
        );
        await treeItem(page, 'city').click();
        await region(page).getByRole('columnheader', { name: 'city' }).waitFor();
      }));

    it('marks what the file changes, in words, and only where its format changes it', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openHotels(page);
        await showPreview(page);
        const marks = region(page).getByRole('img', { name: APOSTROPHE });
        await marks.first().waitFor();
        const marked = region(page).locator('td', { has: page.getByRole('img') });
        for (const text of await marked.allTextContents()) assert.match(text, /^\s*[=+@-]/);
        await marks.first().focus();
        await page.getByRole('tooltip').filter({ hasText: APOSTROPHE }).waitFor({ state: 'attached' });
        await page.getByText(/texts? (?:has|have) an apostrophe in front/).waitFor();
        await choose(page, 'File format', 'Excel workbook (.xlsx)');
        await region(page).waitFor({ state: 'detached' });
        await region(page).waitFor();
        assert.equal(await region(page).getByRole('img').count(), 0);
      }));

    it('says that lists on sheets of their own are not shown', () =>
      asPerson(browser(), 'admin', async (page) => {
        const columns = ['ittid', { path: 'contacts.email', toMany: 'sheet' }];
        await openHotels(page, { format: 'xlsx', columns });
        await showPreview(page);
        await page.getByText('Lists on sheets of their own are not shown here.').waitFor();
        await choose(page, 'File format', 'CSV for Excel');
        await region(page).getByRole('columnheader', { name: 'contacts / email' }).waitFor();
        assert.equal(await page.getByText('Lists on sheets of their own').count(), 0);
      }));

    it('says that nothing matches, that something is missing, and what failed, which can be tried again', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openHotels(page, { search: 'no hotel is called this' });
        await showPreview(page);
        await page.getByText('No rows: nothing matches.', { exact: true }).waitFor();
        await page.getByRole('button', { name: 'Add a condition' }).click();
        await page.getByText('The preview appears as soon as the form is complete.').waitFor();
        await page.getByRole('button', { name: 'Remove condition 1' }).click();
        await page.route('**/preview*', (route) => route.abort());
        await page.getByRole('textbox', { name: 'Search', exact: true }).fill('');
        const again = page.getByRole('button', { name: 'Try again' });
        await again.waitFor();
        await page.unroute('**/preview*');
        await again.click();
        await region(page).waitFor();
      }));
  });
};
