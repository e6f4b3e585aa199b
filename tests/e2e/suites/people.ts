import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { readAndExport } from '../../../playground/scripts/seed/people';
import { HOTEL } from '../support/api';
import { asPerson, menu, siteUrl } from '../support/browser';
import { contentManagerList } from '../support/content-manager';
import { recordsOf } from '../support/downloads';
import { choose, openExports } from '../support/exports-page';
import { createPerson, PAGE } from '../support/person';

/** What every row has, whatever the role. */
const NEUTRAL: readonly string[] = ['id', 'documentId', 'locale', 'createdAt', 'updatedAt', 'publishedAt', '__status'];

export const peopleSuite = (browser: () => Browser): void => {
  describe('the rights of who looks', () => {
    it('offer what may be exported, and nothing else', () =>
      asPerson(browser(), 'editor', async (page) => {
        await openExports(page);
        await page.getByRole('combobox', { name: /Content type/ }).click();
        await page.getByRole('option', { name: 'Hotel', exact: true }).waitFor();
        assert.deepEqual(await page.getByRole('option').allTextContents(), ['Hotel', 'Hotels']);
      }));

    it('leave out languages that may not be exported, in the form and in the file', async () => {
      const properties = { fields: ['ittid', 'city'], locales: ['fr'] };
      await createPerson('french', [PAGE, ...readAndExport(HOTEL, { properties, conditions: [] })]);
      await asPerson(browser(), 'french', async (page) => {
        await openExports(page);
        await choose(page, /Content type/, 'Hotel');
        await page.getByRole('combobox', { name: 'Language' }).click();
        const offered = await page.getByRole('option').allTextContents();
        assert.deepEqual(offered, ['Default language', 'French (fr)', 'All languages']);
        await page.getByRole('option', { name: 'All languages' }).click();
        await page.getByText(/Downloads at once/).waitFor();
        const downloading = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Download', exact: true }).click();
        const records = await recordsOf(await downloading);
        const { documents, total } = await contentManagerList(HOTEL, { locale: 'fr', pageSize: '100' });
        assert.ok(total > 0 && total <= 100);
        const [ofFile, ofList] = [records, documents].map((rows) => rows.map(({ ittid }) => ittid).sort());
        assert.deepEqual(ofFile, ofList);
        assert.deepEqual(
          Object.keys(records[0] ?? {}).filter((name) => !NEUTRAL.includes(name)),
          ['ittid', 'city'],
        );
      });
    });

    it('hide the page from whoever may not see it', () =>
      asPerson(browser(), 'reader', async (page) => {
        // The menu is complete with the content manager's link, which signing in waits for.
        assert.equal(await menu(page).getByRole('link', { name: 'Content Manager' }).count(), 1);
        assert.equal(await page.getByRole('link', { name: 'Exports' }).count(), 0);
        await page.goto(`${siteUrl()}/admin/plugins/content-export`);
        await page.getByText("You don't have the permissions to access that content").waitFor();
        assert.equal(await page.getByRole('heading', { name: 'Your exports' }).count(), 0);
      }));
  });
};
