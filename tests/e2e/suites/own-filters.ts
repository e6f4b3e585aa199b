import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Browser, Page, Request } from 'playwright-core';
import { ORDER } from '../support/api';
import { asPerson } from '../support/browser';
import { contentManagerList } from '../support/content-manager';
import { recordsOf } from '../support/downloads';
import { choose, openExports } from '../support/exports-page';

const ACCOUNT = 'acc-1001';

const FROM = '2026-02-01';
const TO = '2026-02-03';

const account = (page: Page) => page.getByRole('textbox', { name: /account_id/ });

/** Types a day as the panel's language writes it, and leaves the field. */
const typeDay = async (page: Page, name: string, iso: string): Promise<void> => {
  const [year, month, day] = iso.split('-');
  const field = page.getByRole('combobox', { name });
  await field.fill(`${month}/${day}/${year}`);
  await field.press('Tab');
};

const openRecords = async (page: Page): Promise<void> => {
  await openExports(page);
  await choose(page, /Content type/, 'Order records');
  await account(page).waitFor();
};

/** The filters that the panel sends. */
const filtersOf = (request: Request): Readonly<Record<string, unknown>> =>
  (request.postDataJSON() as { readonly filters: Readonly<Record<string, unknown>> }).filters;

const estimateWith = (page: Page, isMeant: (filters: Readonly<Record<string, unknown>>) => boolean): Promise<Request> =>
  page.waitForRequest((request) => request.url().endsWith('/estimate') && isMeant(filtersOf(request)));

export const ownFiltersSuite = (browser: () => Browser): void => {
  describe('the filters of an exporter of the site', () => {
    it('are asked for instead of Strapi’s, in the formats that the exporter has', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openExports(page);
        await choose(page, 'File format', 'NDJSON, one JSON object a line');
        await choose(page, /Content type/, 'Order records');
        await account(page).waitFor();
        assert.equal(await page.getByRole('button', { name: 'Add a condition' }).count(), 0);
        const format = page.getByRole('combobox', { name: 'File format' });
        assert.equal(await format.textContent(), 'CSV for Excel');
        await format.click();
        assert.deepEqual(await page.getByRole('option').allTextContents(), [
          ...[
            'CSV for Excel',
            'Plain CSV, for other programs',
            'Excel workbook (.xlsx)',
            'JSON, one document for programs',
          ],
        ]);
      }));

    it('are missed calmly at first, and at the field once it was left empty', () =>
      asPerson(browser(), 'admin', async (page) => {
        const estimates: string[] = [];
        page.on('request', (request) => {
          if (request.url().endsWith('/estimate')) estimates.push(request.url());
        });
        await openRecords(page);
        await page.getByText('Fill in account_id to see what the export would be.').waitFor();
        assert.equal(await page.getByText(/Fill this in/).count(), 0);
        await account(page).focus();
        await page.keyboard.press('Tab');
        await page.getByText(/Fill this in/).waitFor();
        const described = await account(page).getAttribute('aria-describedby');
        assert.match((await page.locator(`[id="${described}"]`).textContent()) ?? '', /^Fill this in/);
        assert.equal(await account(page).getAttribute('aria-invalid'), 'true');
        assert.ok(await page.getByRole('button', { name: 'Start export' }).isDisabled());
        assert.deepEqual(estimates, [], 'the server was not asked what it must refuse');
      }));

    it('tell at the field what the server refuses', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openRecords(page);
        await account(page).fill(ACCOUNT);
        await typeDay(page, 'date_from', TO);
        await typeDay(page, 'date_to', FROM);
        await page.getByText('date_from is after date_to.', { exact: true }).waitFor();
        await page.getByText('Not counted yet: something is wrong with date_from.').waitFor();
        const from = page.getByRole('combobox', { name: 'date_from' });
        const described = await from.getAttribute('aria-describedby');
        assert.equal(await page.locator(`[id="${described}"]`).textContent(), 'date_from is after date_to.');
        assert.ok(await page.getByRole('button', { name: 'Start export' }).isDisabled());
        await typeDay(page, 'date_from', FROM);
        await page.getByText(/Downloads at once/).waitFor();
        assert.equal(await page.getByText('date_from is after date_to.').count(), 0);
      }));

    it('choose the rows of the file', () =>
      asPerson(browser(), 'admin', async (page) => {
        const { total } = await contentManagerList(ORDER, {
          ...{ 'filters[$and][0][account_id][$eq]': ACCOUNT, 'filters[$and][1][status][$eq]': 'shipped' },
          'filters[$and][2][sale_date][$gte]': `${FROM}T00:00:00.000Z`,
          'filters[$and][3][sale_date][$lte]': `${TO}T23:59:59.999Z`,
        });
        assert.ok(total > 0, 'the account has such orders');
        await openRecords(page);
        await account(page).fill(ACCOUNT);
        await choose(page, 'status', 'shipped');
        await typeDay(page, 'date_from', FROM);
        await typeDay(page, 'date_to', TO);
        await page.getByText(/Downloads at once/).waitFor();
        const downloading = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Download', exact: true }).click();
        const download = await downloading;
        assert.match(download.suggestedFilename(), /^records_acc-1001_/);
        const records = await recordsOf(download);
        assert.equal(records.length, total);
        assert.deepEqual([...new Set(records.map(({ status }) => status))], ['shipped']);
      }));

    it('take several values and switches', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openExports(page);
        await choose(page, /Content type/, 'Hotels');
        await page.getByRole('textbox', { name: 'countries' }).fill('DE\nFRA');
        await page.getByText(/^Value 2: /).waitFor();
        await page.getByRole('textbox', { name: 'countries' }).fill('');
        const asked = estimateWith(page, ({ property_types: types }) => Array.isArray(types) && types.length === 2);
        await choose(page, 'property_types', 'resort');
        await page.getByRole('option', { name: 'hostel', exact: true }).click();
        await page.keyboard.press('Escape');
        const { property_types: types, ...others } = filtersOf(await asked);
        assert.deepEqual([...(types as string[])].sort(), ['hostel', 'resort']);
        assert.deepEqual(others, {}, 'what is empty is left out');
      }));

    it('switch with the keyboard what is on or off', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openExports(page);
        await choose(page, /Content type/, 'Supplier summary (supplier-summary)');
        const box = page.getByRole('checkbox', { name: 'country_breakdown' });
        assert.equal(await box.isChecked(), false);
        const asked = estimateWith(page, ({ country_breakdown: isOn }) => isOn === true);
        await box.focus();
        await page.keyboard.press('Space');
        await asked;
        assert.equal(await box.isChecked(), true);
      }));

    it('go with the exporter, of which another can be chosen', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openRecords(page);
        await page.getByRole('button', { name: 'Clear' }).click();
        await choose(page, /Content type/, 'Hotels');
        await page.getByRole('textbox', { name: 'countries' }).waitFor();
        assert.equal(await account(page).count(), 0);
      }));
  });
};
