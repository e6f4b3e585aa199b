import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { finishedJob, HOTEL } from '../support/api';
import { violationsIn } from '../support/axe';
import { asPerson, siteUrl } from '../support/browser';
import { openForm } from '../support/column-picker';
import { keepScreenshot } from '../support/screenshots';

/** The panel's heading of its pages, of which each language has its own. */
const TITLES = { fr: 'Exports', de: 'Exporte', es: 'Exportaciones', ar: 'عمليات التصدير' } as const;

const speak = (page: Page, language: string): Promise<void> =>
  page.evaluate((code) => localStorage.setItem('strapi-admin-language', code), language);

const open = async (page: Page, path: string): Promise<Locator> => {
  await page.goto(`${siteUrl()}/admin${path}`);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  return page.getByRole('main');
};

const directionOf = (region: Locator): Promise<string> =>
  region.evaluate((element) => getComputedStyle(element).direction);

/** What may be wrong with a part of the page that is read from right to left. */
const problemsOf = async (page: Page, region: Locator): Promise<string[]> => {
  const texts = await region.innerText();
  const { scrolls, left } = await region.evaluate((element) => ({
    scrolls: document.documentElement.scrollWidth > window.innerWidth,
    left: Array.from(element.querySelectorAll('h2, h3, label, th, td, button, [role="treeitem"]'))
      .filter((one) => getComputedStyle(one).direction === 'ltr')
      .map((one) => one.textContent),
  }));
  return [
    ...(texts.match(/content-export\.[\w.-]+|\{\w+\}/g) ?? []).map((text) => `shows ${text}`),
    ...left.map((text) => `has “${text}” from left to right`),
    ...(scrolls ? ['is wider than the window'] : []),
    ...(await violationsIn(page, region)),
  ];
};

const PAGES = ['', '/presets', '/schedules', '/points', '/log'].map((path) => `/plugins/content-export${path}`);

export const languagesSuite = (browser: () => Browser): void => {
  describe('the languages', () => {
    for (const [language, title] of Object.entries(TITLES)) {
      it(`have their texts on the page in ${language}`, () =>
        asPerson(browser(), 'admin', async (page) => {
          await speak(page, language);
          const main = await open(page, '/plugins/content-export');
          await main.getByRole('heading', { name: title, level: 1, exact: true }).waitFor();
          assert.doesNotMatch(await main.innerText(), /New export|Your exports|content-export\./);
          assert.equal(await directionOf(main.getByRole('heading', { level: 1 })), language === 'ar' ? 'rtl' : 'ltr');
        }));
    }

    it('are read from right to left in Arabic, on every page and in every dialog', async () => {
      await finishedJob(1);
      await asPerson(browser(), 'admin', async (page) => {
        await speak(page, 'ar');
        const found: string[] = [];
        const look = async (name: string, region: Locator): Promise<void> => {
          for (const problem of await problemsOf(page, region)) found.push(`${name} ${problem}`);
          await keepScreenshot(page, region, 'right-to-left', name);
        };
        for (const path of [...PAGES, '/settings/content-export']) {
          const main = await open(page, path);
          await main.getByRole('heading', { level: 2 }).first().waitFor();
          await page.waitForLoadState('networkidle');
          await look(
            path.replace('/plugins/content-export', 'page').replace('/settings/content-export', 'settings'),
            main,
          );
        }
        const request = { format: 'csv', columns: ['ittid', 'city'], filters: { $and: [{ stars: { $gte: 1 } }] } };
        await openForm(page, HOTEL, request);
        await page.waitForLoadState('networkidle');
        await look('form', page.getByRole('main'));
        await page.getByRole('combobox').first().click();
        await look('list', page.getByRole('listbox'));
        await page.keyboard.press('Escape');
        await page.locator('tr[data-job] button[aria-haspopup="dialog"]').first().click();
        await look('details', page.getByRole('dialog'));
        await page.keyboard.press('Escape');
        await page.goto(`${siteUrl()}/admin/content-manager/collection-types/${HOTEL}`);
        await page.getByRole('button', { name: 'تصدير', exact: true }).click();
        await page.getByRole('dialog').getByRole('radio').first().waitFor();
        await page.waitForLoadState('networkidle');
        await look('quick', page.getByRole('dialog'));
        assert.equal(found.length, 0, found.join('\n'));
      });
    });

    it('turn the keys of the tree around with the direction', () =>
      asPerson(browser(), 'admin', async (page) => {
        await speak(page, 'ar');
        await openForm(page, HOTEL, { format: 'csv', columns: ['ittid'] });
        const country = page.getByRole('treeitem', { name: 'country', exact: true });
        await country.focus();
        await page.keyboard.press('ArrowRight');
        assert.equal(await country.getAttribute('aria-expanded'), 'false');
        await page.keyboard.press('ArrowLeft');
        assert.equal(await country.getAttribute('aria-expanded'), 'true');
        await page.getByRole('treeitem', { name: 'code', exact: true }).waitFor();
        await page.keyboard.press('ArrowRight');
        assert.equal(await country.getAttribute('aria-expanded'), 'false');
      }));
  });
};
