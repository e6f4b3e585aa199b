import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Row, SheetColumns } from '../../../../shared/columns';
import { createXlsxEncoder } from '../../../../server/src/encoder/xlsx/index';
import { withoutOpenpyxl } from '../../../conformance/support/readers';
import { readWithPython, step } from '../../support';
import { cellValues, column, load, readArchive, withoutPython, write } from './support';

/** Orders: a name, the items with their parts, the tags. An item: a name, a price, its parts. */
const main = [column(0, 'text', { header: 'Order' })];
const items: SheetColumns = {
  name: 'Items',
  path: [step('items', 1, true)],
  columns: [
    column(0, 'text', { header: 'Order' }),
    column(0, 'text', { header: 'Item', steps: [step('items', 1, false)] }),
    column(1, 'decimal', {
      header: 'Price',
      steps: [step('items', 1, false)],
      format: { kind: 'money', currency: 'EUR', storedAs: 'cents' },
    }),
  ],
};
const parts: SheetColumns = {
  name: 'Parts',
  path: [step('items', 1, true), step('parts', 2, true)],
  columns: [
    column(0, 'text', { header: 'Item', steps: [step('items', 1, false)] }),
    column(0, 'text', { header: 'Part', steps: [step('items', 1, false), step('parts', 2, false)] }),
  ],
};
const tags: SheetColumns = {
  name: 'Tags',
  path: [step('tags', 2, true)],
  columns: [column(0, 'text', { header: 'Tag', steps: [step('tags', 2, false)] })],
};
const sheets = [items, parts, tags];

const orders: Row[] = [
  ['A', [['pen', 150, [['cap'], ['ink']]] as Row, ['ink', 995, []] as Row], [['red']]],
  ['B', [], []],
  ['C', [['cup', 700, [['ear']]] as Row], []],
];

const many = (count: number, itemsEach: number): Row[] =>
  Array.from({ length: count }, (_order, order): Row => [
    `order ${order}`,
    Array.from({ length: itemsEach }, (_item, item): Row => [`item ${order}.${item} é`, item, []]),
    [],
  ]);

const values = async (file: Buffer): Promise<Record<string, unknown[][]>> => {
  const { worksheets } = await load(file);
  return Object.fromEntries(
    worksheets.map((sheet) => {
      const rows: unknown[][] = [];
      sheet.eachRow((row) => rows.push(cellValues(row)));
      return [sheet.name, rows];
    }),
  );
};

const names = async (file: Buffer): Promise<string[]> => (await load(file)).worksheets.map(({ name }) => name);

const READ_SHEETS = `
import io, json, sys
import openpyxl
book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
print(json.dumps([{
    "name": sheet.title,
    "rows": [[cell.value for cell in row] for row in sheet.iter_rows()],
    "bold": sheet["A1"].font.b,
    "isFormatted": sheet.cell(2, sheet.max_column).number_format != "General",
    "frozen": sheet.freeze_panes,
    "filter": sheet.auto_filter.ref,
    "selected": sheet.sheet_view.tabSelected,
} for sheet in book.worksheets]))
`;

