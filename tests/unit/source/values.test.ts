import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ColumnType } from '../../../shared/columns';
import { conversionOf, type Storage } from '../../../server/src/source/values';

const converter = (name: Storage['name'], type: ColumnType) => {
  const convert = conversionOf({ name, timeZone: 'Z' }, type);
  assert.ok(convert !== null);
  return convert;
};

describe('what a database says', () => {
  it('is an instant with milliseconds, whatever zeros it leaves out', () => {
    for (const name of ['postgres', 'mysql'] as const) {
      const convert = converter(name, 'datetime');
      const instants = [
        '2026-02-03 04:05:06',
        '2026-02-03 04:05:06.7',
        '2026-02-03 04:05:06.78',
        '2026-02-03 04:05:06.789',
      ];
      assert.deepEqual(instants.map(convert), [
        '2026-02-03T04:05:06.000Z',
        '2026-02-03T04:05:06.700Z',
        '2026-02-03T04:05:06.780Z',
        '2026-02-03T04:05:06.789Z',
      ]);
      assert.equal(convert('2026-02-03 04:05:06.789123'), '2026-02-03T04:05:06.789Z');
      assert.equal(convert('2026-02-03 04:05:06+02'), '2026-02-03T02:05:06.000Z');
    }
  });

  it('stays as it is where it is no instant of four digits a year, however long', () => {
    const convert = converter('postgres', 'datetime');
    for (const text of ['infinity', '0044-03-15 00:00:00 BC', '10000-01-01 00:00:00.78', '10000-01-01 00:00:00.5']) {
      assert.equal(convert(text), text);
    }
    const free = converter('sqlite', 'datetime');
    for (const length of [19, 21, 22, 23]) assert.equal(free('x'.repeat(length)), 'x'.repeat(length));
  });

  it('is a double in the digits that JavaScript prints', () => {
    const convert = converter('postgres', 'float');
    for (const text of [
      '0',
      '-0',
      '12.5',
      '-52.520008',
      '0.1',
      '1e+20',
      '1e-07',
      '5e-324',
      '1.7976931348623157e+308',
    ]) {
      assert.equal(String(convert(text)), String(Number(text)), text);
    }
    assert.deepEqual(['NaN', 'Infinity', '-Infinity'].map(convert), ['NaN', 'Infinity', '-Infinity']);
  });

  it('is a time of day with milliseconds, a day, a decimal without zeros at its end', () => {
    const time = converter('postgres', 'time');
    assert.deepEqual(['04:05:06', '04:05:06.7', '04:05:06.789'].map(time), [
      '04:05:06.000',
      '04:05:06.700',
      '04:05:06.789',
    ]);
    const date = converter('mysql', 'date');
    assert.deepEqual(['2026-02-03', '2026-02-03 00:00:00'].map(date), ['2026-02-03', '2026-02-03']);
    const decimal = converter('postgres', 'decimal');
    assert.deepEqual(['12.50', '12.00', '100', '-0.10', '1e-7', '1E+3'].map(decimal), [
      '12.5',
      '12',
      '100',
      '-0.1',
      '0.0000001',
      '1000',
    ]);
  });
});
