import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import createKnex from 'knex';
import type { Cell, ColumnType, Row } from '../../../../shared/columns';
import { type RowBlock, rowsOf } from '../../../../server/src/row/row-block';
import type { RawRow } from '../../../../server/src/source/session';
import { createPacking } from '../../../../server/src/source/sqlite-block';
import { openSqliteSession } from '../../../../server/src/source/sqlite-session';
import { createValueBlocks } from '../../../../server/src/source/value-block';
import { conversionOf } from '../../../../server/src/source/values';
import { column } from '../../support';
import { compare, ENCODERS, SQLITE, TYPES } from './support';

/** As Strapi declares columns of each type. */
const DECLARED: Readonly<Record<ColumnType, string>> = {
  ...{ text: 'varchar(255)', integer: 'integer', biginteger: 'bigint', decimal: 'float', float: 'float' },
  ...{ boolean: 'boolean', datetime: 'datetime', date: 'date', time: 'time', json: 'json' },
};

const knex = createKnex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true });
const session = openSqliteSession(knex, new AbortController().signal);

/** Both ways of reading some rows that SQLite was given, from a table that is called as it likes. */
const readBoth = async (types: readonly ColumnType[], rows: readonly (readonly unknown[])[], isLimited = true) => {
  const columns = types.map((type, at) => `v${at} ${DECLARED[type]}`);
  await knex.raw('drop table if exists page');
  await knex.raw(`create table page (${columns.join(', ')})`);
  const places = types.map(() => '?').join(', ');
  for (const row of rows) await knex.raw(`insert into page values (${places})`, [...row] as string[]);
  const query = knex('page as t0')
    .select(types.map((type, at) => (type === 'biginteger' ? knex.raw('cast(?? as text)', [`v${at}`]) : `v${at}`)))
    .orderBy('rowid');
  if (isLimited) query.limit(10_000);
  const fields = types.map((type) => ({ type, convert: conversionOf({ name: 'sqlite', timeZone: 'local' }, type) }));
  const builder = createValueBlocks(fields);
  const values = await session.rows(query);
  for (const row of values) builder.add(row);
  const packing = createPacking(fields);
  const [packed] = (await session.rows(packing.pack(query))) as [RawRow];
  return { values, expected: builder.take(), block: packing.unpack(packed) };
};

const printed = (rows: readonly Row[]): unknown[][] =>
  rows.map((row) => row.map((cell) => (cell === null ? null : String(cell as Cell))));

const assertSame = (block: RowBlock | null, expected: RowBlock): void => {
  assert.ok(block !== null);
  assert.deepEqual(printed(rowsOf(block)), printed(rowsOf(expected)));
};

/** What text does not tell of a value as SQLite keeps it: a double beyond its millionths, and no number among numbers. */
const isUntold = (type: ColumnType, value: unknown): boolean => {
  const isFraction = type === 'decimal' || type === 'float';
  if (typeof value !== 'number') return isFraction && value !== null;
  if (isFraction) return Math.abs(value) >= 1e9 || Math.round(value * 1e6) / 1e6 !== value;
  return type !== 'text' && type !== 'biginteger' && !Number.isSafeInteger(value);
};

const BYTES = Buffer.from('bytes ü');
const MORE: Readonly<Partial<Record<ColumnType, readonly unknown[]>>> = {
  text: ['a\u001fb\u001e', 'nul\0nul', '\0', '1.5', '12', 'inf', BYTES],
  boolean: [10, -1, ''],
  datetime: [1_770_120_000_000, -1_770_120_000_000, 0, 12, ''],
  date: ['20260203', '2026-2-3', '12345-6-7x', ''],
  time: ['24:00:00.000', '1234:6:789.1', '', 'ab:ééééx', '12:ü4:56.12', 'ab:日本語'],
  decimal: [4.35, -4.35, 1.005, 0.000001, -0.000001, 0.0000001, 999_999_999.999999, 1e9, -1e9, 1e9 + 0.5],
  float: [4.35, -4.35, 94.575747, -94.575747, 123_456_789.123456, 1e-6, 52.52 + 1e-9, 2 ** 53],
  json: ['{"a": [1, 2.50]}', '"text"', '12', 'true', 'null', '[]'],
};

