import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cell, ColumnType, Row } from '../../../../shared/columns';
import { rowsOf } from '../../../../server/src/row/row-block';
import { createValueBlocks } from '../../../../server/src/source/value-block';
import { conversionOf, type Storage } from '../../../../server/src/source/values';
import { column } from '../../support';
import { compare, ENCODERS, FIELDS, SQLITE, TYPES } from './support';

const STORAGES: readonly (readonly [Storage, Readonly<Record<ColumnType, readonly unknown[]>>])[] = [
  [{ name: 'sqlite', timeZone: 'local' }, SQLITE],
  [{ name: 'mysql', timeZone: 'local' }, FIELDS],
  [{ name: 'mysql', timeZone: '+05:30' }, FIELDS],
  // Its rows are read as values where they are sorted.
  [{ name: 'postgres', timeZone: 'local' }, FIELDS],
];

/** Both ways to cells, from a driver's values. */
const readBoth = (storage: Storage, types: readonly ColumnType[], rows: readonly (readonly unknown[])[]) => {
  const fields = types.map((type) => ({ type, convert: conversionOf(storage, type) }));
  const builder = createValueBlocks(fields);
  for (const row of rows) builder.add([...row]);
  const cells = rows.map((row) =>
    row.map((raw, at): Cell => {
      const convert = fields[at]?.convert ?? null;
      return raw === null || convert === null ? (raw as Cell) : convert(raw);
    }),
  );
  return { cells, block: builder.take(), builder };
};

const printed = (rows: readonly Row[]): unknown[][] =>
  rows.map((row) => row.map((cell) => (cell === null ? null : String(cell as Cell))));

describe('a block of rows as a driver gives them', () => {
  for (const [storage, fields] of STORAGES) {
    const rows = Array.from({ length: 400 }, (_none, row) =>
      TYPES.map((type, at) => fields[type][(row + at) % fields[type].length] ?? null),
    );
    const { cells, block } = readBoth(storage, TYPES, rows);
    const columns = TYPES.map((type, at) => column(at, type));
    const title = `${storage.name}, ${storage.timeZone}`;

    it(`has the cells that the rows have (${title})`, () => {
      assert.deepEqual(printed(rowsOf(block)), printed(cells));
    });

    for (const [name, create] of Object.entries(ENCODERS)) {
      it(`becomes the same ${name} (${title})`, async () => {
        await compare(create, columns, block, cells);
        await compare(create, columns, block, cells, 'America/New_York');
      });
    }
  }

  it('is followed by one of its own, while the one before is still looked at', () => {
    const { builder, block: first } = readBoth(
      { name: 'sqlite', timeZone: 'local' },
      ['integer', 'text'],
      [[1, 'one']],
    );
    builder.add([2, 'zwei ü']);
    const second = builder.take();
    assert.deepEqual(rowsOf(first), [['1', 'one']]);
    assert.deepEqual(rowsOf(second), [['2', 'zwei ü']]);
    assert.deepEqual(rowsOf(builder.take()), []);
  });

  it('has room for text of every length, of one to three bytes a character', () => {
    const texts = Array.from({ length: 300 }, (_none, length) => [
      'x'.repeat(length),
      `${'y'.repeat(length)}ü`,
      '東'.repeat(length),
    ]);
    const { cells, block } = readBoth({ name: 'sqlite', timeZone: 'local' }, ['text', 'text', 'text'], texts);
    assert.deepEqual(rowsOf(block), cells);
  });

  it('prints numbers as JavaScript does', () => {
    const near = [
      0,
      1e-7,
      1e-6,
      2e-6,
      0.1,
      0.25,
      1 / 3,
      0.1 + 0.2,
      1,
      9.5,
      10,
      99,
      999.999999,
      999.9999995,
      1_000.000001,
    ];
    const edges = [999_999_999, 1_000_000_000, 2 ** 31, 2 ** 53, 1e21, 5e-324, Number.MAX_VALUE];
    const spread = Array.from({ length: 20_000 }, (_none, at) => [
      (at * 7_919) / 1_000_000,
      at / 8,
      Math.sqrt(at),
      at * 97,
    ]);
    const numbers = [...near, ...edges, ...spread.flat()].flatMap((number) => [number, -number]);
    const builder = createValueBlocks([{ type: 'float', convert: null }]);
    for (const number of numbers) builder.add([number]);
    const { bytes, places } = builder.take();
    numbers.forEach((number, at) => {
      assert.equal(bytes.toString('latin1', places[at * 2], places[at * 2 + 1]), String(number));
    });
  });
});
