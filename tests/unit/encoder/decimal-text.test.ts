import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainDigits, roundDecimals, shiftPoint } from '../../../server/src/encoder/decimal-text';

describe("a JavaScript number's digits", () => {
  it('have no exponent', () => {
    const numbers = [1e21, -1.5e22, 1.2345e300, 1e-7, -2.5e-10, 5e-324, 12.5, 0, 2 ** 70];
    for (const number of numbers) {
      const digits = plainDigits(String(number));
      assert.match(digits, /^-?\d+(\.\d+)?$/);
      assert.equal(Number(digits), number);
    }
  });

  it('keep the fraction that an exponent does not reach over', () => {
    assert.equal(plainDigits('1.234567890123456789e+15'), '1234567890123456.789');
    assert.equal(plainDigits('-1.25e+0'), '-1.25');
  });

  it('are the text itself where it is no number, or one that no double can be', () => {
    for (const text of ['NaN', '-Infinity', 'soon', '', '1e+99999999', '12e+3']) assert.equal(plainDigits(text), text);
  });
});

describe('moving the decimal point', () => {
  const moves: readonly (readonly [text: string, places: number, moved: string])[] = [
    ['1234', 2, '12.34'],
    ['12', 2, '0.12'],
    ['5', 2, '0.05'],
    ['0', 2, '0.00'],
    ['-5', 2, '-0.05'],
    ['-1234', 2, '-12.34'],
    ['12.5', 2, '0.125'],
    ['-0.4', 2, '-0.004'],
    ['1234', 0, '1234'],
    ['12.5', 0, '12.5'],
    ['1', 3, '0.001'],
    ['123456789012345678901234567890', 2, '1234567890123456789012345678.90'],
  ];
  for (const [text, places, moved] of moves) {
    it(`makes ${moved} of ${text} by ${places}`, () => assert.equal(shiftPoint(text, places), moved));
  }

  it('agrees with exact arithmetic on thousands of amounts', () => {
    for (let amount = -5_000n; amount <= 5_000n; amount += 7n) {
      const size = amount < 0n ? -amount : amount;
      const expected = `${amount < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`;
      assert.equal(shiftPoint(String(amount), 2), expected);
    }
  });
});

describe('rounding', () => {
  const roundings: readonly (readonly [text: string, places: number, rounded: string])[] = [
    ['2.345', 2, '2.35'],
    ['2.344999', 2, '2.34'],
    ['1.005', 2, '1.01'],
    ['-1.005', 2, '-1.01'],
    ['0.5', 0, '1'],
    ['-0.5', 0, '-1'],
    ['1.5', 0, '2'],
    ['2.5', 0, '3'],
    ['0.49999999999999999999', 0, '0'],
    ['9.995', 2, '10.00'],
    ['999.9', 0, '1000'],
    ['-99.99', 1, '-100.0'],
    ['12', 2, '12.00'],
    ['12.5', 2, '12.50'],
    ['0', 3, '0.000'],
    ['-0.004', 2, '0.00'],
    ['-0', 0, '0'],
    ['-0.005', 2, '-0.01'],
    ['9223372036854775807', 0, '9223372036854775807'],
    ['12345678901234567890.12345', 4, '12345678901234567890.1235'],
    ['0.1234567890123456', 15, '0.123456789012346'],
  ];
  for (const [text, places, rounded] of roundings) {
    it(`makes ${rounded} of ${text} at ${places}`, () => assert.equal(roundDecimals(text, places), rounded));
  }

  it('agrees with exact arithmetic on thousands of numbers', () => {
    for (let thousandths = -20_000n; thousandths <= 20_000n; thousandths += 3n) {
      const size = thousandths < 0n ? -thousandths : thousandths;
      const hundredths = (size + 5n) / 10n;
      const sign = thousandths < 0n && hundredths > 0n ? '-' : '';
      const expected = `${sign}${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
      assert.equal(roundDecimals(shiftPoint(String(thousandths), 3), 2), expected);
    }
  });

  it('takes no longer for text that only looks like a number', () => {
    const nines = `${'9'.repeat(200_000)}.99`;
    assert.equal(roundDecimals(nines, 1), `1${'0'.repeat(200_000)}.0`);
  });
});
