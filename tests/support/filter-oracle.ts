/** What the values of a field are compared as: a column's type, or one of the types that Strapi reads in its own way. */
export type Kind =
  'id' | 'text' | 'integer' | 'biginteger' | 'decimal' | 'float' | 'boolean' | 'datetime' | 'date' | 'time' | 'json';

/** SQL's logic: a comparison with a missing value is neither true nor false, and stays so under a negation. */
type Truth = boolean | null;

type Comparable = string | number | bigint;

const moment = (value: unknown): number => {
  const text = String(value);
  if (/^-?\d{5,}$/.test(text)) return Number(text);
  // ECMA-262 takes a year or a date alone for UTC; Strapi for the time zone of its process, as both do with a time.
  if (/^\d{4}$/.test(text)) return new Date(`${text}-01-01T00:00`).getTime();
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text).getTime();
};

const READERS: Readonly<Record<Kind, (value: unknown) => Comparable>> = {
  id: Number,
  text: String,
  integer: Number,
  biginteger: (value) => BigInt(String(value)),
  decimal: Number,
  float: Number,
  boolean: (value) => (([true, 'true', 't', '1', 1] as unknown[]).indexOf(value) >= 0 ? 1 : 0),
  datetime: moment,
  date: String,
  time: (value) => String(value).padEnd(9, '.').padEnd(12, '0'),
  json: (value) => JSON.stringify(value),
};

type Test = (cell: Comparable, operand: Comparable) => boolean;

const lower = (value: Comparable): string => String(value).toLowerCase();
const text =
  (test: (cell: string, operand: string) => boolean): Test =>
  (cell, operand) =>
    test(String(cell), String(operand));

const TESTS: Readonly<Record<string, Test>> = {
  $eq: (cell, operand) => cell === operand,
  $ne: (cell, operand) => cell !== operand,
  $gt: (cell, operand) => cell > operand,
  $gte: (cell, operand) => cell >= operand,
  $lt: (cell, operand) => cell < operand,
  $lte: (cell, operand) => cell <= operand,
  $eqi: (cell, operand) => lower(cell) === lower(operand),
  $nei: (cell, operand) => lower(cell) !== lower(operand),
  $contains: text((cell, operand) => cell.includes(operand)),
  $notContains: text((cell, operand) => !cell.includes(operand)),
  $containsi: (cell, operand) => lower(cell).includes(lower(operand)),
  $notContainsi: (cell, operand) => !lower(cell).includes(lower(operand)),
  $startsWith: text((cell, operand) => cell.startsWith(operand)),
  $startsWithi: (cell, operand) => lower(cell).startsWith(lower(operand)),
  $endsWith: text((cell, operand) => cell.endsWith(operand)),
  $endsWithi: (cell, operand) => lower(cell).endsWith(lower(operand)),
};

const isTrue = (value: unknown): boolean => READERS.boolean(value) === 1;

const not = (truth: Truth): Truth => (truth === null ? null : !truth);

/** Of several: false if one is, else unknown if one is. */
const and = (truths: readonly Truth[]): Truth => {
  if (truths.includes(false)) return false;
  return truths.includes(null) ? null : true;
};

const applies = (kind: Kind, cell: unknown, operator: string, operand: unknown): Truth => {
  if (operator === '$not') return not(matches(kind, cell, operand));
  const isMissing = cell === null || cell === undefined;
  if (operator === '$null') return isTrue(operand) === isMissing;
  if (operator === '$notNull') return isTrue(operand) !== isMissing;
  if (operand === null) return operator === '$eq' ? isMissing : !isMissing;
  const items = Array.isArray(operand) ? operand.map(READERS[kind]) : [];
  if (Array.isArray(operand) && operand.length === 0) return operator === '$notIn';
  if (isMissing) return null;
  const value = READERS[kind](cell);
  if (operator === '$in') return items.includes(value);
  if (operator === '$notIn') return !items.includes(value);
  const [from, to] = items;
  if (operator === '$between') return from !== undefined && to !== undefined && value >= from && value <= to;
  const test = TESTS[operator];
  if (test === undefined) throw new Error(`The oracle does not know ${operator}.`);
  return test(value, READERS[kind](operand));
};

/**
 * Whether a cell, as the Document Service gives it, meets a condition: plain JavaScript beside our own code, Strapi's
 * query builder and the databases.
 */
export const matches = (kind: Kind, cell: unknown, condition: unknown): Truth => {
  if (Array.isArray(condition)) return applies(kind, cell, '$in', condition);
  if (typeof condition !== 'object' || condition === null) return applies(kind, cell, '$eq', condition);
  return and(Object.entries(condition).map(([operator, operand]) => applies(kind, cell, operator, operand)));
};

/** The smallest, a middle and the greatest of the values there are. */
export const samplesOf = (kind: Kind, cells: readonly unknown[]): unknown[] => {
  const read = READERS[kind];
  const values = cells.filter((cell) => cell !== null && cell !== undefined);
  const sorted = values.sort((left, right) => (read(left) < read(right) ? -1 : 1));
  return [...new Set([sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)])];
};
