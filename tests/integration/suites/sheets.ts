import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createOracle, type Oracle, takeApart } from '../../support/column-oracle';
import { columnPath } from '../../support/column-path';
import { cellText, type Document, SINK } from '../../support/content';
import { errorOf, exportFile, exportTable, get, type Query } from '../../support/http';
import { ITEM, type KitchenCases, writeKitchenCases } from '../../support/kitchen-cases';
import { pythonRows } from '../../support/python';
import { readSheets } from '../../support/read-file';
import { runExport, withSetting } from '../../support/run-export';
import type { Site } from '../../support/site';

/** A list with a sheet of its own, and what stands there of its items. */
interface SheetCase {
  readonly list: string;
  readonly name: string;
  readonly columns: readonly string[];
}

const SHEETS: readonly SheetCase[] = [
  { list: 'tagged_items', name: 'tagged_items', columns: ['tagged_items.name', 'tagged_items.quantity'] },
  { list: 'hours', name: 'hours', columns: ['hours.opens_at', 'hours.item.name', 'hours.day'] },
  { list: 'seo.keywords', name: 'keywords', columns: ['seo.keywords.word', 'seo.keywords.weight'] },
  { list: 'children.tagged_items', name: 'tagged_items', columns: ['children.tagged_items.name'] },
  { list: 'related_things', name: 'related_things', columns: ['related_things.__type', `related_things.${ITEM}.name`] },
];

const MAIN = ['documentId', 'a_string'];
const QUERY: Query = { publication: 'published', headers: 'paths' };

/** One row an item; a document without items has none. */
const sheetRows = (site: Site, oracle: Oracle, { list, columns }: SheetCase): string[][] => {
  const { steps } = columnPath(site, SINK, list);
  const hasItem = (row: Document): boolean => {
    let at: unknown = row;
    for (const { name } of steps) at = (at as Document | null)?.[name] ?? null;
    return at !== null;
  };
  const paths = columns.map((path) => columnPath(site, SINK, path));
  const cells = ['documentId', ...columns].map((path) => oracle.paths.findIndex((one) => one.path === path));
  return oracle.documents
    .flatMap((document) => takeApart(document, steps, paths).filter(hasItem))
    .map((row) => oracle.flat(row))
    .map((row) => cells.map((at) => row[at] ?? ''));
};

const byFirst = (rows: readonly string[][]): string[][] =>
  [...rows].sort((left, right) => (left[0] === right[0] ? 0 : (left[0] ?? '') < (right[0] ?? '') ? -1 : 1));

const refusal = async (site: Site, format: string, query: Query): Promise<string> => {
  const answer = await get(site, `/export/${SINK}/${format}`, await site.adminToken('admin@example.com'), { query });
  return `${answer.status} ${String(errorOf(answer).rule)}`;
};

