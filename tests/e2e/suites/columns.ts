import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { decodeRequest } from '../../../admin/src/services/form-link';
import { HOTEL } from '../support/api';
import { asPerson } from '../support/browser';
import { chosenColumns, nameOf, openForm, treeItem } from '../support/column-picker';
import { contentManagerList } from '../support/content-manager';
import { recordsOf } from '../support/downloads';
import { choose, openExports } from '../support/exports-page';

/** Few enough orders to be downloaded at once. */
const DAYS_OF_ACCOUNT = { account_id: 'acc-1001', date_from: '2026-02-01', date_to: '2026-02-03' };

/** Thirty columns; the second one has options. */
const MANY: readonly string[] = [
  ...[
    'ittid',
    'stars',
    'name',
    'supplier_code',
    'country_code',
    'city',
    'property_type',
    'rating',
    'active',
    'address',
  ],
  ...['postal_code', 'phone', 'email', 'website', 'latitude', 'longitude', 'check_in', 'opened_on', 'last_synced_at'],
  ...['description', 'room_count', 'createdAt', 'updatedAt', 'publishedAt', 'locale', '__status', 'id', 'documentId'],
  ...['country.name', 'country.code'],
];

interface HotelAnswer {
  readonly ittid: string;
  readonly name: string;
  readonly rating: number | null;
  readonly country: { readonly name: string } | null;
  readonly contacts: { readonly count: number };
}

/** The first ten hotels, as the content manager has them. */
const hotels = async (): Promise<readonly HotelAnswer[]> => {
  const { documents } = await contentManagerList(HOTEL, { pageSize: '10', sort: 'ittid:asc' });
  return documents as unknown as readonly HotelAnswer[];
};

/** A form whose file has the first hotels in their order. */
const openHotels = async (page: Page, columns: readonly unknown[], last: string): Promise<void> => {
  const filters = { $and: [{ ittid: { $lte: last } }] };
  await openForm(page, HOTEL, { format: 'csv', columns, filters, sort: [{ path: 'ittid', direction: 'asc' }] });
};

/** The form as the address has it. */
const requestIn = (query: URLSearchParams): string => JSON.stringify(decodeRequest(query.get('request') ?? undefined));

const downloaded = async (page: Page): Promise<Record<string, string>[]> => {
  await page.getByText(/Downloads at once/).waitFor();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  return recordsOf(await downloading);
};

const announced = (page: Page, text: string): Promise<void> =>
  page.getByRole('status').filter({ hasText: text }).waitFor({ state: 'attached' });

