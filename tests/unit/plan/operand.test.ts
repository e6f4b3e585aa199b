import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { ExportError } from '../../../server/src/errors/export-error';
import { checkOperators } from '../../../server/src/plan/operators';

type FilterType = Parameters<typeof checkOperators>[2];

const LISTS = ['$in', '$notIn', '$between'];

const refusal = (value: unknown, type: FilterType): string => {
  try {
    return `nothing: ${JSON.stringify(checkOperators(value, 'f', type))}`;
  } catch (error) {
    assert.ok(error instanceof ExportError);
    assert.equal(error.code, 'EXPORT_INVALID_FILTER');
    const [problem] = error.problems;
    return `${problem?.field} ${problem?.rule}`;
  }
};

describe('the values of a filter', () => {
  const fits: Readonly<Record<FilterType, readonly unknown[]>> = {
    id: [0, 1, -1, 2_147_483_647],
    text: ['', 'a', ' ', '%_\\', '😀', 5, 1.5, true, 'x'.repeat(10_000)],
    integer: [0, -5, '5', ' 5 ', '+5', '5.0', '1e3', 2_147_483_647, '-2147483648'],
    biginteger: [5, Number.MAX_SAFE_INTEGER, '9223372036854775807', '-9223372036854775808', '+5', ' 5 ', '007'],
    decimal: [5, 4.5, '4.5', '-.5', '5.', '1e3', 1e300, '00.10'],
    float: [5, 4.5, '4.5', '-1.7e308', 5e-324, '1e-400'],
    boolean: [true, false],
    datetime: [
      ...['2026-02-03T04:05:06.789Z', '2026-02-03T04:05:06+02:00', '2026-02-03T04:05:06-0230', '2026-02-03T04:05Z'],
      ...['2026-02-03 04:05:06', '2026-02-03T04:05:06.123456Z', '2026-02-03', '2026-02', '2026', '2024-02-29'],
      ...['2026-02-03T04', '2000-02-29', '0001-01-01', '9999-12-31T23:59:59.999Z', 1_767_225_600_000],
      ...['1767225600000', -62_135_596_800_000, '253402300799999'],
    ],
    date: ['2026-02-03', '2024-02-29', '0001-01-01', '9999-12-31'],
    time: ['00:00:00', '23:59:59.999', '04:05:06.7'],
    json: [],
  };

  for (const type of Object.keys(fits) as FilterType[]) {
    it(`are passed on as they are for ${type}, for Strapi to cast`, () => {
      for (const value of fits[type]) {
        assert.equal(checkOperators(value, 'f', type), value);
        for (const operator of ['$eq', '$ne']) {
          assert.deepEqual(checkOperators({ [operator]: value }, 'f', type), { [operator]: value });
        }
        assert.deepEqual(checkOperators([value, value], 'f', type), { $in: [value, value] });
      }
    });
  }

  const unfit: readonly (readonly [FilterType, rule: string, values: readonly unknown[]])[] = [
    ['id', 'needs_number', ['abc', '', 1.5, 2_147_483_648, '1e99', true, '0x10', Number.NaN]],
    ['text', 'needs_text', ['a\0b']],
    ['integer', 'needs_number', ['abc', '', ' ', 4.5, '4.5', 2_147_483_648, -2_147_483_649, '1e10', '0x10', true]],
    ['integer', 'needs_number', [Number.NaN, Number.POSITIVE_INFINITY, 'Infinity', '5,0', '5 000', '1_000', '٥']],
    ['biginteger', 'needs_number', ['9223372036854775808', '-9223372036854775809', '5.0', '1e3', '', 4.5, 2 ** 53]],
    ['biginteger', 'needs_number', ['9'.repeat(41), '- 5', '+-5', true, '0x10']],
    ['decimal', 'needs_number', ['abc', '', '.', '1e', '1e999', 'Infinity', 'NaN', Number.NaN, false, '4,5', '0b1']],
    ['float', 'needs_number', ['abc', '', '1e999', '-Infinity', Number.NEGATIVE_INFINITY]],
    ['boolean', 'needs_boolean', ['', 'yes', 'no', 'TRUE', 'False', 2, -1, 'null', ' true']],
    ['datetime', 'needs_datetime', ['', 'today', '2026-02-30', '2026-13-01', '2026-02-03T25:00Z', '0000-01-01', true]],
    ['datetime', 'needs_datetime', ['2026-02-03T04:05:06 02:00', '2026-2-3', '03.02.2026', '20260203', 5, 1.5, 1e15]],
    ['datetime', 'needs_datetime', ['2026-W05', '+012026-02-03', '2026-02-03T04:60Z', '2023-02-29', '1900-02-29']],
    ['datetime', 'needs_datetime', ['253402300800000', -62_135_596_800_001]],
    [
      'date',
      'needs_date',
      ['', '2026-02-30', '2026-02', '2026-02-03T00:00:00Z', '2026-02-03 ', 20_260_203, '0000-01-01'],
    ],
    ['time', 'needs_time', ['', '04:05', '24:00:00', '4:05:06', '04:05:60', '04:05:06.7890', '04:05:06Z', 40_506]],
    ['json', 'needs_null', ['{}', '', 5, true]],
  ];
  for (const [type, rule, values] of unfit) {
    it(`are refused for ${type} (${rule}): ${JSON.stringify(values)}`, () => {
      for (const value of values) {
        assert.equal(refusal(value, type), `f ${rule}`);
        for (const operator of type === 'json' || type === 'boolean'
          ? ['$eq', '$ne']
          : ['$eq', '$ne', '$gt', '$lte', ...LISTS]) {
          const isList = LISTS.includes(operator);
          const at = isList ? `f.${operator}.0` : `f.${operator}`;
          assert.equal(refusal({ [operator]: isList ? [value, value] : value }, type), `${at} ${rule}`);
        }
        assert.equal(refusal({ $not: { $eq: value } }, type), `f.$not.$eq ${rule}`);
      }
    });
  }

  it('become booleans, since Strapi makes true of every word it does not know', () => {
    for (const [value, truth] of [
      ['true', true],
      ['t', true],
      ['1', true],
      [1, true],
    ] as const) {
      assert.equal(checkOperators(value, 'f', 'boolean'), truth);
    }
    assert.deepEqual(checkOperators({ $in: ['false', 'f', '0', 0] }, 'f', 'boolean'), {
      $in: [false, false, false, false],
    });
    assert.deepEqual(checkOperators({ $not: 'f' }, 'f', 'boolean'), { $not: false });
  });

  it('become numbers for an id, which Strapi does not cast', () => {
    assert.equal(checkOperators('5', 'f', 'id'), 5);
    assert.deepEqual(checkOperators({ $in: ['1', ' 2 '] }, 'f', 'id'), { $in: [1, 2] });
  });

  it('are pieces of a date behind $contains, and whole times', () => {
    for (const value of ['', 'jan', '2026-01-01T00', '%', true]) {
      assert.equal(refusal({ $contains: value }, 'date'), 'f.$contains needs_date');
    }
    for (const value of ['', '04', '04:05', '000']) {
      assert.equal(refusal({ $notContains: value }, 'time'), 'f.$notContains needs_time');
    }
  });

  it('are refused where they are too long or too many for SQLite', () => {
    assert.equal(refusal({ $contains: 'x'.repeat(10_001) }, 'text'), 'f.$contains too_long');
    assert.equal(refusal({ $in: Array.from({ length: 10_001 }, () => 1) }, 'integer'), 'f.$in too_many');
    assert.equal(
      refusal(
        Array.from({ length: 10_001 }, () => 1),
        'integer',
      ),
      'f too_many',
    );
    assert.doesNotThrow(() => checkOperators({ $in: Array.from({ length: 10_000 }, () => 1) }, 'f', 'integer'));
  });

  it('may be none in a list', () => {
    for (const type of (Object.keys(fits) as FilterType[]).filter((name) => name !== 'json')) {
      assert.deepEqual(checkOperators({ $in: [] }, 'f', type), { $in: [] });
      assert.deepEqual(checkOperators({ $notIn: [] }, 'f', type), { $notIn: [] });
    }
  });

  it('are two behind $between, in any order', () => {
    assert.deepEqual(checkOperators({ $between: [5, 1] }, 'f', 'integer'), { $between: [5, 1] });
    for (const value of [[], [1], [1, 2, 3], 5]) {
      assert.equal(refusal({ $between: value }, 'integer'), 'f.$between needs_two_values');
    }
  });
});

