import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Row, SheetColumns } from '../../../../shared/columns';
import { createXlsxEncoder } from '../../../../server/src/encoder/xlsx/index';
import type { SheetSplit } from '../../../../server/src/encoder/xlsx/split-sheets';
import { step } from '../../support';
import { figure } from '../summary/support';
import { cellValues, column, load, readArchive, withoutPython, write, type WriteOptions } from './support';

const name = column(0, 'text', { header: 'Name' });
const city = column(1, 'text', { header: 'City' });
const columns = [name, city];

const rows: Row[] = [
  ['a', 'Rome'],
  ['b', 'Bonn'],
  ['c', 'Rome'],
  ['d', null],
  ['e', 'Aix'],
  ['f', ''],
  ['g', 'Bonn'],
];

interface ReadSheets {
  readonly sheets: readonly (readonly [name: string, firstCells: readonly unknown[]])[];
  readonly warnings: unknown;
}

/** The name and the first column of every sheet. */
const split = async (
  wanted: SheetSplit,
  documents: readonly Row[] = rows,
  options: WriteOptions = {},
): Promise<ReadSheets> => {
  const { file, warnings } = await write(columns, documents, { split: wanted, batch: 3, ...options });
  const { worksheets } = await load(file);
  const sheets = worksheets.map((sheet) => {
    const cells: unknown[] = [];
    sheet.eachRow((row) => cells.push(cellValues(row)[0]));
    return [sheet.name, cells] as const;
  });
  return { sheets, warnings };
};

