import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cell, ColumnType } from '../../../../shared/columns';
import { column, roundTrip } from './support';

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
