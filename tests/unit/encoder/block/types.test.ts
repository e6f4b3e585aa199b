import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { describe, it } from 'node:test';
import type { ColumnFormat, ColumnType, Row } from '../../../../shared/columns';
import { type RowBlock, rowsOf } from '../../../../server/src/row/row-block';
import { createPostgresBlocks } from '../../../../server/src/source/postgres-block';
import { rowBody } from '../../../support/postgres-messages';
import { column } from '../../support';
import { compare, ENCODERS, everything, readBoth, TYPES } from './support';

const FORMATS: readonly (readonly [ColumnType, ColumnFormat])[] = [
  ['integer', { kind: 'money', currency: 'USD', storedAs: 'cents' }],
  ['decimal', { kind: 'money', currency: 'EUR', storedAs: 'units' }],
  ['decimal', { kind: 'number', decimals: 2, grouping: true }],
  ['float', { kind: 'percent', decimals: 1 }],
  ['boolean', { kind: 'boolean', true: '=yes', false: 'no, never' }],
  ['datetime', { kind: 'date', pattern: 'dd.MM.yyyy' }],
  ['date', { kind: 'date', pattern: 'dd/MM/yyyy' }],
];

describe('a block of rows as PostgreSQL sends them', () => {
  const rows = everything(TYPES);
  const { cells, block } = readBoth(TYPES, rows);
  const columns = TYPES.map((type, at) => column(at, type));

  it('has the cells that the rows have', () => {
    const printed = (all: readonly Row[]) => all.map((row) => row.map((cell) => (cell === null ? null : String(cell))));
    assert.deepEqual(printed(rowsOf(block)), printed(cells));
    assert.equal(block.length, rows.length);
  });

  for (const [name, create] of Object.entries(ENCODERS)) {
    it(`becomes the same ${name}`, () => compare(create, columns, block, cells));

    it(`becomes the same ${name} with columns in another order, some twice, some left out`, () =>
      compare(
        create,
        [9, 0, 0, 4, 2, 6].map((at) => column(at, TYPES[at] as ColumnType)),
        block,
        cells,
      ));

    it(`becomes the same ${name} in another time zone`, () => compare(create, columns, block, cells, 'Asia/Kolkata'));

    it(`becomes the same ${name} with formats`, async () => {
      const types = FORMATS.map(([type]) => type);
      const formatted = readBoth(types, everything(types));
      const shown = FORMATS.map(([type, format], at) => column(at, type, { format }));
      await compare(create, shown, formatted.block, formatted.cells);
    });
  }

  it('is followed by one of its own', () => {
    const { builder, block: first } = readBoth(['integer', 'text'], [['1', 'one']]);
    builder.add(rowBody(['2', 'zwei ü']), 0, rowBody(['2', 'zwei ü']).length);
    const second = builder.take();
    assert.deepEqual(rowsOf(first), [['1', 'one']]);
    assert.deepEqual(rowsOf(second), [['2', 'zwei ü']]);
    assert.deepEqual(rowsOf(builder.take()), []);
  });

  it('gives its memory to the next one but one, as long as that is not very much', () => {
    const builder = createPostgresBlocks([{ type: 'text', convert: null }]);
    const next = (text: string): RowBlock => {
      const body = rowBody([text]);
      builder.add(body, 0, body.length);
      return builder.take();
    };
    const first = next('first');
    const second = next('second');
    assert.deepEqual([rowsOf(first), rowsOf(second)], [[['first']], [['second']]]);
    const third = next('third');
    assert.equal(third.bytes.buffer, first.bytes.buffer);
    assert.deepEqual([rowsOf(second), rowsOf(third)], [[['second']], [['third']]]);
    const long = next('x'.repeat(5_000_000));
    assert.deepEqual(rowsOf(next('fifth')), [['fifth']]);
    assert.notEqual(next('sixth').bytes.buffer, long.bytes.buffer);
  });

  it('is made by the conversion where a column has one of its own', () => {
    const { block: own } = readBoth(['text'], [['/a.png'], [null], ['']], (raw) => `https://example.com${String(raw)}`);
    assert.deepEqual(rowsOf(own), [['https://example.com/a.png'], [null], ['https://example.com']]);
  });

  it('has room for cells that are longer than what they are made of', () => {
    const rows = Array.from({ length: 100 }, (_none, row) => [`${row}.png`, '7'.repeat(1 + (row % 250))]);
    // Of every length, so that buffers are full at every place of a row.
    for (let longer = 50; longer < 450; longer += 1) {
      const prefix = 'x'.repeat(longer);
      const { block: long, cells: expected } = readBoth(['text', 'integer'], rows, (raw) => prefix + String(raw));
      assert.deepEqual(rowsOf(long), expected);
    }
  });

  it('has no bytes that are not UTF-8, which databases without an encoding send', () => {
    const builder = createPostgresBlocks([
      { type: 'text', convert: null },
      { type: 'text', convert: null },
    ]);
    const body = rowBody(['caf?', null]);
    body[body.indexOf('?')] = 0xe9;
    builder.add(body, 0, body.length);
    const whole = rowBody(['café', 'é']);
    builder.add(whole, 0, whole.length);
    const mended = builder.take();
    assert.ok(isUtf8(mended.bytes));
    assert.deepEqual(rowsOf(mended), [
      ['caf\uFFFD', null],
      ['café', 'é'],
    ]);
  });

  it('is not made of what makes no sense', () => {
    const { builder } = readBoth(['integer', 'text'], []);
    const cut = rowBody(['1', 'abc']);
    cut.writeInt32BE(1_000, 7);
    assert.throws(() => builder.add(cut, 0, cut.length), /shorter than its fields/);
    const short = rowBody(['1', 'abc']);
    assert.throws(() => builder.add(short, 0, short.length - 1), /shorter than its fields/);
    assert.throws(() => builder.add(rowBody(['1']), 0, 11), /other columns/);
  });
});
