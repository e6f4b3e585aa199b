import { problem } from '../errors/export-error';
import { toItems } from '../request/list';
import { BOOLEAN, DATE_PIECE, type FilterType, type Operand, OPERANDS, type Scalar } from './operand';
import { isRecord } from '../request/record';

/** How an operator is passed on for a type: under which name, and what may stand behind it. */
interface Operation {
  readonly as: string;
  readonly operand: Operand;
}

type Operations = ReadonlyMap<string, Operation>;

const EQUAL: readonly string[] = ['$eq', '$ne', '$in', '$notIn'];
const ORDER: readonly string[] = ['$gt', '$gte', '$lt', '$lte', '$between'];
const TEXT_ONLY: readonly string[] = ['$startsWith', '$startsWithi', '$endsWith', '$endsWithi'];
const LISTS: readonly string[] = ['$in', '$notIn', '$between'];
const PRESENCE: readonly string[] = ['$null', '$notNull'];
/** The operators that null goes with; behind any other it would find nothing. */
const NULLABLE: readonly string[] = ['$eq', '$ne'];

/** Letters have a case; where there are none, these mean what the others do. The panel offers them for booleans. */
const CASELESS = { $eqi: '$eq', $nei: '$ne' };

/** What the panel offers for dates and times beside their order. */
const CONTAINS = ['$contains', '$containsi', '$notContains', '$notContainsi'] as const;

/** PostgreSQL has `LIKE` for text alone, and Strapi casts to text where case does not matter. */
const AS_TEXT = {
  $contains: '$containsi',
  $containsi: '$containsi',
  $notContains: '$notContainsi',
  $notContainsi: '$notContainsi',
};

/**
 * A whole time contains another where they are equal. Pieces of times are refused: PostgreSQL writes a time without the
 * zeros at its end.
 */
const AS_EQUAL = { $contains: '$eq', $containsi: '$eq', $notContains: '$ne', $notContainsi: '$ne' };

const plain = (names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, name]));

const operations = (operand: Operand, names: Readonly<Record<string, string>>): readonly [string, Operation][] =>
  Object.entries(names).map(([name, as]) => [name, { as, operand }]);

const tableOf = (type: FilterType, names: readonly string[], others: readonly [string, Operation][] = []): Operations =>
  new Map([...operations(OPERANDS[type], plain(names)), ...others, ...operations(BOOLEAN, plain(PRESENCE))]);

/**
 * Which operators each type has: those that mean the same on every database, and all that the panel's filters offer.
 * `$not` goes with every type.
 */
const OPERATIONS: Readonly<Record<FilterType, Operations>> = {
  id: tableOf('id', [...EQUAL, ...ORDER]),
  text: tableOf('text', [...EQUAL, ...ORDER, ...Object.keys(CASELESS), ...CONTAINS, ...TEXT_ONLY]),
  integer: tableOf('integer', [...EQUAL, ...ORDER]),
  biginteger: tableOf('biginteger', [...EQUAL, ...ORDER]),
  decimal: tableOf('decimal', [...EQUAL, ...ORDER]),
  float: tableOf('float', [...EQUAL, ...ORDER]),
  boolean: tableOf('boolean', EQUAL, operations(OPERANDS.boolean, CASELESS)),
  datetime: tableOf('datetime', [...EQUAL, ...ORDER], operations(OPERANDS.datetime, CASELESS)),
  date: tableOf('date', [...EQUAL, ...ORDER], operations(DATE_PIECE, AS_TEXT)),
  time: tableOf('time', [...EQUAL, ...ORDER], operations(OPERANDS.time, AS_EQUAL)),
  json: tableOf('json', ['$eq', '$ne']),
};

/** Strapi's operators on a value, less the one it keeps for itself (`$jsonSupersetOf`). */
const OPERATORS: readonly string[] = [...OPERATIONS.text.keys(), '$not'];

/** SQLite takes 32 766 values in a query, and patterns of 50 000 bytes. */
const MAX_ITEMS = 10_000;
const MAX_TEXT = 10_000;

export const refuse = (field: string, rule: string, message: string): Error =>
  problem('EXPORT_INVALID_FILTER', field, rule, `${field}: ${message}.`);

export const join = (field: string, key: string): string => `${field}.${key}`;

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const checkValue = (value: unknown, field: string, { rule, expected, read }: Operand): unknown => {
  if (value === undefined) throw refuse(field, 'needs_value', 'a value is missing');
  if (value === null) throw refuse(field, 'needs_value', 'null goes with $eq, $ne and $not only');
  if (!isScalar(value)) throw refuse(field, 'needs_value', 'expected one value');
  if (typeof value === 'string' && value.length > MAX_TEXT) {
    throw refuse(field, 'too_long', `expected at most ${MAX_TEXT} characters`);
  }
  const operand = read(value);
  if (operand === undefined) throw refuse(field, rule, `expected ${expected}`);
  return operand;
};

