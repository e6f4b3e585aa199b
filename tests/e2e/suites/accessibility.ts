import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Job, JobList, WaitingFor } from '../../../shared/contracts/jobs';
import type { PresetAnswer, PresetList } from '../../../shared/contracts/presets';
import type { ScheduleList } from '../../../shared/contracts/schedules';
import { until } from '../../support/until';
import { call, finishedJob, HOTEL } from '../support/api';
import { violationsIn } from '../support/axe';
import { asPerson, siteUrl } from '../support/browser';
import { openForm, treeItem } from '../support/column-picker';
import { choose } from '../support/exports-page';
import { keepScreenshot } from '../support/screenshots';
import { exportButton, openList, openQuick, quickDialog } from '../support/quick';

const THEMES = ['light', 'dark'] as const;

type Theme = (typeof THEMES)[number];

/** Looks at a part of the screen, under a name. */
type Look = (name: string, region: Locator) => Promise<void>;

/** All within the page's main part is the plugin's, but for Strapi's header, which holds the plugin's texts. */
const main = (page: Page): Locator => page.getByRole('main');

const open = (page: Page, path: string): Promise<unknown> => page.goto(`${siteUrl()}/admin${path}`);

const exports = (page: Page, path = ''): Promise<unknown> => open(page, `/plugins/content-export${path}`);

const closeDialog = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').or(page.getByRole('alertdialog')).waitFor({ state: 'detached' });
};

const form = async (page: Page, look: Look): Promise<void> => {
  await exports(page);
  await page.getByText('Nothing yet.').waitFor();
  await look('the empty form and the empty list', main(page));
  const filters = { $and: [{ city: { $contains: 'a' } }, { stars: { $gte: 1 } }, { active: { $eq: true } }] };
  const columns = ['ittid', 'description', { path: 'rating', format: { kind: 'money', currency: 'EUR' } }, 'active'];
  await openForm(page, HOTEL, { format: 'csv', columns, filters });
  await page.getByText(/Downloads at once/).waitFor();
  await treeItem(page, 'country').click();
  await treeItem(page, 'code', 2).waitFor();
  await page.getByRole('button', { name: 'Options of rating' }).click();
  await page.getByRole('button', { name: 'Options of active' }).click();
  await page.getByRole('button', { name: 'Preview of the first rows' }).click();
  await page.getByRole('region', { name: 'The first rows of the file' }).waitFor();
  await page.getByRole('button', { name: 'Add a field to sort by' }).click();
  await page.getByRole('button', { name: /^More options/ }).click();
  await page.getByRole('combobox', { name: 'Delimiter' }).waitFor();
  await look('the form filled in', main(page));
  await page.getByRole('combobox', { name: 'File format' }).click();
  await look('the list of a field', page.getByRole('listbox'));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByText(/A condition has no value yet/).waitFor();
  await look('the form with a gap', main(page));
  await openForm(page, 'records', { format: 'csv' });
  const account = page.getByRole('textbox', { name: /account_id/ });
  await account.focus();
  await account.blur();
  await page.getByText(/Fill this in/).waitFor();
  await look('filters of an exporter of the site', main(page));
};

/** A job in every state, made of a finished one. */
const inEveryState = (job: Job): readonly Job[] => {
  const waiting: readonly WaitingFor[] = ['worker', 'queue', 'retry', 'turn'];
  const open = {
    phase: null,
    rowsDone: 0,
    rowsTotal: null,
    bytes: null,
    downloadUrl: null,
    completedAt: null,
    expiresAt: null,
  };
  const error = { code: 'EXPORT_FAILED', message: 'The database closed the connection.' };
  const warnings = ['formulas-neutralised', 'cells-cut', 'characters-replaced', 'items-left-out'].map((kind, at) => ({
    kind,
    cells: at + 1,
  }));
  return [
    ...waiting.map((waitingFor) => ({
      ...job,
      ...open,
      status: 'pending' as const,
      waitingFor,
      runAfter: job.createdAt,
    })),
    ...[
      {
        ...job,
        ...open,
        status: 'processing' as const,
        phase: 'writing' as const,
        rowsDone: 40,
        rowsTotal: job.rowsDone,
        attempt: 2,
      },
    ],
    { ...job, warnings, leftOut: ['email', 'country'] },
    ...[{ ...job, ...open, status: 'failed' as const, error }],
    ...[{ ...job, ...open, status: 'cancelled' as const }],
    ...[{ ...job, ...open, status: 'expired' as const, expiredBy: 'time' as const }],
  ].map((one, at) => ({ ...one, id: `${job.id}-${at}` }));
};