const valuesOf = (type: ColumnType): readonly unknown[] => [...SQLITE[type], ...(MORE[type] ?? [])];

describe('a page that SQLite packs', () => {
  after(() => knex.destroy());

  for (const type of TYPES) {
    it(`has the same cells, or tells that it cannot: ${type}`, async () => {
      let told = 0;
      for (const value of valuesOf(type)) {
        const { values, expected, block } = await readBoth([type, 'text'], [[value, 'behind']]);
        const kept = values[0]?.[0];
        assert.equal(block === null, isUntold(type, kept), `${String(value)}, kept as ${String(kept)}`);
        if (block !== null) assertSame(block, expected);
        told += Number(block !== null);
      }
      assert.ok(told > 4);
    });
  }

  it('has its rows in their order, with what is missing, for every encoder', async () => {
    const told: unknown[][] = [];
    for (const type of TYPES) {
      const values: unknown[] = [];
      for (const value of valuesOf(type)) if ((await readBoth([type], [[value]])).block !== null) values.push(value);
      told.push(values);
    }
    const rows = Array.from({ length: 400 }, (_none, row) =>
      told.map((values, at) => values[(row + at) % values.length] ?? null),
    );
    const { expected, block } = await readBoth(TYPES, rows);
    assertSame(block, expected);
    const unlimited = await readBoth(TYPES, rows, false);
    assertSame(unlimited.block, unlimited.expected);
    const columns = TYPES.map((type, at) => column(at, type));
    for (const create of Object.values(ENCODERS)) await compare(create, columns, block as RowBlock, rowsOf(expected));
  });

  it('prints numbers as JavaScript does', async () => {
    const spread = Array.from({ length: 1_000 }, (_none, at) => [(at * 7_919) / 1e6, at / 8, at / 100, at * 97.5]);
    const numbers = spread.flat().flatMap((number) => [number, -number]);
    const { block } = await readBoth(
      ['float'],
      numbers.map((number) => [number]),
    );
    assert.deepEqual(
      printed(rowsOf(block as RowBlock)),
      numbers.map((number) => [String(number)]),
    );
  });

  it('has more columns than a function has arguments', async () => {
    const types = Array.from({ length: 450 }, (): ColumnType => 'text');
    const row = types.map((_type, at) => (at % 7 === 0 ? null : `cell ${at}`));
    const { expected, block } = await readBoth(types, [row]);
    assertSame(block, expected);
  });

  it('may be empty, have one row, or one column', async () => {
    const cells = async (types: readonly ColumnType[], rows: readonly (readonly unknown[])[]) =>
      rowsOf((await readBoth(types, rows)).block as RowBlock);
    assert.deepEqual(await cells(['text'], []), []);
    assert.deepEqual(await cells(['text'], [['']]), [['']]);
    assert.deepEqual(await cells(['text'], [[null]]), [[null]]);
    assert.deepEqual(await cells(['integer', 'text'], [[1, null]]), [['1', null]]);
  });

  it('is read as values where another program wrote what is no UTF-8', async () => {
    for (const bytes of ['fe', 'c3', 'fd', '61fe62', 'ffff', 'fe00fe']) {
      const { block } = await readBoth(['text', 'text'], [[Buffer.from(bytes, 'hex'), 'behind']]);
      assert.equal(block, null, bytes);
    }
  });

  it('is followed by another one, while the one before is still looked at', async () => {
    const packing = createPacking([{ type: 'text', convert: null }]);
    const ask = async (sql: string): Promise<RowBlock> =>
      packing.unpack(
        (await session.rows(packing.pack({ sql, nativeSql: sql, bindings: [] })))[0] as RawRow,
      ) as RowBlock;
    const first = await ask("values ('one'), ('zwei ü')");
    assert.deepEqual(rowsOf(await ask("values ('three')")), [['three']]);
    assert.deepEqual(rowsOf(first), [['one'], ['zwei ü']]);
  });
});
