import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { PresetAnswer, PresetList } from '../../../shared/contracts/presets';
import type { Schedule, ScheduleAnswer, ScheduleList } from '../../../shared/contracts/schedules';
import { until } from '../../support/until';
import { call, HOTEL, listJobs } from '../support/api';
import { asPerson } from '../support/browser';
import { recordsOf } from '../support/downloads';
import { choose, confirm, openExports, rowOf, sortBy, sortedBy, waitForState } from '../support/exports-page';

const clear = async (): Promise<void> => {
  const schedules = (await call('GET', '/export/schedules?pageSize=100')).body as ScheduleList;
  for (const { id } of schedules.data) await call('DELETE', `/export/schedules/${id}`);
  const presets = (await call('GET', '/export/presets?pageSize=100')).body as PresetList;
  for (const { id } of presets.data) await call('DELETE', `/export/presets/${id}`);
};

const preset = async (name: string, changes: object = {}): Promise<string> => {
  const body = { name, exporter: HOTEL, request: { format: 'csv', columns: ['ittid', 'city'] }, ...changes };
  const { status, body: answer } = await call('POST', '/export/presets', body);
  assert.equal(status, 201, JSON.stringify(answer));
  return (answer as PresetAnswer).data.id;
};

const tab = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Pages of exports' }).getByRole('link', { name }).click();

const value = (page: Page) => page.getByRole('textbox', { name: 'Value of condition 1' });

/** Hotels of one city. */
const fillIn = async (page: Page, city: string): Promise<void> => {
  await choose(page, /Content type/, 'Hotel');
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await choose(page, 'Field of condition 1', 'city');
  await value(page).fill(city);
  await page.getByText(/^\d+ rows?, /).waitFor();
};

