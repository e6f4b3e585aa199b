import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Worksheet } from 'exceljs';
import type { Row } from '../../../../shared/columns';
import type { SummaryLayout } from '../../../../shared/summary';
import { figure, table } from '../summary/support';
import { column, load, write, type Written } from './support';

const cents = { kind: 'money', currency: 'EUR', storedAs: 'cents' } as const;
const city = column(0, 'text', { header: 'City' });
const price = column(1, 'integer', { header: 'Price', format: cents });
const arrival = column(2, 'date', { header: 'Arrival' });
const columns = [city, price, arrival];

const rows: Row[] = [
  ['Rome', 1250, '2026-02-03'],
  ['Bonn', 999, '2026-01-31'],
  ['Rome', 5, null],
  [null, null, '2026-03-01'],
];

const layout: SummaryLayout = {
  name: 'Summary',
  title: 'Bookings',
  figures: [
    figure({ kind: 'count' }, 'Bookings'),
    figure({ kind: 'sum', column: price }, 'Revenue'),
    figure({ kind: 'average', column: price }, 'Average'),
    figure({ kind: 'min', column: arrival }, 'First arrival'),
    figure({ kind: 'max', column: city }, 'Last city'),
  ],
  tables: [
    table({
      title: 'By city',
      groupLabel: 'City',
      group: { kind: 'cell', column: city },
      measures: [figure({ kind: 'sum', column: price }, 'Revenue'), figure({ kind: 'count' }, 'Bookings')],
    }),
  ],
};

/** The cells of the last sheet, row by row. */
const read = async ({ file }: Written): Promise<{ readonly sheet: Worksheet; readonly cells: unknown[][] }> => {
  const sheet = (await load(file)).worksheets.at(-1);
  if (sheet === undefined) throw new Error('The workbook has no sheet');
  const cells = Array.from({ length: sheet.rowCount }, (_row, at) =>
    Array.from({ length: sheet.columnCount }, (_cell, position) => sheet.getCell(at + 1, position + 1).value),
  );
  return { sheet, cells };
};

