import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { HOTEL, listJobs } from '../support/api';
import { asPerson, siteUrl } from '../support/browser';
import { contentManagerList } from '../support/content-manager';
import { linesOf } from '../support/downloads';
import {
  answers,
  downloadFrom,
  exportButton,
  openList,
  openQuick,
  quickDialog,
  shownRows,
  toggleColumns,
} from '../support/quick';

const FILTERS = { 'filters[$and][0][rating][$gte]': '4', 'filters[$and][1][active][$eq]': 'true' };
const LIST = { ...FILTERS, _q: 'h', sort: 'name:DESC', pageSize: '100' };

const asQuery = (query: Readonly<Record<string, string>>): string => new URLSearchParams(query).toString();

const namesOf = (documents: readonly Readonly<Record<string, unknown>>[]): string[] =>
  documents.map(({ name }) => String(name));

const ordinary = (browser: () => Browser): void => {
  it('downloads what a list shows with two clicks: its filters, search, order and columns', () =>
    asPerson(browser(), 'admin', async (page) => {
      await openList(page, HOTEL, asQuery(LIST));
      await toggleColumns(page, 'supplier_code', 'country');
      const shown = await shownRows(page);
      const { documents, total } = await contentManagerList(HOTEL, { ...LIST, locale: 'en' });
      assert.ok(total > 1 && total < 100, `${total} hotels make a test`);
      const dialog = await openQuick(page);
      assert.deepEqual(await answers(dialog, 'Which rows'), [
        `What the filters and the search for “h” find (${total})`,
        'Everything in English (110)',
      ]);
      await dialog.getByText(new RegExp(`^${total} rows, 5 columns, about .*, ready in about 1 second\\.$`)).waitFor();
      const [header, ...lines] = await linesOf(await downloadFrom(page, dialog));
      assert.deepEqual(header, ['id', 'ittid', 'name', 'country / code', 'status']);
      assert.deepEqual(
        lines.map(([, , name]) => name),
        namesOf(documents),
      );
      // The list has a column more, of languages, and begins states with a capital letter.
      const expected = shown.map(([id, ittid, name, country, , state = '']) => [
        ...[id, ittid, name, country === '-' ? '' : country],
        state.toLowerCase(),
      ]);
      assert.deepEqual(lines, expected);
      assert.deepEqual(await listJobs(), [], 'no job was made');
    }));

  it('exports everything where a list is not narrowed, without asking which rows', () =>
    asPerson(browser(), 'admin', async (page) => {
      await openList(page, HOTEL);
      const dialog = await openQuick(page);
      assert.equal(await dialog.getByRole('radiogroup').count(), 1);
      await dialog.getByText(/^110 rows, /).waitFor();
    }));

  it('exports published versions where the list shows those', () =>
    asPerson(browser(), 'admin', async (page) => {
      const query = { 'filters[$and][0][__status][$eq]': 'published-modified', pageSize: '100', sort: 'id:ASC' };
      await openList(page, HOTEL, asQuery(query));
      const { documents } = await contentManagerList(HOTEL, { ...query, locale: 'en' });
      assert.ok(documents.length > 0);
      const [, ...lines] = await linesOf(await downloadFrom(page, await openQuick(page)));
      assert.deepEqual(
        lines.map(([id, , name, , state]) => [id, name, state]),
        documents.map(({ id, name }) => [String(id), name, 'modified']),
      );
    }));

  it('separates values by semicolons for Excel where the panel speaks French', () =>
    asPerson(browser(), 'admin', async (page) => {
      await page.evaluate(() => localStorage.setItem('strapi-admin-language', 'fr'));
      await page.goto(`${siteUrl()}/admin/content-manager/collection-types/${HOTEL}?${asQuery(FILTERS)}`);
      await page.getByRole('button', { name: 'Exporter', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: /^Exporter / });
      await dialog.getByText(/valeurs séparées par des points-virgules/).waitFor();
      const button = dialog.getByRole('button', { name: 'Télécharger' });
      await button.and(page.locator(':not([aria-disabled="true"]):not([disabled])')).waitFor();
      const downloading = page.waitForEvent('download');
      await button.click();
      const download = await downloading;
      const [header] = await linesOf(download, ';');
      assert.deepEqual(header, ['id', 'ittid', 'name', 'supplier_code', 'status']);
      assert.equal((await readFile(await download.path())).subarray(0, 3).toString('hex'), 'efbbbf');
    }));
};

