import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ExportError } from '../../../server/src/errors/export-error';
import { checkOperators, presenceOf, speaksOfItself } from '../../../server/src/plan/operators';

type FilterType = Parameters<typeof checkOperators>[2];

const EQUAL = ['$eq', '$ne', '$in', '$notIn'];
const ORDER = ['$gt', '$gte', '$lt', '$lte', '$between'];
const CASELESS = ['$eqi', '$nei'];
const CONTAINS = ['$contains', '$containsi', '$notContains', '$notContainsi'];
const ENDS = ['$startsWith', '$startsWithi', '$endsWith', '$endsWithi'];
const PRESENCE = ['$null', '$notNull'];
const OPERATORS = [...EQUAL, ...ORDER, ...CASELESS, ...CONTAINS, ...ENDS, ...PRESENCE];

/** The operators of each type beside `$null`, `$notNull` and `$not`, and a value that fits all of them. */
const TYPES: Readonly<Record<FilterType, { readonly operators: readonly string[]; readonly value: unknown }>> = {
  id: { operators: [...EQUAL, ...ORDER], value: 5 },
  text: { operators: [...EQUAL, ...ORDER, ...CASELESS, ...CONTAINS, ...ENDS], value: 'a' },
  integer: { operators: [...EQUAL, ...ORDER], value: 5 },
  biginteger: { operators: [...EQUAL, ...ORDER], value: '9007199254740993' },
  decimal: { operators: [...EQUAL, ...ORDER], value: 4.5 },
  float: { operators: [...EQUAL, ...ORDER], value: 4.5 },
  boolean: { operators: [...EQUAL, ...CASELESS], value: true },
  datetime: { operators: [...EQUAL, ...ORDER, ...CASELESS], value: '2026-02-03T04:05:06.789Z' },
  date: { operators: [...EQUAL, ...ORDER, ...CONTAINS], value: '2026-02-03' },
  time: { operators: [...EQUAL, ...ORDER, ...CONTAINS], value: '04:05:06.789' },
  json: { operators: ['$eq', '$ne'], value: null },
};
const NAMES = Object.keys(TYPES) as FilterType[];

const LISTS = ['$in', '$notIn', '$between'];

const operandOf = (operator: string, value: unknown): unknown => {
  if (PRESENCE.includes(operator)) return true;
  return LISTS.includes(operator) ? [value, value] : value;
};

const refusal = (value: unknown, type: FilterType): string => {
  try {
    const checked = checkOperators(value, 'f', type);
    return `nothing: ${JSON.stringify(checked)}`;
  } catch (error) {
    assert.ok(error instanceof ExportError);
    assert.equal(error.code, 'EXPORT_INVALID_FILTER');
    const [problem] = error.problems;
    return `${problem?.field} ${problem?.rule}`;
  }
};

const hasOperator = (type: FilterType, operator: string): boolean =>
  PRESENCE.includes(operator) || TYPES[type].operators.includes(operator);

describe('the operators of a type', () => {
  for (const type of NAMES) {
    it(`are these for ${type}: ${TYPES[type].operators.join(' ')}`, () => {
      for (const operator of OPERATORS) {
        const condition = { [operator]: operandOf(operator, TYPES[type].value) };
        if (hasOperator(type, operator)) assert.doesNotThrow(() => checkOperators(condition, 'f', type), operator);
        else assert.equal(refusal(condition, type), `f.${operator} wrong_operator`);
      }
    });

    it(`include a negation of each, and of a value, for ${type}`, () => {
      for (const operator of OPERATORS) {
        const condition = { $not: { $not: { [operator]: operandOf(operator, TYPES[type].value) } } };
        if (hasOperator(type, operator)) assert.doesNotThrow(() => checkOperators(condition, 'f', type), operator);
        else assert.equal(refusal(condition, type), `f.$not.$not.${operator} wrong_operator`);
      }
      assert.doesNotThrow(() => checkOperators({ $not: TYPES[type].value }, 'f', type));
    });
  }

  it('are named when one does not go with the type, or is none', () => {
    assert.throws(
      () => checkOperators({ $contains: '1' }, 'f', 'boolean'),
      /use one of \$eq, \$ne, .*\$notNull, \$not\./,
    );
    for (const name of ['$regex', 'eq', '$jsonSupersetOf', 'constructor', 'toString', '$and', '$or', '']) {
      for (const type of NAMES) assert.equal(refusal({ [name]: 1 }, type), `f.${name} unknown_operator`);
    }
  });

  // Offered by the panel's filter builder (`Filters.tsx`), where a database would give nothing or an error.
  const rewritten: readonly (readonly [FilterType, condition: unknown, meaning: unknown])[] = [
    ['boolean', { $eqi: 'true' }, { $eq: true }],
    ['boolean', { $nei: 'false' }, { $ne: false }],
    ['datetime', { $eqi: '2026-02-03' }, { $eq: '2026-02-03' }],
    ['date', { $contains: '2026-02' }, { $containsi: '2026-02' }],
    ['date', { $contains: 2026 }, { $containsi: '2026' }],
    ['date', { $notContains: '2026-02-03' }, { $notContainsi: '2026-02-03' }],
    ['time', { $contains: '04:05:00.000' }, { $eq: '04:05:00.000' }],
    ['time', { $containsi: '04:05:00' }, { $eq: '04:05:00' }],
    ['time', { $notContains: '04:05:00' }, { $ne: '04:05:00' }],
    ['time', { $notContainsi: '04:05:00.000' }, { $ne: '04:05:00.000' }],
  ];
  for (const [type, condition, meaning] of rewritten) {
    it(`are passed on for ${type} as ${JSON.stringify(meaning)}: ${JSON.stringify(condition)}`, () => {
      assert.deepEqual(checkOperators(condition, 'f', type), meaning);
    });
  }

  it('are refused where one would replace the other', () => {
    assert.equal(refusal({ $contains: '2026', $containsi: '02' }, 'date'), 'f.$containsi same_operator');
    assert.equal(refusal({ $eq: true, $eqi: false }, 'boolean'), 'f.$eqi same_operator');
    assert.equal(refusal({ $contains: '04:05:06', $eq: '04:05:06' }, 'time'), 'f.$eq same_operator');
    assert.deepEqual(checkOperators({ $gt: 1, $lt: 5 }, 'f', 'integer'), { $gt: 1, $lt: 5 });
  });
});

