import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { asPerson, menu, siteUrl } from '../support/browser';
import { openExports } from '../support/exports-page';

export const peopleSuite = (browser: () => Browser): void => {
  describe('the rights of who looks', () => {
    it('offer what may be exported, and nothing else', () =>
      asPerson(browser(), 'editor', async (page) => {
        await openExports(page);
        await page.getByRole('combobox', { name: /Content type/ }).click();
        await page.getByRole('option', { name: 'Hotel', exact: true }).waitFor();
        assert.deepEqual(await page.getByRole('option').allTextContents(), ['Hotel', 'Hotels']);
      }));

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