export const columnsSuite = (browser: () => Browser): void => {
  describe('the picker of columns', () => {
    it('puts fields of relations and the number of a list’s items in the file, in the chosen order, under chosen names', () =>
      asPerson(browser(), 'admin', async (page) => {
        const expected = await hotels();
        await openHotels(page, ['ittid', 'name'], expected.at(-1)?.ittid ?? '');
        await treeItem(page, 'country').click();
        await treeItem(page, 'name', 2).click();
        await treeItem(page, 'contacts').click();
        await treeItem(page, 'How many there are', 2).click();
        assert.deepEqual(await chosenColumns(page), ['ittid', 'name', 'country / name', 'contacts (count)']);
        await nameOf(page, 'country / name').fill('Land');
        await nameOf(page, 'country / name').press('Alt+ArrowUp');
        await announced(page, 'Land is column 2 of 4 now.');
        await page.getByRole('button', { name: 'Move contacts (count) up' }).press('Enter');
        await announced(page, 'contacts (count) is column 3 of 4 now.');
        const records = await downloaded(page);
        assert.deepEqual(Object.keys(records[0] ?? {}), ['ittid', 'Land', 'contacts (count)', 'name']);
        assert.deepEqual(
          records,
          expected.map(({ ittid, name, country, contacts }) => ({
            ...{ ittid, name, Land: country?.name ?? '' },
            'contacts (count)': String(contacts.count),
          })),
        );
      }));

    it('is left and found again with all that was chosen, and knows the labels of fields it has not shown', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openForm(page, HOTEL, {
          ...{ format: 'csv', columns: ['ittid', 'supplier.name', { path: 'contacts.email', toMany: 'first' }] },
        });
        await nameOf(page, 'supplier / name').waitFor();
        await nameOf(page, 'contacts / email (first)').fill('Mail');
        await page.getByText(/Downloads at once/).waitFor();
        await page.waitForURL(({ searchParams }) => requestIn(searchParams).includes('"header":"Mail"'));
        await page.reload();
        await nameOf(page, 'contacts / email (first)').waitFor();
        assert.deepEqual(await chosenColumns(page), ['ittid', 'supplier / name', 'Mail']);
      }));

    it('shows values in the format that was chosen for a column', () =>
      asPerson(browser(), 'admin', async (page) => {
        const expected = await hotels();
        await openHotels(page, ['ittid', 'rating', 'active'], expected.at(-1)?.ittid ?? '');
        await page.getByRole('button', { name: 'Options of rating' }).click();
        await choose(page, 'Shown as', 'Money');
        await page.getByText('A currency is a code of three letters, such as USD.').waitFor();
        await page.getByRole('textbox', { name: 'Currency' }).fill('usd');
        await page.getByRole('button', { name: 'Options of active' }).click();
        await page.getByRole('textbox', { name: 'Word for true' }).fill('open');
        await page.getByRole('textbox', { name: 'Word for false' }).fill('closed');
        const [first] = await downloaded(page);
        assert.ok(first !== undefined);
        assert.equal(first.rating, expected[0]?.rating?.toFixed(2) ?? '');
        assert.match(first.active ?? '', /^(?:open|closed)$/);
      }));

    it('offers a sheet for a list in Excel files alone', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openForm(page, HOTEL, { format: 'csv', columns: ['ittid', 'contacts.email'] });
        await page.getByRole('button', { name: 'Options of contacts / email' }).click();
        const field = page.getByRole('combobox', { name: 'Where there are several values' });
        await field.click();
        const offered = ['All of them in one cell', 'Only the first one', 'A row for each of them'];
        assert.deepEqual(await page.getByRole('option').allTextContents(), offered);
        await page.keyboard.press('Escape');
        await choose(page, 'File format', 'Excel workbook (.xlsx)');
        await choose(page, 'Where there are several values', 'On a sheet of their own');
        await page.getByText(/Downloads at once/).waitFor();
        await choose(page, 'File format', 'CSV for Excel');
        assert.equal(await field.textContent(), 'All of them in one cell');
        await page.getByText(/Downloads at once/).waitFor();
      }));

    it('goes by keyboard alone', () =>
      asPerson(browser(), 'admin', async (page) => {
        const expected = await hotels();
        await openHotels(page, ['ittid', 'name'], expected.at(-1)?.ittid ?? '');
        const { keyboard } = page;
        await page.getByRole('textbox', { name: 'Search fields' }).focus();
        await keyboard.type('country');
        await treeItem(page, 'name').waitFor({ state: 'detached' });
        await keyboard.press('Tab');
        await keyboard.press('End');
        await keyboard.press('ArrowRight');
        await treeItem(page, 'code', 2).waitFor();
        await keyboard.press('ArrowRight');
        await keyboard.press('n');
        await keyboard.press('Space');
        assert.equal(await treeItem(page, 'name', 2).getAttribute('aria-checked'), 'true');
        await keyboard.press('ArrowLeft');
        await keyboard.press('ArrowLeft');
        assert.equal(await treeItem(page, 'country').getAttribute('aria-expanded'), 'false');
        await keyboard.press('Tab');
        await keyboard.type('Code of the hotel');
        await keyboard.press('Alt+ArrowDown');
        await keyboard.press('Alt+ArrowDown');
        assert.deepEqual(await chosenColumns(page), ['name', 'country / name', 'Code of the hotel']);
        await page.getByRole('button', { name: 'Remove name' }).focus();
        await keyboard.press('Enter');
        assert.deepEqual(await chosenColumns(page), ['country / name', 'Code of the hotel']);
        const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
        assert.equal(focused, 'Remove country / name');
        const records = await downloaded(page);
        assert.deepEqual(
          records,
          expected.map(({ ittid, country }) => ({ 'country / name': country?.name ?? '', 'Code of the hotel': ittid })),
        );
      }));

    it('takes two stops of the Tab key however many columns there are, and the arrow keys within', () =>
      asPerson(browser(), 'admin', async (page) => {
        const columns = MANY.map((path, at) => ({ path, header: `c${at}` }));
        await openForm(page, HOTEL, { format: 'csv', columns });
        await page.getByText(/Downloads at once/).waitFor();
        const { keyboard } = page;
        const now = (): Promise<string> =>
          page.evaluate(() => {
            const { activeElement: element } = document;
            const value = element instanceof HTMLInputElement ? element.value : '';
            return value || (element?.getAttribute('aria-label') ?? element?.textContent ?? '');
          });
        const press = async (keys: readonly string[], expected: string): Promise<void> => {
          for (const key of keys) await keyboard.press(key);
          assert.equal(await now(), expected, keys.join());
        };
        await treeItem(page, 'documentId').focus();
        await press(['Tab'], 'c0');
        await press(['ArrowDown', 'ArrowDown', 'ArrowUp'], 'c1');
        await press(['Home', 'ArrowRight', 'End'], 'c1');
        await keyboard.type('x');
        await press(['PageDown'], 'c11');
        await press(['Control+End'], 'c29');
        await press(['Control+Home', 'ArrowDown'], 'c1x');
        await press(['Tab'], 'Options of c1x');
        await press(['ArrowRight'], 'Move c1x up');
        await press(['End'], 'Remove c1x');
        await press(['ArrowLeft', 'ArrowDown'], 'Move c2 down');
        await press(['Home'], 'Move c2 up');
        await press(['Enter', 'ArrowUp', 'ArrowDown'], 'Move c2 up');
        assert.deepEqual((await chosenColumns(page)).slice(0, 3), ['c0', 'c2', 'c1x']);
        await press(['Shift+Tab'], 'c2');
        let stops = 0;
        while (stops < 60 && (await now()) !== 'Preview of the first rows') {
          await keyboard.press('Tab');
          stops += 1;
        }
        assert.ok(stops <= 12, `${stops} stops`);
        await press(['Enter'], 'Preview of the first rows');
        await page.getByRole('region', { name: 'The first rows of the file' }).waitFor();
      }));

    it('says that fields could not be read, and reads them when it is told to', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openForm(page, HOTEL, { format: 'csv', columns: ['ittid'] });
        await page.route('**/exporters/*path=country*', (route) => route.abort());
        await treeItem(page, 'country').click();
        const failed = treeItem(page, /could not be read/, 2);
        await failed.waitFor();
        await page.unroute('**/exporters/*path=country*');
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('Enter');
        await treeItem(page, 'code', 2).waitFor();
        assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('data-key')), 'country');
      }));

    it('takes columns that are dragged to another place', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openForm(page, HOTEL, { format: 'csv', columns: ['ittid', 'name', 'city'] });
        await nameOf(page, 'city').waitFor();
        const grip = await page.locator('li[data-column="city"] [title]').first().boundingBox();
        const first = await page.locator('li[data-column="ittid"]').boundingBox();
        assert.ok(grip !== null && first !== null);
        await page.mouse.move(grip.x + 5, grip.y + 5);
        await page.mouse.down();
        await page.mouse.move(first.x + 20, first.y + 4, { steps: 5 });
        await page.mouse.up();
        assert.deepEqual(await chosenColumns(page), ['city', 'ittid', 'name']);
      }));

    it('needs a column', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openForm(page, HOTEL, { format: 'csv', columns: ['ittid'] });
        await treeItem(page, 'ittid').click();
        await page.getByText('Choose at least one column.').first().waitFor();
        assert.ok(await page.getByRole('button', { name: 'Start export' }).isDisabled());
        await page.getByRole('button', { name: 'Default columns' }).click();
        await page.getByText(/Downloads at once/).waitFor();
      }));

    it('shows a padlock and the reason at fields that the role may not export', () =>
      asPerson(browser(), 'editor', async (page) => {
        await openExports(page);
        await choose(page, /Content type/, 'Hotel');
        await page.getByText(/Downloads at once/).waitFor();
        const before = await chosenColumns(page);
        for (const name of ['email', 'country']) {
          const locked = treeItem(page, `${name} Your role may not read this`);
          assert.equal(await locked.getAttribute('aria-disabled'), 'true', name);
          assert.equal(await locked.getAttribute('aria-checked'), null, name);
          assert.equal(await locked.locator('svg').count(), 1);
          // Playwright does not click what is disabled, a person may.
          await locked.click({ force: true });
        }
        assert.deepEqual(await chosenColumns(page), before);
        assert.ok(!before.includes('email'));
      }));

    it('has the columns of a site’s own exporter in one list', () =>
      asPerson(browser(), 'admin', async (page) => {
        await openForm(page, 'records', {
          ...{ format: 'csv', columns: ['item_name', 'id'], filters: DAYS_OF_ACCOUNT },
        });
        assert.equal(await page.locator('[role="treeitem"][aria-expanded]').count(), 0);
        await treeItem(page, 'qty').click();
        await nameOf(page, 'qty').fill('Pieces');
        await nameOf(page, 'qty').press('Alt+ArrowUp');
        const [first] = await downloaded(page);
        assert.deepEqual(Object.keys(first ?? {}), ['item_name', 'Pieces', 'id']);
      }));
  });
};