describe('null in a filter', () => {
  for (const type of NAMES) {
    it(`stands for a missing value behind $eq, $ne and $not, for ${type}`, () => {
      for (const condition of [null, { $eq: null }, { $ne: null }, { $not: null }, { $not: { $eq: null } }]) {
        assert.deepEqual(checkOperators(condition, 'f', type), condition);
      }
    });

    it(`is refused behind every other operator, since it would find nothing, for ${type}`, () => {
      for (const operator of [...TYPES[type].operators, ...PRESENCE]) {
        if (operator === '$eq' || operator === '$ne') continue;
        const at = LISTS.includes(operator) ? `f.${operator}.0` : `f.${operator}`;
        assert.equal(refusal({ [operator]: null }, type), `${at} needs_value`);
      }
    });

    it(`is refused in a list, for ${type}`, () => {
      const { operators, value } = TYPES[type];
      for (const operator of operators.filter((name) => LISTS.includes(name))) {
        assert.equal(refusal({ [operator]: [value, null] }, type), `f.${operator}.1 needs_value`);
      }
      if (type !== 'json') assert.equal(refusal([value, null], type), 'f.1 needs_value');
    });
  }
});

describe('$null and $notNull', () => {
  const truths = [
    [true, true],
    ['true', true],
    ['t', true],
    ['1', true],
    [1, true],
    [false, false],
    ['false', false],
    ['f', false],
    ['0', false],
    [0, false],
  ] as const;

  for (const type of NAMES) {
    it(`take true and false, and the text that a query string makes of them, for ${type}`, () => {
      for (const operator of PRESENCE) {
        for (const [value, truth] of truths) {
          assert.deepEqual(checkOperators({ [operator]: value }, 'f', type), { [operator]: truth });
        }
        for (const value of ['no', 'yes', '', 2, 'TRUE']) {
          assert.equal(refusal({ [operator]: value }, type), `f.${operator} needs_boolean`);
        }
        for (const value of [undefined, {}, [], [true]]) {
          assert.equal(refusal({ [operator]: value }, type), `f.${operator} needs_value`);
        }
      }
    });
  }
});

describe('a condition on a relation', () => {
  const asked: readonly (readonly [value: unknown, presence: readonly boolean[] | null])[] = [
    ...[null, { $null: true }, { $eq: null }, { $notNull: 'false' }].map((value) => [value, [false]] as const),
    ...[{ $notNull: true }, { $null: '0' }, { $ne: null }].map((value) => [value, [true]] as const),
    ...[{ id: null }, { id: { $null: true } }].map((value) => [value, [false]] as const),
    [{ $null: true, $notNull: true }, [false, true]],
    ...[{}, 5, [null], { $eq: 1 }, { $null: true, $eq: 1 }, { id: 5 }, { id: null, name: 'x' }].map(
      (value) => [value, null] as const,
    ),
  ];
  for (const [value, presence] of asked) {
    it(`asks of its being there ${JSON.stringify(presence)}: ${JSON.stringify(value)}`, () => {
      assert.deepEqual(presenceOf(value, 'filters.city'), presence);
    });
  }

  it('speaks of the target itself with values and operators, not with fields and groups', () => {
    for (const value of [5, null, [1], { $eq: 1 }, { $null: true }]) assert.equal(speaksOfItself(value), true);
    for (const value of [{}, { name: 'a' }, { $not: { name: 'a' } }, { $or: [] }])
      assert.equal(speaksOfItself(value), false);
  });
});
