import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ColumnFormat, ColumnType } from '../../../shared/columns';
import { formatOf } from '../../../server/src/plan/column-format';
import { compile } from './compile';
import { refusal } from './schema';

const TYPES: readonly ColumnType[] = [
  ...(['text', 'integer', 'biginteger', 'decimal', 'float'] as const),
  ...(['boolean', 'datetime', 'date', 'time', 'json'] as const),
];
const NUMBERS: readonly ColumnType[] = ['integer', 'biginteger', 'decimal', 'float'];

const FORMATS: readonly (readonly [format: ColumnFormat, fits: readonly ColumnType[]])[] = [
  [{ kind: 'money', currency: 'EUR', storedAs: 'units' }, NUMBERS],
  [{ kind: 'number', decimals: 2, grouping: false }, NUMBERS],
  [{ kind: 'date', pattern: 'yyyy' }, ['datetime', 'date', 'time']],
  [{ kind: 'boolean', true: 'yes', false: 'no' }, ['boolean']],
];

const patterns = { dateFormat: 'dd', timeFormat: 'HH', datetimeFormat: 'yyyy' };

describe("a column's format", () => {
  for (const [format, fits] of FORMATS) {
    it(`of kind ${format.kind} fits ${fits.join(', ')} alone`, async () => {
      for (const type of TYPES) {
        const attempt = () => formatOf({ path: 'a', format }, type, patterns, 'columns.3');
        if (fits.includes(type)) assert.equal(attempt(), format);
        else assert.equal(await refusal(attempt), 'EXPORT_INVALID_REQUEST columns.3.format format_type', type);
      }
    });
  }

  it("is the request's for all columns of the type where it has none of its own", () => {
    const meant: Partial<Record<ColumnType, string>> = { date: 'dd', time: 'HH', datetime: 'yyyy' };
    for (const type of TYPES) {
      const pattern = meant[type];
      const expected = pattern === undefined ? undefined : { kind: 'date', pattern };
      assert.deepEqual(formatOf({ path: 'a' }, type, patterns, 'columns.0'), expected, type);
      assert.equal(formatOf({ path: 'a' }, type, {}, 'columns.0'), undefined);
    }
  });

  it('of its own goes before the one of all, on the document and behind hops', async () => {
    const { columns } = await compile(
      ['since', { path: 'createdAt', format: { kind: 'date', pattern: 'MM' } }, 'city.createdAt', 'name', 'tags:count'],
      patterns,
    );
    assert.deepEqual(
      columns.map(({ format }) => format?.kind === 'date' && format.pattern),
      ['dd', 'MM', 'yyyy', false, false],
    );
  });
});
