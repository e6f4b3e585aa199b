import type { ColumnChoice } from './columns';
import { type Condition, filterableOf, operatorsFor, toFilter, valueKind } from './filters';
import { isRecord } from './records';

type Filter = Readonly<Record<string, unknown>>;

/** The conditions that must all be met; `null` for anything else. */
const conjunction = (filters: Filter): readonly Filter[] | null => {
  const entries = Object.entries(filters);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === '$and') {
    return Array.isArray(only[1]) && only[1].every(isRecord) ? only[1] : null;
  }
  return entries.map(([key, value]) => ({ [key]: value }));
};

/** A day as the form writes it. */
const dayOf = (moment: string): string => {
  const date = new Date(moment);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

const textsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => one !== null && typeof one !== 'object').map(String);

/** The values that a form could have made a condition of. */
const candidates = (filter: unknown, kind: string): string[] => {
  const values = isRecord(filter) ? Object.values(filter).flatMap(textsIn) : textsIn(filter);
  return kind === 'day' ? values.flatMap((value) => [value, dayOf(value)]) : values;
};

const sameAs = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/**
 * The row of the form that makes this very filter, if one does: each that could be is tried.
 *
 * A list view writes `{ name: 'x' }` for `{ name: { $eq: 'x' } }`, and numbers as texts.
 */
const toCondition = (filter: Filter, choices: readonly ColumnChoice[]): Omit<Condition, 'id'> | null => {
  const [path = '', ...others] = Object.keys(filter);
  const field = filterableOf(choices).find((one) => one.path === path);
  if (field === undefined || others.length > 0) return null;
  const given = isRecord(filter[path]) ? filter[path] : { $eq: filter[path] };
  const kind = valueKind(field.type);
  const texts = (value: unknown): unknown => (isRecord(value) ? mapValues(value) : value);
  for (const operator of operatorsFor(field.type)) {
    for (const value of candidates(given, kind)) {
      const made = toFilter({ id: 0, path, operator, value }, field.type)[path];
      if (sameAs(texts(made), texts(given))) return { path, operator, value };
    }
  }
  return null;
};

const mapValues = (filter: Filter): Filter =>
  Object.fromEntries(
    Object.entries(filter).map(([key, value]) => [key, Array.isArray(value) ? value.map(String) : String(value)]),
  );

export interface FormFilters {
  readonly conditions: readonly Condition[];
  /** Conditions that the form has no rows for. They hold as well. */
  readonly kept: readonly Filter[];
}

/** Divides a request's filters into rows of the form and the rest. */
export const formFilters = (filters: unknown, choices: readonly ColumnChoice[]): FormFilters => {
  if (!isRecord(filters)) return { conditions: [], kept: [] };
  const read = (conjunction(filters) ?? [filters]).map((part) => ({ part, condition: toCondition(part, choices) }));
  return {
    conditions: read.flatMap(({ condition }, at) => (condition === null ? [] : [{ id: at + 1, ...condition }])),
    kept: read.flatMap(({ part, condition }) => (condition === null ? [part] : [])),
  };
};
