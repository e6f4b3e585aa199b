import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ValueType } from 'exceljs';
import type { Cell, ColumnType } from '../../../../shared/columns';
import { column, loadSheet, roundTrip, write } from './support';

const values = async (type: ColumnType, cells: readonly Cell[]): Promise<unknown[]> =>
  (await roundTrip(column(0, type), cells)).map(({ value }) => value);

describe('a number cell', () => {
  it('is a number where Excel shows every digit', async () => {
    assert.deepEqual(
      await values('decimal', ['0.1', 0.1, '12.5', '-3', '123456789012345', '0.000000000000123']),
      [0.1, 0.1, 12.5, -3, 123_456_789_012_345, 1.23e-13],
    );
  });

  it('is text where a double or 15 digits would change it', async () => {
    const exact = [
      '9007199254740993',
      '12345678901234567.89',
      '1234567890123.456',
      '10000000000000001',
      '-9007199254740993',
    ];
    assert.deepEqual(await values('biginteger', exact), exact);
  });

  it('does not count zeros that only hold a place', async () => {
    assert.deepEqual(await values('decimal', ['9007199254740990', '0.0000000123456789012345', '90071992547409920']), [
      9_007_199_254_740_990,
      0.0000000123456789012345,
      '90071992547409920',
    ]);
  });

  it('shows negative zero as zero', async () => {
    assert.deepEqual(await values('float', [-0, '-0', 0]), [0, 0, 0]);
  });

  it('is text for what is no number', async () => {
    const cells = ['NaN', 'Infinity', Number.NaN, '-Infinity'];
    assert.deepEqual(await values('float', cells), ['NaN', 'Infinity', 'NaN', '-Infinity']);
    assert.deepEqual(await values('decimal', ['1e+21', 'NaN']), ['1e+21', 'NaN']);
  });

  it('holds a float as the double it is, since Excel only rounds what it shows', async () => {
    const doubles = [0.1 + 0.2, 1 / 3, 1e21, 1e-7];
    assert.deepEqual(await values('float', doubles), doubles);
  });
});

describe('a money cell', () => {
  const money = (currency: string, storedAs: 'units' | 'cents') =>
    column(0, 'integer', { format: { kind: 'money', currency, storedAs } });

  it('shows cents in units, exactly, in a currency format', async () => {
    const cells = await roundTrip(money('USD', 'cents'), [1234, '5', -5, 0, '115', '12.5']);
    assert.deepEqual(
      cells.map(({ value }) => value),
      [12.34, 0.05, -0.05, 0, 1.15, 0.125],
    );
    assert.equal(cells[0]?.numFmt, '[$USD] #,##0.00');
  });

  it("follows the currency's own number of decimals", async () => {
    const yen = await roundTrip(money('JPY', 'cents'), [1234]);
    assert.deepEqual([yen[0]?.value, yen[0]?.numFmt], [1234, '[$JPY] #,##0']);
    const dinar = await roundTrip(money('KWD', 'cents'), [1234]);
    assert.deepEqual([dinar[0]?.value, dinar[0]?.numFmt], [1.234, '[$KWD] #,##0.000']);
  });

  it('takes stored units as they are', async () => {
    const [cell] = await roundTrip(money('EUR', 'units'), ['12.5']);
    assert.equal(cell?.value, 12.5);
  });

  it('is text where the amount has more digits than Excel shows', async () => {
    const [cell] = await roundTrip(money('EUR', 'cents'), ['9007199254740993']);
    assert.equal(cell?.value, '90071992547409.93');
  });
});