describe('the sheet of a summary', () => {
  it('comes last and shows figures and tables as cells of their type', async () => {
    const { file, warnings } = await write(columns, rows, { summary: layout, batch: 2 });
    assert.deepEqual(
      (await load(file)).worksheets.map(({ name }) => name),
      ['Data', 'Summary'],
    );
    const { cells } = await read({ file, warnings });
    assert.deepEqual(cells, [
      ['Bookings', null, null],
      [null, null, null],
      ['Bookings', 4, null],
      ['Revenue', 22.54, null],
      ['Average', 7.51333333333333, null],
      ['First arrival', new Date('2026-01-31T00:00:00.000Z'), null],
      ['Last city', 'Rome', null],
      [null, null, null],
      ['By city', null, null],
      ['City', 'Revenue', 'Bookings'],
      ['Bonn', 9.99, 1],
      ['Rome', 12.55, 2],
      ['(empty)', null, 1],
    ]);
    assert.deepEqual(warnings, {});
  });

  it('has the formats of the columns, a large title and styled headers', async () => {
    const { sheet } = await read(await write(columns, rows, { summary: layout }));
    assert.deepEqual(
      ['B3', 'B4', 'B5', 'B6', 'B11', 'C11'].map((cell) => sheet.getCell(cell).numFmt),
      ['#,##0', '[$EUR] #,##0.00', '[$EUR] #,##0.00', 'yyyy-mm-dd', '[$EUR] #,##0.00', '#,##0'],
    );
    assert.deepEqual([sheet.getCell('A1').font.bold, sheet.getCell('A1').font.size], [true, 16]);
    assert.equal(sheet.getCell('A9').font.bold, true);
    for (const cell of ['A10', 'B10', 'C10']) {
      const { fill, font } = sheet.getCell(cell);
      assert.deepEqual([fill.type, font.bold], ['pattern', true]);
    }
    assert.equal(sheet.getCell('B10').alignment.horizontal, 'right');
    assert.equal(sheet.views[0]?.showGridLines, false);
  });

  it('has columns as wide as what they show, not as what is behind it', async () => {
    const { sheet } = await read(await write(columns, rows, { summary: layout }));
    const widths = [1, 2, 3].map((at) => Math.floor(sheet.getColumn(at).width ?? 0));
    // The average has 15 digits; it needs no more room than the sum.
    assert.deepEqual(widths, ['First arrival'.length, 14, 'Bookings'.length + 3]);
  });

  it('comes behind the sheets of lists and has a name of its own', async () => {
    const items = { name: 'Summary', path: [{ name: 'items', index: 3, many: true }], columns: [city] };
    const { file } = await write(
      columns,
      rows.map((row) => [...row, []]),
      { summary: layout, sheets: [items] },
    );
    assert.deepEqual(
      (await load(file)).worksheets.map(({ name }) => name),
      ['Data', 'Summary', 'Summary (2)'],
    );
  });

  it('measures documents, also where items are rows of the main sheet', async () => {
    const path = [{ name: 'items', index: 3, many: true }];
    const exploded = [city, column(0, 'text', { steps: [{ name: 'items', index: 3, many: false }] })];
    const documents = rows.map((row): Row => [...row, [['x'], ['y']] as Row[]]);
    const summary = {
      ...layout,
      figures: [figure({ kind: 'count' }), figure({ kind: 'distinct', column: column(0, 'text', { steps: path }) })],
    };
    const { file, warnings } = await write(exploded, documents, { rowPath: path, summary });
    assert.equal((await load(file)).worksheets[0]?.rowCount, 9);
    const { cells } = await read({ file, warnings });
    assert.deepEqual([cells[2]?.[1], cells[3]?.[1]], [4, 2]);
  });

  it('is valid without a row', async () => {
    const { cells } = await read(await write(columns, [], { summary: layout }));
    assert.deepEqual(cells[2], ['Bookings', 0, null]);
    assert.deepEqual(cells[3], ['Revenue', null, null]);
    assert.deepEqual(cells.slice(8), [
      ['By city', null, null],
      ['City', 'Revenue', 'Bookings'],
    ]);
  });

  it('is valid without figures and tables', async () => {
    const { cells } = await read(await write(columns, rows, { summary: { ...layout, figures: [], tables: [] } }));
    assert.deepEqual(cells, [['Bookings']]);
  });

  it('shows numbers that Excel would round as text', async () => {
    const big = column(1, 'biginteger');
    const summary = { ...layout, figures: [figure({ kind: 'sum', column: big })], tables: [] };
    const { cells } = await read(
      await write(
        [big],
        [
          ['a', '9007199254740993'],
          ['b', 1],
        ],
        { summary },
      ),
    );
    assert.equal(cells[2]?.[1], '9,007,199,254,740,994');
  });

  it('shows a lower bound as one, in a cell that is a number', async () => {
    const figures = [figure({ kind: 'distinct', column: column(0, 'integer') })];
    const many = Array.from({ length: 100_002 }, (_row, at): Row => [at, null, null]);
    const { sheet } = await read(await write([], many, { batch: 1_000, summary: { ...layout, figures, tables: [] } }));
    assert.equal(sheet.getCell('B3').value, 100_001);
    assert.equal(sheet.getCell('B3').numFmt, '"≥ "#,##0');
  });

  it('keeps what XML cannot carry out of titles and names, and counts it', async () => {
    const summary = {
      ...layout,
      name: 'A/B\u0001',
      title: '<Title> & "more"\u0001',
      figures: [figure({ kind: 'count' }, '=1+1 \uD800')],
    };
    const { file, warnings } = await write(columns, [['<a>\u0002', 1, null]], { summary });
    const { sheet, cells } = await read({ file, warnings });
    assert.equal(sheet.name, 'A_B');
    assert.equal(cells[0]?.[0], '<Title> & "more"\uFFFD');
    assert.deepEqual(cells[2], ['=1+1 \uFFFD', 1, null]);
    assert.equal(sheet.getCell('A3').formula, undefined);
    // The city stands on the main sheet and in the table.
    assert.deepEqual(warnings, { 'characters-replaced': 4 });
  });

  it('is the same bytes for the same rows at the same time', async () => {
    const seams = { now: () => new Date('2026-02-03T04:05:06.789Z') };
    const file = async () => (await write(columns, rows, { summary: layout, seams })).file;
    assert.deepEqual(await file(), await file());
  });
});