describe('a main sheet that is split by a column', () => {
  it('is a sheet for each value, with its own header, in the order in which they come first', async () => {
    assert.deepEqual(await split({ column: city }), {
      sheets: [
        ['Rome', ['Name', 'a', 'c']],
        ['Bonn', ['Name', 'b', 'g']],
        ['(empty)', ['Name', 'd', 'f']],
        ['Aix', ['Name', 'e']],
      ],
      warnings: {},
    });
  });

  it('opens with the first one and filters each', { skip: withoutPython }, async () => {
    const { file } = await write(columns, rows, { split: { column: city } });
    const { worksheets } = await load(file);
    assert.deepEqual(
      worksheets.map(({ autoFilter, views }) => [autoFilter, views[0]?.state]),
      [
        ['A1:B3', 'frozen'],
        ['A1:B3', 'frozen'],
        ['A1:B3', 'frozen'],
        ['A1:B2', 'frozen'],
      ],
    );
    const { parts } = readArchive(file);
    const selected = [1, 2, 3, 4].map((at) => parts[`xl/worksheets/sheet${at}.xml`]?.includes('tabSelected'));
    assert.deepEqual(selected, [true, false, false, false]);
  });

  it('puts values beyond the bound on one last sheet, and counts their rows', async () => {
    const { sheets, warnings } = await split({ column: city, maxSheets: 2 });
    assert.deepEqual(sheets, [
      ['Rome', ['Name', 'a', 'c']],
      ['Bonn', ['Name', 'b', 'g']],
      ['Other', ['Name', 'd', 'e', 'f']],
    ]);
    assert.deepEqual(warnings, { 'sheets-merged': 3 });
  });

  it('has 50 sheets and one more by default', async () => {
    const many = Array.from({ length: 120 }, (_row, at): Row => [`row ${at}`, `city ${at % 60}`]);
    const { sheets, warnings } = await split({ column: city }, many);
    assert.equal(sheets.length, 51);
    assert.deepEqual(sheets[49]?.[0], 'city 49');
    assert.deepEqual([sheets[50]?.[0], sheets[50]?.[1].length], ['Other', 21]);
    assert.deepEqual(warnings, { 'sheets-merged': 20 });
  });

  it('gives values that Excel takes for one name, or for none, names of their own', async () => {
    const names = ['rome', 'ROME', 'a/b', 'a?b', 'Other', "'x'", 'long '.repeat(10), 'Data'];
    const { sheets } = await split(
      { column: city, maxSheets: 8 },
      [...names, 'one more'].map((value) => ['x', value]),
    );
    assert.deepEqual(
      sheets.map(([sheet]) => sheet),
      ['rome', 'ROME (2)', 'a_b', 'a_b (2)', 'Other', 'x', 'long long long long long long l', 'Data', 'Other (2)'],
    );
  });

  it('continues the sheets of each value where they are full', async () => {
    const many = Array.from({ length: 25 }, (_row, at): Row => [`row ${at}`, at % 5 === 0 ? 'B' : 'A']);
    const { sheets } = await split({ column: city }, many, { seams: { maxRows: 4 } });
    const counts = sheets.map(([sheet, cells]) => [sheet, cells.length - 1]);
    assert.deepEqual(counts, [
      ...[
        ['B', 3],
        ['B (2)', 2],
      ],
      ...[
        ['A', 3],
        ['A (2)', 3],
        ['A (3)', 3],
        ['A (4)', 3],
        ['A (5)', 3],
        ['A (6)', 3],
        ['A (7)', 2],
      ],
    ]);
  });

  it('is one empty sheet with the wanted name where there is no row', async () => {
    assert.deepEqual((await split({ column: city }, [], { sheetName: 'Bookings' })).sheets, [['Bookings', ['Name']]]);
  });

  it('goes by what the column shows', async () => {
    const month = column(1, 'date', { format: { kind: 'date', pattern: 'yyyy-MM' } });
    const dated: Row[] = [
      ['a', '2026-01-05'],
      ['b', '2026-02-01'],
      ['c', '2026-01-31'],
    ];
    assert.deepEqual((await split({ column: month }, dated)).sheets, [
      ['2026-01', ['Name', 'a', 'c']],
      ['2026-02', ['Name', 'b']],
    ]);
    const tags = column(0, 'text', { steps: [step('tags', 1, true)] });
    const tagged: Row[] = [
      ['a', [['x'], ['y']]],
      ['b', []],
      ['c', [['x'], [null], ['y']]],
    ];
    assert.deepEqual((await split({ column: tags }, tagged)).sheets, [
      ['x, y', ['Name', 'a', 'c']],
      ['(empty)', ['Name', 'b']],
    ]);
  });

  it('goes by the item where items are its rows', async () => {
    const documents: Row[] = [
      ['a', [['x'], ['y']]],
      ['b', [['y']]],
      ['c', []],
    ];
    const item = column(0, 'text', { steps: [step('items', 1, false)] });
    const { sheets } = await split({ column: item }, documents, { rowPath: [step('items', 1, true)] });
    assert.deepEqual(sheets, [
      ['x', ['Name', 'a']],
      ['y', ['Name', 'a', 'b']],
      ['(empty)', ['Name', 'c']],
    ]);
  });

  it('stands before the sheets of lists and the summary', async () => {
    const items: SheetColumns = { name: 'Items', path: [step('items', 2, true)], columns: [name] };
    const documents = rows.map((row): Row => [...row, [['i']]]);
    const summary = { name: 'Summary', title: 'All', figures: [figure({ kind: 'count' })], tables: [] };
    const { sheets } = await split({ column: city, maxSheets: 1 }, documents, { sheets: [items], summary });
    assert.deepEqual(
      sheets.map(([sheet, cells]) => [sheet, cells.length]),
      [
        ['Rome', 3],
        ['Other', 6],
        ['Items', 8],
        ['Summary', 2],
      ],
    );
  });

  it('is whole over many pieces of every sheet', { skip: withoutPython }, async () => {
    const many = Array.from({ length: 30_000 }, (_row, at): Row => [`row ${at} é – 😀`, `city ${(at * 7) % 11}`]);
    const { file } = await write(columns, many, { split: { column: city }, batch: 250 });
    const { parts } = readArchive(file);
    const sheets = Object.entries(parts).filter(([path]) => path.startsWith('xl/worksheets/'));
    assert.equal(sheets.length, 11);
    const found = sheets.flatMap(([, xml]) => [...xml.matchAll(/<t>row (\d+) /g)].map(([, number]) => Number(number)));
    assert.equal(found.length, 30_000);
    assert.equal(new Set(found).size, 30_000);
    for (const [, xml] of sheets) assert.ok(xml.length > 2 * 65_536);
  });

  it('needs a scratch place and says so', async () => {
    const input = { columns, timeZone: 'UTC', separator: ', ', warnings: { add() {} }, sheetName: 'Data' };
    const untyped = { split: { column: city } } as object;
    const encoder = createXlsxEncoder({ ...input, ...untyped });
    await assert.rejects(async () => encoder.begin([]), /need a scratch place/);
  });
});
