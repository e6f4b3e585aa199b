import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { HOTEL } from '../support/api';
import { asPerson, siteUrl } from '../support/browser';
import { linesOf } from '../support/downloads';
import { directionOf, openPage, PAGES, speak, TEXTS } from '../support/languages';

/** The panel's heading of its pages, of which each language has its own. */
const TITLES = { fr: 'Exports', de: 'Exporte', es: 'Exportaciones', ar: 'عمليات التصدير' } as const;

/** Where a spreadsheet program takes commas for decimals. */
const WITH_SEMICOLONS = ['fr', 'de', 'es'] as const;

export const languagesSuite = (browser: () => Browser): void => {
  describe('the languages', () => {
    for (const language of ['fr', 'de', 'es', 'ar'] as const) {
      it(`have their texts on the page in ${language}`, () =>
        asPerson(browser(), 'admin', async (page) => {
          await speak(page, language);
          const main = await openPage(page, '/plugins/content-export');
          await main.getByRole('heading', { name: TITLES[language], level: 1, exact: true }).waitFor();
          assert.doesNotMatch(await main.innerText(), /New export|Your exports|content-export\./);
          assert.equal(await directionOf(main.getByRole('heading', { level: 1 })), language === 'ar' ? 'rtl' : 'ltr');
        }));
    }

    for (const language of WITH_SEMICOLONS) {
      it(`separate values by semicolons for Excel in ${language}`, () =>
        asPerson(browser(), 'admin', async (page) => {
          const texts = TEXTS[language];
          await speak(page, language);
          await page.goto(`${siteUrl()}/admin/content-manager/collection-types/${HOTEL}`);
          await page.getByRole('button', { name: texts['quick.button'], exact: true }).click();
          const dialog = page.getByRole('dialog');
          const chosen = dialog.getByRole('radio', { name: texts['quick.as.excel-csv'] });
          assert.equal(await chosen.isChecked(), true);
          const button = dialog.getByRole('button', { name: texts['start.download'] });
          await button.and(page.locator(':not([aria-disabled="true"]):not([disabled])')).waitFor();
          const downloading = page.waitForEvent('download');
          await button.click();
          const [header] = await linesOf(await downloading, ';');
          assert.deepEqual(header?.slice(0, 2), ['id', 'ittid']);
        }));
    }

    it('are read from left to right in English, on every page', () =>
      asPerson(browser(), 'admin', async (page) => {
        for (const path of PAGES) {
          const main = await openPage(page, path);
          await main.getByRole('heading', { level: 2 }).first().waitFor();
          const turned = await main.evaluate((element) =>
            Array.from(element.querySelectorAll('*'))
              .filter((one) => getComputedStyle(one).direction === 'rtl')
              .map((one) => one.textContent),
          );
          assert.deepEqual(turned, [], path);
        }
      }));
  });
};