const parts = (browser: () => Browser): void => {
  it('exports the rows that are ticked, and offers the others', () =>
    asPerson(browser(), 'admin', async (page) => {
      await openList(page, HOTEL, asQuery({ ...FILTERS, sort: 'ittid:ASC' }));
      const { documents, total } = await contentManagerList(HOTEL, { ...FILTERS, sort: 'ittid:ASC', locale: 'en' });
      const boxes = page.getByRole('checkbox', { name: /^Select \d/ });
      await boxes.nth(0).click();
      await boxes.nth(2).click();
      const button = page.getByRole('button', { name: 'Export 2 selected' });
      await button.click();
      const dialog = await quickDialog(page);
      assert.deepEqual(await answers(dialog, 'Which rows'), [
        'The selected rows (2)',
        `What the list’s filters find (${total})`,
        'Everything in English (110)',
      ]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Export 2 selected');
      await button.click();
      const [, ...lines] = await linesOf(await downloadFrom(page, await quickDialog(page)));
      assert.deepEqual(
        lines.map(([, ittid]) => ittid),
        [documents[0]?.ittid, documents[2]?.ittid],
      );
    }));

  it('exports one document from its own page, as JSON, which is remembered', () =>
    asPerson(browser(), 'admin', async (page) => {
      const { documents } = await contentManagerList(HOTEL, { pageSize: '1', locale: 'en' });
      const [{ documentId, ittid } = {}] = documents;
      await page.goto(`${siteUrl()}/admin/content-manager/collection-types/${HOTEL}/${String(documentId)}`);
      await page.getByRole('button', { name: 'More actions' }).first().click();
      await page.getByRole('menuitem', { name: 'Export', exact: true }).click();
      const dialog = await quickDialog(page);
      await dialog.getByText('The draft, as it was saved last.').waitFor();
      await dialog.getByRole('radio', { name: /^JSON/ }).click();
      const download = await downloadFrom(page, dialog);
      const file = JSON.parse(await readFile(await download.path(), 'utf8')) as { data: { ittid: string }[] };
      assert.deepEqual(
        file.data.map((row) => row.ittid),
        [ittid],
      );
      await openList(page, HOTEL);
      assert.ok(await (await openQuick(page)).getByRole('radio', { name: /^JSON/ }).isChecked());
    }));

  it('exports the document of a single type', () =>
    asPerson(browser(), 'admin', async (page) => {
      await page.goto(`${siteUrl()}/admin/content-manager/single-types/api::homepage.homepage`);
      await page.getByRole('button', { name: 'More actions' }).first().click();
      await page.getByRole('menuitem', { name: 'Export', exact: true }).click();
      const [, ...lines] = await linesOf(await downloadFrom(page, await quickDialog(page)));
      assert.equal(lines.length, 1);
    }));
};

const rights = (browser: () => Browser): void => {
  it('is not offered to whoever has no right to export', () =>
    asPerson(browser(), 'reader', async (page) => {
      await openList(page, HOTEL);
      assert.equal(await exportButton(page).count(), 0);
      await page.getByRole('checkbox', { name: 'Select 1', exact: true }).click();
      await page.getByText(/1 .*selected/).waitFor();
      assert.equal(await page.getByRole('button', { name: /^Export/ }).count(), 0);
    }));

  it('says which columns of the list are left out because of the caller’s role', () =>
    asPerson(browser(), 'editor', async (page) => {
      await openList(page, HOTEL);
      await toggleColumns(page, 'phone', 'country', 'rating');
      const dialog = await openQuick(page);
      await dialog
        .getByText('2 columns are left out because your role may not read them: phone, country', { exact: true })
        .waitFor();
      await dialog.getByText(/^110 rows, 6 columns, /).waitFor();
      const [header] = await linesOf(await downloadFrom(page, dialog));
      assert.deepEqual(header, ['id', 'ittid', 'name', 'supplier_code', 'rating', 'status']);
    }));
};

/** The dialog that exports what somebody is looking at. */
export const quickSuite = (browser: () => Browser): void => {
  describe('the quick dialog', () => {
    ordinary(browser);
    parts(browser);
    rights(browser);
  });
};