export const sheetsSuite = (site: () => Site): void => {
  describe('a choice for a list', () => {
    let cases: KitchenCases;
    before(async () => {
      cases = await writeKitchenCases(site());
    });
    after(() => cases.remove());

    for (const one of SHEETS) {
      it(`gives ${one.list} a sheet of its own, one row an item`, async () => {
        const columns = [...MAIN, ...one.columns];
        const oracle = await createOracle(site(), { uid: SINK, columns, version: 'published' });
        const choices = one.columns.map((path) => `${path}:sheet`);
        const file = await exportFile(site(), SINK, 'xlsx', { ...QUERY, columns: [...MAIN, ...choices].join(',') });
        const expected = sheetRows(site(), oracle, one);
        assert.ok(expected.length > oracle.documents.length);
        const sheets = await readSheets(file);
        assert.equal(sheets.length, 2);
        const [main, list] = sheets as [(typeof sheets)[number], (typeof sheets)[number]];
        assert.equal(list.name, one.name);
        assert.deepEqual(main.rows[0], MAIN);
        assert.equal(main.rows.length, oracle.documents.length + 1);
        assert.deepEqual(list.rows[0], ['documentId', ...one.columns]);
        const types = ['string', ...one.columns.map((path) => columnPath(site(), SINK, path).type)];
        const texts = list.rows.slice(1).map((row) => row.map((cell, at) => cellText('xlsx', types[at] ?? '', cell)));
        assert.deepEqual(byFirst(texts), byFirst(expected));
        // openpyxl leaves out a row's last cells where they are empty.
        const others = (await pythonRows(file))
          .slice(main.rows.length + 1)
          .map((row) => types.map((_type, at) => row[at]));
        const same = others.map((row) => row.map((cell) => cellText('xlsx', 'string', cell)));
        assert.deepEqual(byFirst(same), byFirst(expected));
      });
    }

    it('can give several lists a sheet each, beside rows and counts of others', async () => {
      const rows = ['tagged_items.name:sheet', 'hours.day:sheet', 'children.tagged_items.name:sheet', 'hours:count'];
      const columns = ['documentId', 'seo.keywords.word:rows', ...rows].join(',');
      const sheets = await readSheets(await exportFile(site(), SINK, 'xlsx', { ...QUERY, columns }));
      assert.equal(sheets.length, 4);
      assert.equal(new Set(sheets.map(({ name }) => name.toLowerCase())).size, 4, 'names differ');
      const paths = ['documentId', 'seo.keywords.word', 'tagged_items.name', 'hours.day', 'children.tagged_items.name'];
      const oracle = await createOracle(site(), { uid: SINK, columns: paths, version: 'published' });
      const [main, ...lists] = sheets;
      const apart = oracle.documents.flatMap((document) =>
        takeApart(document, columnPath(site(), SINK, 'seo.keywords').steps, oracle.paths),
      );
      assert.equal(main?.rows.length, apart.length + 1);
      const counts = ['tagged_items', 'hours', 'children.tagged_items'].map((list) => {
        const path = columnPath(site(), SINK, list);
        return oracle.documents.flatMap((document) => oracle.rowsAt(document, path)).length + 1;
      });
      assert.deepEqual(
        lists.map((sheet) => sheet.rows.length),
        counts,
      );
    });

    it('counts a list whose items are rows, in each of them', async () => {
      const columns = ['documentId', 'tagged_items.name'];
      const oracle = await createOracle(site(), { uid: SINK, columns, version: 'published' });
      const path = columnPath(site(), SINK, 'tagged_items');
      const expected = oracle.documents.flatMap((document) => {
        const items = oracle.rowsAt(document, path);
        const names = items.length === 0 ? [''] : items.map(({ name }) => String(name));
        return names.map((name) => [String(document.documentId), name, String(items.length)]);
      });
      const query = {
        ...QUERY,
        columns: 'documentId,tagged_items.name:rows,tagged_items:count',
        formulaGuard: 'false',
      };
      const { rows } = await exportTable(site(), SINK, 'csv', query);
      assert.deepEqual(byFirst(rows as string[][]), byFirst(expected));
    });

    for (const other of ['zone:count', 'zone.blocks.gallery.caption:first', 'zone.blocks.gallery.caption:sheet']) {
      it(`makes as many rows of one kind of item beside ${other} as alone`, async () => {
        const rowsOf = async (choice: string, more: readonly string[]): Promise<number[]> => {
          const columns = ['documentId', `zone.blocks.quote.text:${choice}`, ...more].join(',');
          const sheets = await readSheets(await exportFile(site(), SINK, 'xlsx', { ...QUERY, columns }));
          return sheets.slice(0, choice === 'sheet' ? 2 : 1).map(({ rows }) => rows.length);
        };
        assert.deepEqual(await rowsOf('rows', [other]), await rowsOf('rows', []));
        if (!other.endsWith(':sheet')) assert.deepEqual(await rowsOf('sheet', [other]), await rowsOf('sheet', []));
      });
    }

    it('can be written as an object, in brackets', async () => {
      const text = await exportFile(site(), SINK, 'csv', { ...QUERY, columns: 'documentId,tagged_items.name:first' });
      const brackets = {
        'columns[0]': 'documentId',
        'columns[1][path]': 'tagged_items.name',
        'columns[1][toMany]': 'first',
      };
      assert.equal((await exportFile(site(), SINK, 'csv', { ...QUERY, ...brackets })).toString(), text.toString());
    });

    it('joins when it says so, with the separator that was asked for', async () => {
      const joined = await exportTable(site(), SINK, 'csv', {
        ...QUERY,
        columns: 'documentId,gallery.ext:join',
        separator: ' | ',
      });
      assert.deepEqual(joined.header, ['documentId', 'gallery.ext']);
      assert.ok(joined.rows.some(([, cell]) => cell === '.pdf | .png | .jpg'));
    });

    it('makes each item one row across batches, whatever their size', async () => {
      const columns = ['documentId', 'seo.keywords.word', 'hours.day'];
      const oracle = await createOracle(site(), { uid: SINK, columns, version: 'draft' });
      const { steps } = columnPath(site(), SINK, 'seo.keywords');
      const expected = oracle.documents
        .flatMap((document) => takeApart(document, steps, oracle.paths))
        .map((row) => oracle.nested(row));
      for (const sort of [[], [{ path: 'documentId', direction: 'asc' }]]) {
        const request = { exporter: SINK, format: 'ndjson', publication: 'draft', sort };
        const choice = [
          ...columns.filter((path) => !path.startsWith('seo')),
          { path: 'seo.keywords.word', toMany: 'rows' },
        ];
        const file = await withSetting(site(), 'batchCells', 10, () =>
          runExport(site(), { ...request, columns: choice }, () => Promise.resolve()),
        );
        const rows = file
          .toString()
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as Document);
        const order = (list: readonly Document[]): Document[] =>
          [...list].sort((left, right) =>
            left.documentId === right.documentId ? 0 : String(left.documentId) < String(right.documentId) ? -1 : 1,
          );
        assert.deepEqual(order(rows), order(expected));
      }
    });

    for (const [format, columns, rule] of [
      ['csv', 'tagged_items.name:rows,hours.day:rows', '400 two_lists'],
      ['json', 'seo.keywords.word:rows,documentId,tagged_items.name:rows', '400 two_lists'],
      ['csv', 'tagged_items.name:sheet', '400 xlsx_only'],
      ['json', 'tagged_items.name:sheet', '400 xlsx_only'],
      ['ndjson', 'tagged_items.name:sheet', '400 xlsx_only'],
      ['csv', 'a_string:count', '400 needs_list'],
      ['csv', 'a_string:first', '400 no_list'],
      ['csv', 'one_way_item.name:rows', '400 no_list'],
      ['csv', 'one_way_item:count', '400 no_list'],
      ['csv', 'tagged_items:first', '400 needs_field'],
      ['csv', 'tagged_items.name:count', '400 needs_list'],
      ['csv', 'tagged_items.name:last', '400 unknown_column'],
      ['csv', 'documentId,documentId', '400 given_twice'],
    ] as const) {
      it(`is refused with ${rule} in ${format} for ${columns}`, async () => {
        assert.equal(await refusal(site(), format, { columns }), rule);
      });
    }
  });
};