const jobs = async (page: Page, look: Look): Promise<void> => {
  await finishedJob(1);
  await page.route(/\/export\/jobs\?/, async (route) => {
    const response = await route.fetch();
    const { data, meta } = (await response.json()) as JobList;
    const [job] = data;
    await route.fulfill({ response, json: { data: job === undefined ? [] : inEveryState(job), meta } });
  });
  await page.route(/\/export\/health$/, async (route) => {
    const response = await route.fetch();
    const { data } = (await response.json()) as { data: object };
    const bad = { ...data, isHealthy: false, problems: ['No worker is running.'] };
    await route.fulfill({ response, json: { data: bad } });
  });
  await exports(page);
  for (const word of ['Waiting', 'Running', 'Ready', 'Failed', 'Cancelled', 'Gone']) {
    await main(page).getByText(word, { exact: true }).first().waitFor();
  }
  await page.getByText('Exports that run in the background would not start now').waitFor();
  await look('jobs in every state', main(page));
  await page
    .getByRole('button', { name: /^Delete the file of/ })
    .first()
    .click();
  await look('the question before a file is deleted', page.getByRole('alertdialog'));
  await closeDialog(page);
  await page.unroute(/\/export\/health$/);
  await page.unroute(/\/export\/jobs\?/);
};

const clear = async (): Promise<void> => {
  const schedules = (await call('GET', '/export/schedules?pageSize=100')).body as ScheduleList;
  for (const { id } of schedules.data) await call('DELETE', `/export/schedules/${id}`);
  const presets = (await call('GET', '/export/presets?pageSize=100')).body as PresetList;
  for (const { id } of presets.data) await call('DELETE', `/export/presets/${id}`);
};

const presets = async (page: Page, look: Look): Promise<void> => {
  await clear();
  await exports(page, '/presets');
  await page.getByText(/No presets yet/).waitFor();
  await look('no presets', main(page));
  const request = { format: 'csv', columns: ['ittid', 'city'] };
  const body = { name: 'All hotels', description: 'For the newsletter', exporter: HOTEL, request };
  const { id } = ((await call('POST', '/export/presets', body)).body as PresetAnswer).data;
  await exports(page, '/presets');
  await page.getByRole('row', { name: /All hotels/ }).waitFor();
  await look('presets', main(page));
  await page.getByRole('button', { name: 'Delete the preset All hotels' }).click();
  await look('the question before a preset is deleted', page.getByRole('alertdialog'));
  await closeDialog(page);
  await openForm(page, HOTEL, request);
  await page.getByText(/Downloads at once/).waitFor();
  await page.getByRole('button', { name: 'Save as preset' }).click();
  await look('the dialog that saves a preset', page.getByRole('dialog'));
  await closeDialog(page);
  await exports(page, '/schedules');
  await page.getByText(/No schedules yet/).waitFor();
  await look('no schedules', main(page));
  const weekly = { name: 'Weekly', preset: id, cron: '0 7 * * 5' };
  const { body: made } = await call('POST', '/export/schedules', weekly);
  await call('POST', '/export/schedules', { name: 'Daily', preset: id, cron: '0 7 * * *' });
  await call('POST', `/export/schedules/${(made as { data: { id: string } }).data.id}/run`);
  await call('POST', `/export/schedules/${(made as { data: { id: string } }).data.id}/pause`);
  await exports(page, '/schedules');
  await page
    .getByRole('row', { name: /Weekly/ })
    .getByText('You paused it.')
    .waitFor();
  await look('schedules', main(page));
  await page.getByRole('button', { name: 'New schedule' }).click();
  await look('the dialog of a schedule', page.getByRole('dialog'));
  await choose(page, 'Repeat', 'Every week');
  await page.getByRole('combobox', { name: 'Day of the week' }).waitFor();
  await look('the dialog of a weekly schedule', page.getByRole('dialog'));
  await closeDialog(page);
  await clear();
};

