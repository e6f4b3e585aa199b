import type { FilterField } from './own-filters';

/** What was entered for one filter: texts whatever its type, days `2026-02-03`, a list for `choices`. */
export type FilterValue = string | readonly string[];

/** By name of the filter; nothing for one that was not touched. */
export type FilterValues = Readonly<Record<string, FilterValue>>;

/** What a field shows: a ticked box for a switch that is on when nothing is said of it. */
export const valueOf = ({ name, kind, fallback }: FilterField, values: FilterValues): FilterValue => {
  const value = values[name];
  if (value !== undefined) return value;
  if (kind === 'checkbox') return fallback ?? 'false';
  return kind === 'choices' ? [] : '';
};

const SEPARATORS = /[\n,]/;

/** The values in a text, whether they were typed with commas or pasted from a spreadsheet's column. */
const linesOf = (text: string): string[] =>
  text
    .split(SEPARATORS)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What is no number is sent as it is, for the server to say so. */
const toNumber = (text: string): string | number => {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
};

const toSent = ({ isNumber, options }: FilterField, text: string): string | number | boolean =>
  options.find((option) => String(option) === text) ?? (isNumber ? toNumber(text) : text);

/** A filter's value as the request has it, `undefined` for none. */
const sentOf = (field: FilterField, values: FilterValues): unknown => {
  const value = valueOf(field, values);
  if (field.kind === 'lines' || field.kind === 'choices') {
    const texts = typeof value === 'string' ? linesOf(value) : value;
    return texts.length === 0 ? undefined : texts.map((text) => toSent(field, text));
  }
  const text = String(value).trim();
  return text === '' ? undefined : toSent(field, text);
};

/** What the request has as `filters`. */
export const toOwnFilters = (fields: readonly FilterField[], values: FilterValues): Record<string, unknown> =>
  Object.fromEntries(
    fields.map((field) => [field.name, sentOf(field, values)] as const).filter(([, value]) => value !== undefined),
  );

/** The filters that a request must have and the form has not yet. */
export const missingOf = (fields: readonly FilterField[], values: FilterValues): FilterField[] =>
  fields.filter((field) => field.isRequired && sentOf(field, values) === undefined);

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

const toValue = ({ kind }: FilterField, sent: unknown): FilterValue | undefined => {
  if (!Array.isArray(sent)) return isScalar(sent) ? String(sent) : undefined;
  const texts = sent.filter(isScalar).map(String);
  return kind === 'choices' ? texts : texts.join('\n');
};

/** What the form shows for the filters of a request. */
export const toFilterValues = (fields: readonly FilterField[], filters: unknown): FilterValues => {
  const given = typeof filters === 'object' && filters !== null ? (filters as Readonly<Record<string, unknown>>) : {};
  const entries = fields.map((field) => [field.name, toValue(field, given[field.name])] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, FilterValue] => entry[1] !== undefined));
};