export const presetsSuite = (browser: () => Browser): void => {
  const asAdmin = (work: (page: Page) => Promise<void>): Promise<void> => asPerson(browser(), 'admin', work);
  const aCity = async (): Promise<string> => {
    const { body } = await call('POST', `/export/${HOTEL}/preview?rows=1`, { format: 'csv', columns: ['city'] });
    return (body as { data: { rows: string[][] } }).data.rows[0]?.[0] ?? '';
  };

  describe('the form', () => {
    it('comes back when the page is loaded anew or gone back to', async () => {
      const city = await aCity();
      await asAdmin(async (page) => {
        await openExports(page);
        await fillIn(page, city);
        await page.waitForURL(/request=/);
        await sortBy(page, 1, 'city', 'Descending');
        await page.waitForTimeout(500);
        await page.reload();
        await value(page).waitFor();
        assert.equal(await value(page).inputValue(), city);
        assert.deepEqual(await sortedBy(page), ['city, Descending']);
        await tab(page, 'Presets');
        await page.getByRole('heading', { name: 'Presets' }).waitFor();
        await page.goBack();
        await value(page).waitFor();
        assert.equal(await value(page).inputValue(), city);
      });
    });
  });

  describe('presets', () => {
    beforeEach(clear);

    it('keep a form, open it again, take changes, and are run and deleted', async () => {
      const city = await aCity();
      await asAdmin(async (page) => {
        await openExports(page);
        await fillIn(page, city);
        await page.getByRole('button', { name: 'Save as preset' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel('Name*').fill('One city');
        await dialog.getByLabel('Description').fill('For the newsletter');
        await dialog.getByRole('button', { name: 'Save', exact: true }).click();
        await page.getByText('The preset One city is saved.').waitFor();
        await tab(page, 'Presets');
        const row = page.getByRole('row', { name: /One city/ });
        await row.getByText('For the newsletter').waitFor();
        await row.getByRole('link', { name: 'Open the preset One city in the form' }).click();
        await value(page).waitFor();
        assert.equal(await value(page).inputValue(), city);
        await sortBy(page, 1, 'city', 'Ascending');
        await page.getByText(/^\d+ rows?, /).waitFor();
        await page.getByRole('button', { name: 'Save as preset' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Save changes' }).click();
        await page.getByText('The preset One city is saved.').waitFor();
        const kept = ((await call('GET', '/export/presets')).body as PresetList).data;
        assert.deepEqual(
          kept.map(({ name, request }) => [name, JSON.stringify(request.sort)]),
          [['One city', '[{"path":"city","direction":"asc"}]']],
        );
        await tab(page, 'Presets');
        await row.getByRole('button', { name: 'Run the preset One city' }).click();
        await page.getByText(/The export of Hotel has begun/).waitFor();
        const [job] = await listJobs();
        await tab(page, 'Exports');
        const found = rowOf(page, job?.id ?? '');
        await waitForState(found, 'Ready');
        const downloading = page.waitForEvent('download');
        await found.getByRole('button', { name: /Download/ }).click();
        const records = await recordsOf(await downloading);
        assert.ok(records.length > 0 && records.every((record) => record.city === city));
        await tab(page, 'Presets');
        await row.getByRole('button', { name: 'Delete the preset One city' }).click();
        await confirm(page);
        await page.getByText(/No presets yet/).waitFor();
      });
    });

    it('tell their name is taken where it was typed', async () => {
      await preset('Taken');
      await asAdmin(async (page) => {
        await openExports(page);
        await choose(page, /Content type/, 'Hotel');
        await page.getByText(/Downloads at once/).waitFor();
        await page.getByRole('button', { name: 'Save as preset' }).click();
        await page.getByLabel('Name*').fill('taken');
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        await page.getByText(/another preset that is called taken/).waitFor();
      });
    });

    it('that are shared are run by others with their own rights, who cannot change them', async () => {
      await preset('For all', { sharedWith: ['export-editor'] });
      const request = { format: 'csv', columns: ['ittid', 'email'] };
      await preset('With secrets', { sharedWith: ['export-editor'], request });
      await asPerson(browser(), 'editor', async (page) => {
        await openExports(page);
        await tab(page, 'Presets');
        const open = page.getByRole('row', { name: /For all/ });
        await open.getByText('admin@example.com').waitFor();
        assert.equal(await page.getByRole('button', { name: /Delete the preset/ }).count(), 0);
        const closed = page.getByRole('row', { name: /With secrets/ });
        await closed.getByText(/email/).first().waitFor();
        assert.ok(await closed.getByRole('button', { name: /Run the preset/ }).isDisabled());
        await open.getByRole('button', { name: /Run the preset/ }).click();
        await page.getByText(/The export of Hotel has begun/).waitFor();
      });
    });
  });

  describe('schedules', () => {
    beforeEach(clear);
    const schedule = async (): Promise<Schedule | undefined> =>
      ((await call('GET', '/export/schedules')).body as ScheduleList).data[0];

    it('are made, run, paused, resumed, changed and deleted', async () => {
      await preset('All hotels');
      await asAdmin(async (page) => {
        await openExports(page);
        await tab(page, 'Schedules');
        await page.getByText(/No schedules yet/).waitFor();
        await page.getByRole('button', { name: 'New schedule' }).click();
        await page.getByLabel('Name*').fill('Weekly');
        await choose(page, /^Preset/, 'All hotels (Hotel)');
        await choose(page, 'Repeat', 'Every week');
        await choose(page, 'Day of the week', 'Friday');
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        const row = page.getByRole('row', { name: /Weekly/ });
        await row.getByText(/^Every Friday at /).waitFor();
        const made = await schedule();
        assert.deepEqual(
          [made?.cron, made?.timeZone, made?.recipients[0]?.name],
          ['0 7 * * 5', 'UTC', 'admin@example.com'],
        );
        await row.getByRole('button', { name: 'Run the schedule Weekly now' }).click();
        await row.getByText('admin@example.com: Ready').waitFor();
        await row.getByRole('button', { name: 'Pause the schedule Weekly' }).click();
        await row.getByText('You paused it.').waitFor();
        await row.getByRole('button', { name: 'Resume the schedule Weekly' }).click();
        await row.getByText('Active', { exact: true }).waitFor();
        await row.getByRole('button', { name: 'Change the schedule Weekly' }).click();
        await choose(page, 'Repeat', 'By a cron expression');
        await page.getByLabel('Cron expression').fill('61 * * * *');
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        await page.getByRole('dialog').getByRole('alert').waitFor();
        await page.getByLabel('Cron expression').fill('*/10 * * * *');
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        await row.getByText('*/10 * * * *').waitFor();
        await row.getByRole('button', { name: 'Delete the schedule Weekly' }).click();
        await confirm(page);
        await page.getByText(/No schedules yet/).waitFor();
      });
    });

    it('say why they are paused', async () => {
      const presetId = await preset('Short-lived');
      const body = { name: 'Lonely', preset: presetId, cron: '* * * * *' };
      const { id } = ((await call('POST', '/export/schedules', body)).body as ScheduleAnswer).data;
      await call('DELETE', `/export/presets/${presetId}`);
      // It is due at the next minute.
      await until('it is paused', async () => (await schedule())?.status === 'paused', 90_000);
      assert.equal((await schedule())?.id, id);
      await asAdmin(async (page) => {
        await openExports(page);
        await tab(page, 'Schedules');
        const row = page.getByRole('row', { name: /Lonely/ });
        await row.getByText('Paused, since its preset is gone.').waitFor();
        await row.getByText('Its preset is gone', { exact: true }).waitFor();
      });
    });

    it('are closed to whoever may not make them', () =>
      asPerson(browser(), 'editor', async (page) => {
        await openExports(page);
        await tab(page, 'Schedules');
        await page.getByText('Your role may not schedule exports.').waitFor();
        assert.equal(await page.getByRole('button', { name: 'New schedule' }).count(), 0);
      }));
  });
};
