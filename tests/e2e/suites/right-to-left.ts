import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { call, finishedJob, HOTEL } from '../support/api';
import { violationsIn } from '../support/axe';
import { asPerson, siteUrl } from '../support/browser';
import { openForm, treeItem } from '../support/column-picker';
import { directionOf, openPage, PAGES, speak, TEXTS } from '../support/languages';
import { keepScreenshot } from '../support/screenshots';

const TEXT = TEXTS.ar;

/** Of what is told from right to left, in whatever script. */
const TOLD =
  'h2, h3, label, legend, th, td, dt, dd, li, p, button, [role="treeitem"], [role="option"], [role="combobox"]';

/** Its digits and signs turn around where nothing keeps them together. */
const CRON = '0 7 * * 1-3,5';

type Look = (name: string, region: Locator) => Promise<void>;

/** What may be wrong with a part of the page that is read from right to left. */
const problemsOf = async (page: Page, region: Locator): Promise<string[]> => {
  const texts = await region.innerText();
  const { scrolls, left } = await region.evaluate((element, selector) => {
    return {
      scrolls: document.documentElement.scrollWidth > window.innerWidth,
      left: Array.from(element.querySelectorAll(selector))
        .filter((one) => {
          const { direction, textAlign } = getComputedStyle(one);
          return direction === 'ltr' || textAlign === 'left';
        })
        .map((one) => one.textContent),
    };
  }, TOLD);
  return [
    ...(texts.match(/content-export\.[\w.-]+|\{\w+\}/g) ?? []).map((text) => `shows ${text}`),
    ...left.map((text) => `has “${text}” from left to right`),
    ...(scrolls ? ['is wider than the window'] : []),
    ...(await violationsIn(page, region)),
  ];
};

const dialogOf = (page: Page): Locator => page.getByRole('dialog').or(page.getByRole('alertdialog'));

/** Looks at what a button opens, and closes it. */
const lookInto = async (page: Page, look: Look, name: string, button: Locator): Promise<void> => {
  await button.click();
  await dialogOf(page).waitFor();
  await page.waitForLoadState('networkidle');
  await look(name, dialogOf(page));
  await page.keyboard.press('Escape');
  await dialogOf(page).waitFor({ state: 'detached' });
};

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name }).first();

const pages = async (page: Page, look: Look): Promise<void> => {
  for (const path of PAGES) {
    const main = await openPage(page, path);
    await main.getByRole('heading', { level: 2 }).first().waitFor();
    await page.waitForLoadState('networkidle');
    await look(path.replace('/plugins/content-export', 'page').replace('/settings/content-export', 'settings'), main);
  }
};

const form = async (page: Page, look: Look): Promise<void> => {
  const request = { format: 'csv', columns: ['ittid', 'city'], filters: { $and: [{ stars: { $gte: 1 } }] } };
  await openForm(page, HOTEL, request);
  await button(page, TEXT['preview.show']).click();
  await page.waitForLoadState('networkidle');
  await look('form', page.getByRole('main'));
  await page.getByRole('combobox').first().click();
  await look('list of a field that is searched', page.getByRole('listbox'));
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: TEXT['form.format'] }).click();
  await look('list of a field', page.getByRole('listbox'));
  await page.keyboard.press('Escape');
  await lookInto(page, look, 'preset', button(page, TEXT['preset.save']));
};

const dialogs = async (page: Page, look: Look): Promise<void> => {
  await openPage(page, '/plugins/content-export');
  await lookInto(page, look, 'details', page.locator('tr[data-job] button[aria-haspopup="dialog"]').first());
  const [question = ''] = TEXT['delete.file'].split('\u2068');
  await lookInto(page, look, 'question', button(page, new RegExp(`^${question}`)));
  await openPage(page, '/plugins/content-export/schedules');
  await lookInto(page, look, 'new schedule', button(page, TEXT['schedules.new']));
  await openPage(page, '/plugins/content-export/points');
  await lookInto(page, look, 'new points', button(page, TEXT['points.new']));
  await lookInto(page, look, 'points', page.locator('tbody tr').first().getByRole('button'));
};

const openQuick = async (page: Page): Promise<Locator> => {
  await page.goto(`${siteUrl()}/admin/content-manager/collection-types/${HOTEL}`);
  await page.getByRole('button', { name: TEXT['quick.button'], exact: true }).click();
  await page.getByRole('dialog').getByRole('radio').first().waitFor();
  await page.waitForLoadState('networkidle');
  return page.getByRole('dialog');
};

const quick = async (page: Page, look: Look): Promise<void> => look('quick', await openQuick(page));

const SCREENS = { pages, form, dialogs, quick };

