import type { ColumnType } from '../../../shared/columns';
import { isText } from '../request/form';

/** What a condition's values are compared with: a column's type, or a row's `id`. */
export type FilterType = ColumnType | 'id';

/** A value as JSON and query strings can carry it. */
export type Scalar = string | number | boolean;

/** One kind of value behind an operator. */
export interface Operand {
  /** The rule that a value which does not fit breaks. */
  readonly rule: string;
  /** What would fit, as the end of `expected …`. */
  readonly expected: string;
  /** The value as Strapi is given it, or `undefined` when it does not fit. */
  read(value: Scalar): unknown;
}

/** Reads values that Strapi casts itself, and as it is meant here. */
const keep = (fits: (value: Scalar) => boolean) => (value: Scalar) => (fits(value) ? value : undefined);

// JavaScript's `Number`, which Strapi casts by, also reads `0x10` and an empty text.
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

const toNumber = (value: Scalar): number => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : Number.NaN;
};

/** The range of a column of 32 bits, which `id` is too; PostgreSQL refuses to compare it with anything beyond. */
const MAX_INTEGER = 2_147_483_647;

const isInteger = (value: Scalar): boolean => {
  const number = toNumber(value);
  return Number.isInteger(number) && number <= MAX_INTEGER && number >= -MAX_INTEGER - 1;
};

const INTEGER: Operand = {
  rule: 'needs_number',
  expected: `a whole number from ${-MAX_INTEGER - 1} to ${MAX_INTEGER}`,
  read: keep(isInteger),
};

/** Strapi casts the values of every field but this one. */
const ID: Operand = { ...INTEGER, read: (value) => (isInteger(value) ? toNumber(value) : undefined) };

/** A JSON number beyond 2^53 has lost its last digits before anyone could look at it; as text it has not. */
const isBigInteger = (value: Scalar): boolean => {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'string' || !/^[+-]?\d{1,40}$/.test(value.trim())) return false;
  const exact = BigInt(value.trim().replace(/^\+/, ''));
  return BigInt.asIntN(64, exact) === exact;
};

const BIG_INTEGER: Operand = {
  rule: 'needs_number',
  expected: `a whole number of 64 bits, as text where it is beyond ${Number.MAX_SAFE_INTEGER}`,
  read: keep(isBigInteger),
};

const FINITE: Operand = {
  rule: 'needs_number',
  expected: 'a number',
  read: keep((value) => Number.isFinite(toNumber(value))),
};

const TEXT: Operand = {
  rule: 'needs_text',
  expected: 'text without NUL characters and halves of surrogate pairs',
  read: keep((value) => typeof value !== 'string' || isText(value)),
};

const TRUE: readonly Scalar[] = [true, 'true', 't', '1', 1];
const FALSE: readonly Scalar[] = [false, 'false', 'f', '0', 0];

/** The words that Strapi knows; of any other it makes `true`, of `FALSE` and `no` too. */
export const BOOLEAN: Operand = {
  rule: 'needs_boolean',
  expected: 'true or false',
  read: (value) => (TRUE.includes(value) ? true : FALSE.includes(value) ? false : undefined),
};

/** Whether the calendar has this day. Databases disagree about the year 0. */
const isDay = (year: number, month: number, day: number): boolean =>
  year > 0 &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

const isDate = (text: string): boolean => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match !== null && isDay(Number(match[1]), Number(match[2]), Number(match[3]));
};

/** Strapi would cut the day out of a longer text, with a warning that it will not for long. */
const DATE: Operand = {
  rule: 'needs_date',
  expected: 'a date such as 2026-02-03',
  read: keep((value) => typeof value === 'string' && isDate(value)),
};

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?$/;

const TIME: Operand = {
  rule: 'needs_time',
  expected: 'a time such as 04:05:06 or 04:05:06.789',
  read: keep((value) => typeof value === 'string' && CLOCK.test(value)),
};

const DATE_PART = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](.+))?)?)?$/;
const TIME_PART = /^(?:[01]\d|2[0-3])(?::[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)?(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?$/;

// Milliseconds. Fewer digits Strapi takes for a year, a day or a century: `20260203` is a date to it.
const EPOCH = /^-?\d{12,15}$/;
const YEAR_1 = Date.parse('0001-01-01T00:00:00.000Z');
const YEAR_9999 = Date.parse('9999-12-31T23:59:59.999Z');

const isMoment = (value: Scalar): boolean => {
  const text = String(value);
  if (EPOCH.test(text)) return Number(text) >= YEAR_1 && Number(text) <= YEAR_9999;
  const match = DATE_PART.exec(text);
  if (match === null) return false;
  const [, year, month = '01', day = '01', time] = match;
  return isDay(Number(year), Number(month), Number(day)) && (time === undefined || TIME_PART.test(time));
};

/** Without an offset Strapi means the time zone of its process. */
const DATETIME: Operand = {
  rule: 'needs_datetime',
  expected: 'a moment such as 2026-02-03T04:05:06Z, or milliseconds since 1970',
  read: keep(isMoment),
};

/** JSON is text in one database and a value in the next, with its keys in another order. */
const NULL_ONLY: Operand = { rule: 'needs_null', expected: 'null, since JSON is not compared', read: () => undefined };

/** The values that a type is compared with. */
export const OPERANDS: Readonly<Record<FilterType, Operand>> = {
  id: ID,
  text: TEXT,
  integer: INTEGER,
  biginteger: BIG_INTEGER,
  decimal: FINITE,
  float: FINITE,
  boolean: BOOLEAN,
  datetime: DATETIME,
  date: DATE,
  time: TIME,
  json: NULL_ONLY,
};

/** A piece of a date. */
export const DATE_PIECE: Operand = {
  rule: 'needs_date',
  expected: 'a date or a part of one, such as 2026-02',
  read: (value) => (/^[\d-]{1,10}$/.test(String(value)) ? String(value) : undefined),
};
