import type { ColumnType } from '../../../shared/columns';
import type { ColumnChoice } from './columns';
import { endOfDay, startOfDay } from './days';

export type Operator = 'is' | 'contains' | 'startsWith' | 'atLeast' | 'atMost';

/** One condition as the form has it: values are texts whatever the field's type, days `2026-02-03`. */
export interface Condition {
  readonly id: number;
  readonly path: string;
  readonly operator: Operator;
  readonly value: string;
}

/** What is asked for a value with. */
export type ValueKind = 'text' | 'number' | 'day' | 'boolean';

type Filter = Readonly<Record<string, unknown>>;

const KINDS: Partial<Record<ColumnType, ValueKind>> = {
  text: 'text',
  integer: 'number',
  decimal: 'number',
  float: 'number',
  // As text: these can be larger than a JavaScript number.
  biginteger: 'text',
  date: 'day',
  datetime: 'day',
  boolean: 'boolean',
};

export const valueKind = (type: ColumnType): ValueKind => KINDS[type] ?? 'text';

const TEXT_OPERATORS: readonly Operator[] = ['is', 'contains', 'startsWith'];
const ORDER_OPERATORS: readonly Operator[] = ['is', 'atLeast', 'atMost'];

export const operatorsFor = (type: ColumnType): readonly Operator[] => {
  if (type === 'text') return TEXT_OPERATORS;
  return type === 'boolean' ? ['is'] : ORDER_OPERATORS;
};

/** Fields of the type itself that the form has conditions for; those that begin with two underscores are computed. */
export const filterableOf = (choices: readonly ColumnChoice[]): ColumnChoice[] =>
  choices.filter(({ path, type }) => KINDS[type] !== undefined && !path.includes('.') && !path.startsWith('__'));

/** A day means all its moments where a field has a time as well. */
const momentFilter = (operator: Operator, day: string): Filter => {
  const start = startOfDay(day);
  if (operator === 'atLeast') return { $gte: start };
  if (operator === 'atMost') return { $lte: endOfDay(day) };
  return { $between: [start, endOfDay(day)] };
};

const KEYS: Readonly<Record<Operator, string>> = {
  is: '$eq',
  contains: '$containsi',
  startsWith: '$startsWithi',
  atLeast: '$gte',
  atMost: '$lte',
};

const valueOf = (kind: ValueKind, value: string): string | number | boolean => {
  if (kind === 'number') return Number(value);
  return kind === 'boolean' ? value === 'true' : value;
};

/** One condition as the request has it. */
export const toFilter = ({ path, operator, value }: Condition, type: ColumnType): Filter => ({
  [path]: type === 'datetime' ? momentFilter(operator, value) : { [KEYS[operator]]: valueOf(valueKind(type), value) },
});