describe('an XLSX workbook of several sheets', () => {
  it('has a row for each item of a list, behind the main sheet and in the order asked for', async () => {
    const { file } = await write(main, orders, { sheetName: 'Orders', sheets, batch: 2 });
    assert.deepEqual(await values(file), {
      Orders: [['Order'], ['A'], ['B'], ['C']],
      Items: [
        ['Order', 'Item', 'Price'],
        ['A', 'pen', 1.5],
        ['A', 'ink', 9.95],
        ['C', 'cup', 7],
      ],
      Parts: [
        ['Item', 'Part'],
        ['pen', 'cap'],
        ['pen', 'ink'],
        ['cup', 'ear'],
      ],
      Tags: [['Tag'], ['red']],
    });
    assert.deepEqual(await names(file), ['Orders', 'Items', 'Parts', 'Tags']);
  });

  it('looks the same on every sheet, as openpyxl sees it', { skip: withoutOpenpyxl }, async () => {
    const { file } = await write(main, orders, { sheetName: 'Orders', sheets: [items, tags] });
    const look = { bold: true, frozen: 'A2' };
    assert.deepEqual(readWithPython(READ_SHEETS, file), [
      {
        name: 'Orders',
        rows: [['Order'], ['A'], ['B'], ['C']],
        isFormatted: false,
        filter: 'A1:A4',
        selected: true,
        ...look,
      },
      {
        name: 'Items',
        rows: [
          ['Order', 'Item', 'Price'],
          ['A', 'pen', 1.5],
          ['A', 'ink', 9.95],
          ['C', 'cup', 7],
        ],
        isFormatted: true,
        filter: 'A1:C4',
        selected: null,
        ...look,
      },
      { name: 'Tags', rows: [['Tag'], ['red']], isFormatted: false, filter: 'A1:A2', selected: null, ...look },
    ]);
  });

  it('has every sheet with its header, also without rows or without items', async () => {
    const empty = { Orders: [['Order']], Items: [['Order', 'Item', 'Price']], Tags: [['Tag']] };
    const options = { sheetName: 'Orders', sheets: [items, tags] };
    assert.deepEqual(await values((await write(main, [], options)).file), empty);
    const childless: Row[] = [['B', [], []]];
    assert.deepEqual(await values((await write(main, childless, options)).file), {
      ...empty,
      Orders: [['Order'], ['B']],
    });
  });

  it('takes a to-one hop on the way for a list of one or none', async () => {
    const path = [step('customer', 0, false), step('orders', 0, true)];
    const columns = [column(0, 'text', { steps: path.map((hop) => ({ ...hop, many: false })) })];
    const rows: Row[] = [[[[['first'], ['second']]] as Row], [null]];
    const { file } = await write([], rows, { sheets: [{ name: 'Orders', path, columns }] });
    assert.deepEqual((await values(file))['Orders'], [['Field 0'], ['first'], ['second']]);
  });

  it('continues each of its lists on further sheets', async () => {
    const { file } = await write(main, many(25, 2), {
      sheetName: 'Orders',
      sheets: [items, tags],
      seams: { maxRows: 21 },
      batch: 4,
    });
    const { worksheets } = await load(file);
    assert.deepEqual(
      worksheets.map(({ name, rowCount, autoFilter }) => [name, rowCount, autoFilter]),
      [
        ['Orders', 21, 'A1:A21'],
        ['Orders (2)', 6, 'A1:A6'],
        ['Items', 21, 'A1:C21'],
        ['Items (2)', 21, 'A1:C21'],
        ['Items (3)', 11, 'A1:C11'],
        ['Tags', 1, 'A1:A1'],
      ],
    );
    assert.deepEqual(cellValues(worksheets[2]?.getRow(21) as never), ['order 9', 'item 9.1 é', 0.01]);
    assert.deepEqual(cellValues(worksheets[4]?.getRow(1) as never), ['Order', 'Item', 'Price']);
    assert.deepEqual(cellValues(worksheets[4]?.getRow(11) as never), ['order 24', 'item 24.1 é', 0.01]);
  });

  it('gives every sheet a valid name of its own, in the order of the sheets', async () => {
    const wanted = ['orders', 'a/b', '', 'Orders'].map((name) => ({ ...tags, name }));
    const { file } = await write(main, many(3, 1), { sheetName: 'Orders', sheets: wanted, seams: { maxRows: 3 } });
    assert.deepEqual(await names(file), ['Orders', 'Orders (2)', 'orders (3)', 'a_b', 'Sheet', 'Orders (4)']);
  });

  it('names the filtered table of every sheet', { skip: withoutPython }, async () => {
    const { file } = await write(main, orders, { sheets: [items] });
    const workbook = readArchive(file).parts['xl/workbook.xml'] ?? '';
    assert.match(workbook, /localSheetId="0" hidden="1">'Data'!\$A\$1:\$A\$4</);
    assert.match(workbook, /localSheetId="1" hidden="1">'Items'!\$A\$1:\$C\$4</);
  });

  it('sets the widths of a further sheet by its items, of which it looks at the first thousand', async () => {
    const wide: Row[] = [['A', [...Array.from({ length: 998 }, (): Row => ['x', 0, []]), ['y'.repeat(30), 0, []]], []]];
    const width = async (rows: readonly Row[]): Promise<number> => {
      const { worksheets } = await load((await write(main, rows, { sheets: [items] })).file);
      return Math.floor(worksheets[1]?.getColumn(2).width ?? 0);
    };
    assert.equal(await width(wide), 30);
    assert.equal(await width([...many(1, 1), ...wide]), 30);
    assert.equal(await width([...many(1, 5), ...wide]), 10);
  });

  it('is whole and has right checksums over many pieces', { skip: withoutPython }, async () => {
    for (const zip64 of [
      { size: 0xffff_ffff, entries: 0xffff },
      { size: 0, entries: 0 },
    ]) {
      const { file } = await write(main, many(3_000, 10), { sheets, batch: 50, seams: { zip64 } });
      const { parts: read } = readArchive(file);
      const [, second = '', third = ''] = [1, 2, 3].map((at) => read[`xl/worksheets/sheet${at}.xml`]);
      assert.ok(second.length > 8 * 262_144);
      assert.equal(second.match(/<row /g)?.length, 30_001);
      assert.equal(third.match(/<row /g)?.length, 1);
    }
  });

  it('is the same bytes for the same rows at the same time', async () => {
    const seams = { now: () => new Date('2026-02-03T04:05:06.789Z') };
    const file = async () => (await write(main, many(2_000, 4), { sheets, seams })).file;
    assert.deepEqual(await file(), await file());
  });

  it('needs no scratch place where it has one sheet, and ends in one piece', async () => {
    const input = { columns: main, timeZone: 'UTC', separator: ', ', warnings: { add() {} }, sheetName: 'Orders' };
    const scratch = { create: () => Promise.reject(new Error('not asked for')), dispose: () => Promise.resolve() };
    for (const options of [{}, { sheets: [], scratch }]) {
      const encoder = createXlsxEncoder({ ...input, ...options });
      await encoder.begin(orders);
      await encoder.rows(orders);
      assert.ok((await encoder.end(3)) instanceof Uint8Array);
      await encoder.close?.();
    }
  });

  it('counts what it changed on every sheet', async () => {
    const rows: Row[] = [['\u0001', [['\u0001', 0, []] as Row, ['x'.repeat(40_000), 0, []] as Row], []]];
    const { warnings } = await write(main, rows, { sheets: [items] });
    // The order's name stands on its own sheet and beside both items.
    assert.deepEqual(warnings, { 'characters-replaced': 4, 'cells-cut': 1 });
  });

  it('refuses more columns than Excel has on any sheet', async () => {
    const wide = { ...tags, columns: Array.from({ length: 16_385 }, (_none, at) => column(at, 'text')) };
    await assert.rejects(write(main, [], { sheets: [items, wide] }), /at most 16384 columns; 16385/);
  });

  it('has never more than three pieces in flight, of all sheets together', async () => {
    let inFlight = 0;
    let most = 0;
    await write(main, many(6_000, 5), {
      sheets: [items, { ...items, name: 'Again' }, { ...items, name: 'And again' }],
      batch: 100,
      seams: {
        aroundDeflate: (deflate) => (bytes, isLast, done) => {
          inFlight += 1;
          most = Math.max(most, inFlight);
          deflate(bytes, isLast, (error, result) =>
            setTimeout(() => {
              inFlight -= 1;
              done(error, result);
            }, 2),
          );
        },
      },
    });
    assert.equal(most, 3);
  });
});
