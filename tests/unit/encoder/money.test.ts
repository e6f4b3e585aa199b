import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cell } from '../../../shared/columns';
import { createMoneyText, currencyDigits } from '../../../server/src/encoder/money';
import { column, toCsv } from '../support';

const cents = (currency: string, cell: Cell): string =>
  createMoneyText({ kind: 'money', currency, storedAs: 'cents' })(cell);
const units = (currency: string, cell: Cell): string =>
  createMoneyText({ kind: 'money', currency, storedAs: 'units' })(cell);

describe('the decimals of a currency', () => {
  it('are those of ISO 4217, and two for a code it does not know', () => {
    assert.deepEqual(['USD', 'EUR', 'JPY', 'KRW', 'KWD', 'CLF', 'ZZZ'].map(currencyDigits), [2, 2, 0, 0, 3, 4, 2]);
  });
});

describe('money text', () => {
  it('shows cents in units with the decimals of the currency', () => {
    assert.deepEqual(
      [1234, '1234', 5, -5, 0, '-123456'].map((cell) => cents('USD', cell)),
      ['12.34', '12.34', '0.05', '-0.05', '0.00', '-1234.56'],
    );
    assert.equal(cents('JPY', 1234), '1234');
    assert.equal(cents('KWD', 1234), '1.234');
  });

  it('keeps every digit, of huge amounts and of parts of a cent', () => {
    assert.equal(cents('EUR', '9223372036854775807'), '92233720368547758.07');
    assert.equal(cents('EUR', '12.5'), '0.125');
    assert.equal(units('EUR', '0.12345'), '0.12345');
    assert.equal(units('JPY', '12.5'), '12.5');
  });

  it('pads units and never cuts them', () => {
    assert.deepEqual(
      ['12', '12.5', 12.5, '-3', '12.345'].map((cell) => units('USD', cell)),
      ['12.00', '12.50', '12.50', '-3.00', '12.345'],
    );
  });

  it('reads numbers that JavaScript prints with an exponent', () => {
    assert.equal(cents('USD', 1e21), '10000000000000000000.00');
    assert.equal(cents('USD', -1.5e22), '-150000000000000000000.00');
    assert.equal(units('USD', 1e-7), '0.0000001');
    assert.equal(cents('USD', 2.5e-7), '0.0000000025');
  });

  it('leaves what is no number as it is', () => {
    for (const cell of ['NaN', 'Infinity', 'soon', '', '1,5', '.5']) assert.equal(cents('USD', cell), cell);
  });

  it('is an empty cell in CSV where the amount is missing, and without a symbol where it is not', async () => {
    const price = column(0, 'integer', { format: { kind: 'money', currency: 'USD', storedAs: 'cents' } });
    const { text } = await toCsv(
      [price, column(1, 'text')],
      [
        [null, 'a'],
        [-123456789, 'b'],
      ],
    );
    assert.equal(text, 'Field 0,Field 1\r\n,a\r\n-1234567.89,b\r\n');
  });
});