const settings = async (page: Page, look: Look): Promise<void> => {
  await open(page, '/settings/content-export');
  await page.getByText('Everything is running').waitFor();
  await page.getByRole('button', { name: 'Create webhook' }).waitFor();
  await look('the settings', main(page));
  await page.getByLabel('Name*').fill('Chat');
  await page.getByLabel('Address*').fill('http://127.0.0.1/hook');
  await page.getByRole('button', { name: 'Create webhook' }).click();
  await page.getByText(/isn't reachable over the public internet/).waitFor();
  await look('a webhook that was refused', main(page));
};

const quick = async (page: Page, look: Look): Promise<void> => {
  // Strapi reads a list anew, and forgets what was ticked, where it has to complete the address.
  await openList(page, HOTEL, 'page=1&pageSize=10&sort=ittid:ASC&plugins[i18n][locale]=en');
  await look('the button above a list', exportButton(page));
  await look('the quick dialog of a list', await openQuick(page));
  await closeDialog(page);
  const box = page.getByRole('checkbox', { name: /^Select \d/ }).first();
  const button = page.getByRole('button', { name: 'Export 1 selected' });
  // A list that is read anew forgets what was ticked.
  await until('a row is ticked', async () => {
    if (!(await button.isVisible())) await box.check();
    return button.isVisible();
  });
  await button.click();
  await look('the quick dialog of a selection', await quickDialog(page));
  await closeDialog(page);
};

/**
 * What stands within a widget's frame. The frame is Strapi's, which has a main part within the page's main part, and a
 * title whose grey is too light.
 */
const withinWidget = (page: Page): Locator =>
  page.getByLabel('My exports').getByRole('main').locator(':scope > *').first();

const widget = async (page: Page, look: Look): Promise<void> => {
  const ours = withinWidget(page);
  await open(page, '/');
  await ours.getByText('No exports yet').waitFor();
  await look('the empty widget', ours);
  await finishedJob(1);
  await page.reload();
  await ours.getByText('Hotel, CSV').waitFor();
  await look('the widget', ours);
};

const log = async (page: Page, look: Look): Promise<void> => {
  await finishedJob(1);
  await exports(page);
  await page
    .getByRole('button', { name: /^Details of the export of/ })
    .first()
    .click();
  await page
    .getByRole('dialog')
    .getByText(/: Completed$/)
    .waitFor();
  await look('the details of a job', page.getByRole('dialog'));
  await closeDialog(page);
  await exports(page, '/log');
  await page.locator('tbody tr').first().waitFor();
  await look('the log', main(page));
};

const points = async (page: Page, look: Look): Promise<void> => {
  await exports(page, '/points');
  await page.locator('tbody tr').first().waitFor();
  await look('the points of end users', main(page));
  await page
    .getByRole('button', { name: /^Points of / })
    .first()
    .click();
  await page.getByRole('dialog').getByText('Welcome').waitFor();
  await look('the points of an end user', page.getByRole('dialog'));
  await closeDialog(page);
};

const SCREENS = { form, jobs, log, points, presets, settings, quick, widget };

const inTheme = async (page: Page, theme: Theme): Promise<void> => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate((name) => localStorage.setItem('STRAPI_THEME', name), theme);
};

export const accessibilitySuite = (browser: () => Browser): void => {
  for (const theme of THEMES) {
    describe(`the screens in the ${theme} theme, under axe`, () => {
      before(clear);
      after(clear);
      for (const [name, walk] of Object.entries(SCREENS)) {
        it(`have nothing to find: ${name}`, () =>
          asPerson(browser(), 'admin', async (page) => {
            await inTheme(page, theme);
            const found: string[] = [];
            await walk(page, async (screen, region) => {
              for (const text of await violationsIn(page, region)) found.push(`${screen}: ${text}`);
              await keepScreenshot(page, region, theme, screen);
            });
            assert.ok(found.length === 0, `axe found\n${found.join('\n')}`);
          }));
      }
    });
  }
};
