import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cell, ColumnType } from '../../../shared/columns';
import { createNumberText } from '../../../server/src/encoder/number-text';
import { column, nodeCsv, step, toCsv } from '../support';

const text = (cell: Cell, decimals: number, grouping = false): string =>
  createNumberText({ kind: 'number', decimals, grouping })(cell);

describe('number text', () => {
  it('has as many decimals as asked for, of numbers and of their digits', () => {
    assert.deepEqual(
      [12, '12', 12.5, '12.5', -3, '1.005', 0.1 + 0.2].map((cell) => text(cell, 2)),
      ['12.00', '12.00', '12.50', '12.50', '-3.00', '1.01', '0.30'],
    );
    assert.equal(text('2.5', 0), '3');
  });

  it('keeps every digit of big integers and long decimals', () => {
    assert.equal(text('9223372036854775807', 0), '9223372036854775807');
    assert.equal(text('-9223372036854775808', 2, true), '-9,223,372,036,854,775,808.00');
    assert.equal(text('12345678901234567.895', 2), '12345678901234567.90');
  });

  it('sets thousands apart, of whole numbers only', () => {
    assert.deepEqual(
      [0, 12, 123, 1234, -123, -1234, 12345, 123456, '1234567.1234', '999999.996'].map((cell) => text(cell, 2, true)),
      [
        ...['0.00', '12.00', '123.00', '1,234.00', '-123.00', '-1,234.00', '12,345.00', '123,456.00'],
        ...['1,234,567.12', '1,000,000.00'],
      ],
    );
    assert.equal(text(1234567, 0, true), '1,234,567');
  });

  it('reads numbers that JavaScript prints with an exponent', () => {
    assert.equal(text(1.5e21, 1, true), '1,500,000,000,000,000,000,000.0');
    assert.equal(text(-4e-7, 3), '0.000');
    assert.equal(text(6e-7, 6), '0.000001');
  });

  it('leaves what is no number as it is', () => {
    for (const cell of ['NaN', '-Infinity', 'soon', '', '1,5', '.5']) {
      assert.equal(text(cell, 2), cell);
      assert.equal(text(cell, 2, true), cell);
    }
  });
});

describe('a formatted number in CSV', () => {
  const number = (index: number, type: ColumnType, grouping: boolean) =>
    column(index, type, { format: { kind: 'number', decimals: 1, grouping } });

  it('is quoted where the thousands are set apart by the delimiter', async () => {
    const columns = [number(0, 'integer', true), number(1, 'decimal', true), number(2, 'float', false)];
    const rows = [
      [1234, '1234.56', 1234.5],
      [-1234567, '-0.04', null],
    ];
    const { file, text: comma, warnings } = await toCsv(columns, rows);
    assert.match(comma, /\r\n"1,234.0","1,234.6",1234.5\r\n/);
    assert.deepEqual(nodeCsv(file).slice(1), [
      ['1,234.0', '1,234.6', '1234.5'],
      ['-1,234,567.0', '0.0', ''],
    ]);
    assert.deepEqual(warnings, {});
    const { text: semicolon } = await toCsv(columns, rows, { delimiter: ';' });
    assert.match(semicolon, /\r\n1,234.0;1,234.6;1234.5\r\n/);
  });

  it('is guarded where SQLite kept text in its column', async () => {
    const { file, warnings } = await toCsv([number(0, 'integer', true), column(1, 'text')], [['=1+1', 'x']]);
    assert.deepEqual(nodeCsv(file)[1], ["'=1+1", 'x']);
    assert.deepEqual(warnings, { 'formulas-neutralised': 1 });
  });

  it('is formatted item by item where it is joined', async () => {
    const weights = { ...number(0, 'decimal', true), steps: [step('parts', 0, true)] };
    const { file } = await toCsv([weights], [[[['1234'], [null], ['0.25']]]]);
    assert.deepEqual(nodeCsv(file)[1], ['1,234.0; 0.3']);
  });
});