/** A preset, and a schedule of it; gives what takes both away. */
const scheduled = async (name: string): Promise<() => Promise<void>> => {
  const request = { format: 'csv', columns: ['ittid'] };
  const { body } = await call('POST', '/export/presets', { name, exporter: HOTEL, request });
  const preset = (body as { data: { id: string } }).data.id;
  const { body: made } = await call('POST', '/export/schedules', { name, preset, cron: CRON });
  const schedule = (made as { data: { id: string } }).data.id;
  return async () => {
    await call('DELETE', `/export/schedules/${schedule}`);
    await call('DELETE', `/export/presets/${preset}`);
  };
};

const inArabic = (browser: Browser, work: (page: Page) => Promise<void>): Promise<void> =>
  asPerson(browser, 'admin', async (page) => {
    await speak(page, 'ar');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await work(page);
  });

const keys = (browser: () => Browser): void => {
  it('turns the keys of the tree around', () =>
    inArabic(browser(), async (page) => {
      await openForm(page, HOTEL, { format: 'csv', columns: ['ittid'] });
      const country = treeItem(page, 'country');
      await country.focus();
      await page.keyboard.press('ArrowRight');
      assert.equal(await country.getAttribute('aria-expanded'), 'false');
      await page.keyboard.press('ArrowLeft');
      assert.equal(await country.getAttribute('aria-expanded'), 'true');
      await treeItem(page, 'code', 2).waitFor();
      await page.keyboard.press('ArrowRight');
      assert.equal(await country.getAttribute('aria-expanded'), 'false');
    }));

  it('turns the keys of a question’s answers around', () =>
    inArabic(browser(), async (page) => {
      const answers = (await openQuick(page)).getByRole('radio');
      await answers.first().focus();
      // As long as a finger takes: an answer is chosen only while the key is down that has led to it.
      await page.keyboard.press('ArrowLeft', { delay: 100 });
      assert.equal(await answers.nth(1).isChecked(), true);
      await page.keyboard.press('ArrowRight', { delay: 100 });
      assert.equal(await answers.first().isChecked(), true);
    }));
};

const apart = (browser: () => Browser): void => {
  it('leaves what is written from left to right in every language as it is', () =>
    inArabic(browser(), async (page) => {
      await openPage(page, '/plugins/content-export/schedules');
      const row = page.locator('tr[data-schedule]').first();
      await row.getByText(CRON).waitFor();
      assert.equal(await directionOf(row.locator('th bdi').first()), 'ltr');
      const [edit = ''] = TEXT['schedules.edit'].split('\u2068');
      await button(page, new RegExp(`^${edit}`)).click();
      const field = page.getByRole('textbox', { name: TEXT['schedule.cron'] });
      assert.equal(await field.inputValue(), CRON);
      assert.equal(await directionOf(field), 'ltr');
      const settings = await openPage(page, '/settings/content-export');
      assert.equal(await directionOf(settings.getByRole('textbox', { name: TEXT['webhook.url'] })), 'ltr');
    }));

  it('asks before something is deleted in a dialog that is described by the question', () =>
    inArabic(browser(), async (page) => {
      await finishedJob(1);
      await openPage(page, '/plugins/content-export');
      const [question = ''] = TEXT['delete.file'].split('\u2068');
      await button(page, new RegExp(`^${question}`)).click();
      const dialog = page.getByRole('alertdialog');
      const described = (await dialog.getAttribute('aria-describedby')) ?? '';
      const [asked = ''] = TEXT['delete.file.question'].split('\u2068');
      const description = dialog.locator(`[id="${described}"]`);
      assert.ok((await description.textContent())?.startsWith(asked));
      assert.equal(await directionOf(description), 'rtl');
    }));
};

export const rightToLeftSuite = (browser: () => Browser): void => {
  describe('the panel in Arabic', () => {
    let clear: () => Promise<void> = () => Promise.resolve();
    before(async () => {
      clear = await scheduled('1. hotels (weekly)');
    });
    after(() => clear());

    for (const theme of ['light', 'dark'] as const) {
      for (const [screen, walk] of Object.entries(SCREENS)) {
        it(`is read from right to left in the ${theme} theme: ${screen}`, async () => {
          await finishedJob(1);
          await inArabic(browser(), async (page) => {
            await page.evaluate((name) => localStorage.setItem('STRAPI_THEME', name), theme);
            const found: string[] = [];
            await walk(page, async (name, region) => {
              for (const problem of await problemsOf(page, region)) found.push(`${name} ${problem}`);
              await keepScreenshot(page, region, theme === 'light' ? 'right-to-left' : 'right-to-left-dark', name);
            });
            assert.equal(found.length, 0, found.join('\n'));
          });
        });
      }
    }

    keys(browser);
    apart(browser);
  });
};