describe('the values of a filter, compared with what Strapi casts', () => {
  interface Field {
    toDB(value: unknown): unknown;
  }
  const fieldOf = (type: string): Field => {
    const main = require.resolve('@strapi/database');
    const load = createRequire(main);
    const { createField } = load('./fields/index.js') as { createField(attribute: { type: string }): Field };
    return createField({ type });
  };

  const moments: readonly (readonly [text: string | number, iso: string])[] = [
    ['2026-02-03T04:05:06.789Z', '2026-02-03T04:05:06.789Z'],
    ['2026-02-03T04:05:06+02:00', '2026-02-03T02:05:06.000Z'],
    ['2026-02-03T04:05:06-0230', '2026-02-03T06:35:06.000Z'],
    ['2026-02-03T04+02', '2026-02-03T02:00:00.000Z'],
    ['2026-02-03T04:05:06.123456Z', '2026-02-03T04:05:06.123Z'],
    [1_767_225_600_000, '2026-01-01T00:00:00.000Z'],
    ['1767225600000', '2026-01-01T00:00:00.000Z'],
    ['100000000000', '1973-03-03T09:46:40.000Z'],
    ['-62135596800000', '0001-01-01T00:00:00.000Z'],
    ['2026-02-03 04:05:06', new Date(2026, 1, 3, 4, 5, 6).toISOString()],
    ['2026-02-03', new Date(2026, 1, 3).toISOString()],
    ['2026-02', new Date(2026, 1, 1).toISOString()],
    ['2026', new Date(2026, 0, 1).toISOString()],
  ];
  for (const [text, iso] of moments) {
    it(`are the same moment: ${text}`, () => {
      assert.equal((fieldOf('datetime').toDB(checkOperators(text, 'f', 'datetime')) as Date).toISOString(), iso);
    });
  }

  it('are the same numbers, dates and times', () => {
    const cases: readonly (readonly [FilterType, unknown, unknown])[] = [
      ['integer', ' 5.0 ', 5],
      ['integer', '1e3', 1000],
      ['decimal', '-.5', -0.5],
      ['biginteger', '+9007199254740993', '9007199254740993'],
      ['date', '2024-02-29', '2024-02-29'],
      ['time', '04:05:06.7', '04:05:06.700'],
      ['time', '04:05:06', '04:05:06.000'],
    ];
    for (const [type, value, cast] of cases) assert.equal(fieldOf(type).toDB(checkOperators(value, 'f', type)), cast);
  });
});