const checkList = (value: unknown, field: string, operand: Operand): readonly unknown[] => {
  const items = toItems(value) ?? [value];
  if (items.length > MAX_ITEMS) throw refuse(field, 'too_many', `expected at most ${MAX_ITEMS} values`);
  return items.map((item, at) => checkValue(item, join(field, `${at}`), operand));
};

const operationOf = (operator: string, field: string, type: FilterType): Operation => {
  if (!OPERATORS.includes(operator)) {
    throw refuse(field, 'unknown_operator', `${operator} is not one of ${OPERATORS.join(', ')}`);
  }
  const operation = OPERATIONS[type].get(operator);
  if (operation !== undefined) return operation;
  const allowed = [...OPERATIONS[type].keys(), '$not'].join(', ');
  throw refuse(field, 'wrong_operator', `${operator} does not go with a field of type ${type}: use one of ${allowed}`);
};

const checkOperation = (operator: string, value: unknown, field: string, type: FilterType): [string, unknown] => {
  if (operator === '$not') return [operator, checkOperators(value, field, type)];
  const { as, operand } = operationOf(operator, field, type);
  if (value === null && NULLABLE.includes(operator)) return [as, value];
  if (!LISTS.includes(operator)) return [as, checkValue(value, field, operand)];
  const items = checkList(value, field, operand);
  if (operator === '$between' && items.length !== 2) throw refuse(field, 'needs_two_values', 'expected two values');
  return [as, items];
};

/**
 * Checks what stands behind a field in a filter: a value, a list of them, or operators with their operands; each must
 * mean the same on every database.
 *
 * @returns the condition as Strapi's query builder is given it
 * @throws ExportError `EXPORT_INVALID_FILTER` naming field, operator and rule
 */
export const checkOperators = (value: unknown, field: string, type: FilterType): unknown => {
  if (toItems(value) !== null) {
    return { $in: checkList(value, field, operationOf('$in', field, type).operand) };
  }
  if (!isRecord(value)) return value === null ? value : checkValue(value, field, OPERANDS[type]);
  const entries = Object.entries(value);
  if (entries.length === 0) throw refuse(field, 'needs_operator', 'an operator such as $eq is missing');
  const checked = new Map<string, unknown>();
  for (const [operator, operand] of entries) {
    const [as, meaning] = checkOperation(operator, operand, join(field, operator), type);
    // One would replace the other, and the filter would find more than was asked for.
    if (checked.has(as)) {
      throw refuse(join(field, operator), 'same_operator', `${operator} means ${as} here, which is there already`);
    }
    checked.set(as, meaning);
  }
  return Object.fromEntries(checked);
};

/** What an operator with this operand asks of an `id`: that it is there, that it is not, or something else. */
const presenceAsked = (operator: string, operand: unknown): boolean | null => {
  if (operator === '$null') return operand === false;
  if (operator === '$notNull') return operand === true;
  if (operand !== null) return null;
  if (operator === '$eq') return false;
  return operator === '$ne' ? true : null;
};

/**
 * What a condition on a relation asks of its being there, where it asks of nothing else.
 *
 * @returns `true` for each time it must lead somewhere, `false` for nowhere; `null` for any other condition
 * @throws ExportError `EXPORT_INVALID_FILTER` for a wrong operand
 */
export const presenceOf = (value: unknown, field: string): readonly boolean[] | null => {
  if (value === null) return [false];
  if (!isRecord(value) || toItems(value) !== null) return null;
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === 'id') return presenceOf(value.id, join(field, 'id'));
  if (keys.length === 0 || !keys.every((key) => [...PRESENCE, '$eq', '$ne'].includes(key))) return null;
  if (['$eq', '$ne'].some((key) => key in value && value[key] !== null)) return null;
  const checked = checkOperators(value, field, 'id') as Readonly<Record<string, unknown>>;
  const asked = Object.entries(checked).map(([operator, operand]) => presenceAsked(operator, operand));
  return asked.includes(null) ? null : (asked as boolean[]);
};

/** Whether a condition on a relation has operators or values of its own, which speak of the target's `id`. */
export const speaksOfItself = (value: unknown): boolean =>
  !isRecord(value) || Object.keys(value).some((key) => OPERATORS.includes(key) && key !== '$not');
