import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCsvCells, createCsvEncoder } from '../../../server/src/encoder/csv';
import type { EncoderInput, WarningCounter } from '../../../server/src/encoder/port';
import { createTableEncoder, type TableRow } from '../../../server/src/encoder/table';
import { createXlsxEncoder } from '../../../server/src/encoder/xlsx';
import { createXlsxCells } from '../../../server/src/encoder/xlsx/cells';
import { createWarnings } from '../../../server/src/run/warnings';
import type { Row } from '../../../shared/columns';
import { column, step } from '../support';

const ITEMS = [step('items', 1, true)];

const COLUMNS = [
  column(0, 'text', { key: 'text' }),
  column(0, 'text', { key: 'items.text', steps: ITEMS }),
  column(0, 'text', { key: 'items.last', steps: ITEMS, list: 'item', item: { at: 0, of: 1 } }),
  column(2, 'integer', { key: 'number' }),
];

const ROWS: readonly Row[] = [
  ['plain', [['x'], ['y']], -5],
  ['=1+1', [['@x']], 1],
  [`=${'x'.repeat(40_000)}\0`, [], null],
  [`\0${'x'.repeat(40_000)}`, [], null],
  [null, [['a\0'], ['-b']], 2],
];

const CSV = { flavor: 'plain', lineBreak: 'lf', delimiter: ',', formulaGuard: true } as const;

const inputWith = (warnings: WarningCounter): EncoderInput => ({
  ...{ columns: COLUMNS, timeZone: 'UTC', separator: '; ', warnings },
});

type CreateCells = Parameters<typeof createTableEncoder>[1];

const tableOf = async (createCells: CreateCells): Promise<readonly TableRow[]> => {
  const encoder = createTableEncoder(inputWith({ add: () => undefined }), createCells);
  await encoder.begin(ROWS);
  const lines = String(await encoder.rows(ROWS)).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as TableRow);
};

const changesOf = (rows: readonly TableRow[]): readonly unknown[] =>
  rows.flatMap(({ changes }, row) => changes.map(({ column: at, kind }) => [row, at, kind]));

const sorted = (warnings: ReturnType<typeof createWarnings>) =>
  [...warnings.list()].sort((left, right) => left.kind.localeCompare(right.kind));

const counted = (rows: readonly TableRow[]) => {
  const warnings = createWarnings();
  for (const { changes } of rows) for (const { kind } of changes) warnings.add(kind);
  return sorted(warnings);
};

const csvCells: CreateCells = (warnings) => createCsvCells({ ...inputWith(warnings), ...CSV });
const xlsxCells: CreateCells = (warnings) => createXlsxCells(inputWith(warnings));

describe('a preview', () => {
  it('has the values as they are before the file changes them', async () => {
    const [first, second, , , last] = await tableOf(csvCells);
    assert.deepEqual(first?.cells, ['plain', 'x; y', 'x', '-5']);
    assert.deepEqual(second?.cells, ['=1+1', '@x', '@x', '1']);
    assert.deepEqual(last?.cells, [null, 'a\0; -b', 'a\0', '2']);
  });

  it('tells of each cell what CSV would change', async () => {
    const rows = await tableOf(csvCells);
    assert.deepEqual(changesOf(rows), [
      [0, 2, 'items-left-out'],
      [1, 0, 'formulas-neutralised'],
      [1, 1, 'formulas-neutralised'],
      [1, 2, 'formulas-neutralised'],
      [2, 0, 'formulas-neutralised'],
      [4, 2, 'items-left-out'],
    ]);
    const warnings = createWarnings();
    const encoder = createCsvEncoder({ ...inputWith(warnings), ...CSV });
    await encoder.begin(ROWS);
    await encoder.rows(ROWS);
    assert.deepEqual(counted(rows), sorted(warnings), 'as the file itself counts');
  });

  it('tells of each cell what Excel files would change', async () => {
    const rows = await tableOf(xlsxCells);
    assert.deepEqual(changesOf(rows), [
      [2, 0, 'cells-cut'],
      [3, 0, 'cells-cut'],
      [3, 0, 'characters-replaced'],
      [4, 1, 'characters-replaced'],
      [4, 2, 'characters-replaced'],
    ]);
    const warnings = createWarnings();
    const encoder = createXlsxEncoder({ ...inputWith(warnings), sheetName: 'x' });
    await encoder.begin(ROWS);
    await encoder.rows(ROWS);
    await encoder.close?.();
    assert.deepEqual(counted(rows), sorted(warnings), 'as the file itself counts');
  });

  it('tells of no change where the format makes none', async () => {
    assert.deepEqual(changesOf(await tableOf(() => [])), []);
  });
});
