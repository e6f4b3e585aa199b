import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ExportError } from '../../../server/src/errors/export-error';
import { parseRequest } from '../../../server/src/request/parse';

const parse = (format: object): unknown =>
  parseRequest({ exporter: 'api::a.a', format: 'csv', columns: [{ path: 'a', format }] }).columns?.[0]?.format;

const fieldsOf = (format: object): string[] => {
  try {
    parse(format);
  } catch (error) {
    assert.ok(error instanceof ExportError, String(error));
    return error.problems.map(({ field, rule }) => `${field.replace('columns.0.format.', '')} ${rule}`);
  }
  return assert.fail('The format was taken');
};

describe('a number format in a request', () => {
  it('has its decimals, and does not set thousands apart unless asked', () => {
    assert.deepEqual(parse({ kind: 'number', decimals: 0 }), { kind: 'number', decimals: 0, grouping: false });
    const full = { kind: 'number', decimals: 15, grouping: true };
    assert.deepEqual(parse(full), full);
  });

  it('may say both in texts, as query strings do', () => {
    for (const [decimals, grouping] of [
      ['2', 'true'],
      ['02', '1'],
    ]) {
      assert.deepEqual(parse({ kind: 'number', decimals, grouping }), { kind: 'number', decimals: 2, grouping: true });
    }
    for (const grouping of ['false', '0']) {
      assert.deepEqual(parse({ kind: 'number', decimals: '10', grouping }), {
        kind: 'number',
        decimals: 10,
        grouping: false,
      });
    }
  });

  it('is refused with anything else', () => {
    assert.deepEqual(fieldsOf({ kind: 'number' }), ['decimals invalid_type']);
    assert.deepEqual(fieldsOf({ kind: 'number', decimals: 16 }), ['decimals too_big']);
    assert.deepEqual(fieldsOf({ kind: 'number', decimals: '99' }), ['decimals too_big']);
    assert.deepEqual(fieldsOf({ kind: 'number', decimals: -1 }), ['decimals too_small']);
    for (const decimals of [1.5, '1.5', '1e1', '-1', '', ' 2', 'two', null, true, [2]]) {
      assert.deepEqual(fieldsOf({ kind: 'number', decimals }), ['decimals invalid_type'], String(decimals));
    }
    for (const grouping of ['yes', 'TRUE', '', 1, 0, null, '2']) {
      assert.deepEqual(
        fieldsOf({ kind: 'number', decimals: 2, grouping }),
        ['grouping invalid_type'],
        String(grouping),
      );
    }
    assert.deepEqual(fieldsOf({ kind: 'number', decimals: 2, places: 2 }), ['places unknown_key']);
  });
});

describe('a boolean format in a request', () => {
  it('has a word for each, which may be empty', () => {
    const format = { kind: 'boolean', true: 'x', false: '' };
    assert.deepEqual(parse(format), format);
  });

  it('is refused without both, and with endless ones', () => {
    assert.deepEqual(fieldsOf({ kind: 'boolean', true: 'yes' }), ['false invalid_type']);
    assert.deepEqual(fieldsOf({ kind: 'boolean', true: true, false: 'no' }), ['true invalid_type']);
    assert.deepEqual(fieldsOf({ kind: 'boolean', true: 'x'.repeat(101), false: 'no' }), ['true too_big']);
  });
});