describe('a formatted number cell', () => {
  const formatted = (type: ColumnType, decimals: number, grouping = false) =>
    column(0, type, { format: { kind: 'number', decimals, grouping } });

  it('keeps its decimals and is shown with as many as asked for', async () => {
    const cells = await roundTrip(formatted('decimal', 2), ['1.005', '12', 1234.5, '-3']);
    assert.deepEqual(
      cells.map(({ value }) => value),
      [1.005, 12, 1234.5, -3],
    );
    for (const { numFmt } of cells) assert.equal(numFmt, '0.00');
  });

  it('sets thousands apart, and has no point without decimals', async () => {
    const formats = await Promise.all(
      (
        [
          [0, false],
          [0, true],
          [2, true],
          [15, false],
        ] as const
      ).map(async ([decimals, grouping]) => {
        const [cell] = await roundTrip(formatted('integer', decimals, grouping), [1234]);
        assert.equal(cell?.value, 1234);
        return cell.numFmt;
      }),
    );
    assert.deepEqual(formats, ['0', '#,##0', '#,##0.00', `0.${'0'.repeat(15)}`]);
  });

  it('is the rounded number where only that has no more digits than Excel shows', async () => {
    const cells = await roundTrip(formatted('decimal', 2), [
      '0.1234567890123456789',
      '12345678901234.456',
      '-0.0049999999999999999',
    ]);
    assert.deepEqual(
      cells.map(({ value, numFmt }) => [value, numFmt]),
      [
        [0.12, '0.00'],
        ['12345678901234.46', cells[1]?.numFmt],
        [0, '0.00'],
      ],
    );
  });

  it('is the text that CSV has where Excel would change the number', async () => {
    const cells = await roundTrip(formatted('biginteger', 1, true), [
      '9007199254740993',
      '-9223372036854775808',
      '1e+21',
      'NaN',
    ]);
    assert.deepEqual(
      cells.map(({ value }) => value),
      ['9,007,199,254,740,993.0', '-9,223,372,036,854,775,808.0', '1,000,000,000,000,000,000,000.0', 'NaN'],
    );
  });

  it('holds a float as the double it is', async () => {
    const doubles = [1 / 3, 0.1 + 0.2, 1e21];
    const cells = await roundTrip(formatted('float', 3), doubles);
    assert.deepEqual(
      cells.map(({ value }) => value),
      doubles,
    );
    assert.equal(cells[0]?.numFmt, '0.000');
    const [text] = await roundTrip(formatted('float', 3), ['NaN']);
    assert.equal(text?.value, 'NaN');
  });

  it('has room for its thousands', async () => {
    const { file } = await write([formatted('decimal', 4, true)], [['123456789.5']]);
    assert.equal(Math.floor((await loadSheet(file)).getColumn(1).width ?? 0), '123,456,789.5000'.length);
  });
});

describe('a percent cell', () => {
  const share = (type: ColumnType, decimals: number) => column(0, type, { format: { kind: 'percent', decimals } });

  it('keeps the fraction and is shown as its percentage', async () => {
    const cells = await roundTrip(share('decimal', 1), ['0.12345', 1, -0.5]);
    assert.deepEqual(
      cells.map(({ value, numFmt }) => [value, numFmt]),
      [0.12345, 1, -0.5].map((value) => [value, '0.0%']),
    );
    const [whole] = await roundTrip(share('float', 0), [1 / 3]);
    assert.deepEqual([whole?.value, whole?.numFmt], [1 / 3, '0%']);
  });

  it('is the rounded fraction, or the text that CSV has, where Excel would change the number', async () => {
    const cells = await roundTrip(share('decimal', 1), ['0.1234567890123456789', '12345678901234.56789', 'NaN']);
    assert.deepEqual(
      cells.map(({ value }) => value),
      [0.123, '1234567890123456.8%', 'NaN'],
    );
  });
});

describe('a boolean cell', () => {
  it('is text where its column has words for true and false, and empty where a word is', async () => {
    const words = column(0, 'boolean', { format: { kind: 'boolean', true: '=yes', false: '' } });
    const cells = await roundTrip(words, [true, false, null]);
    assert.deepEqual(
      cells.map(({ value }) => value),
      ['=yes', null, null],
    );
    assert.equal(cells[0]?.type, ValueType.String);
  });
});
