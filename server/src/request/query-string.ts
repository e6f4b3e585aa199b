import { problem } from '../errors/export-error';
import { toItems } from './list';
import { isRecord } from './record';

const BOOLEANS: ReadonlyMap<unknown, boolean> = new Map([
  ['true', true],
  ['false', false],
  ['1', true],
  ['0', false],
]);
const BOOLEAN_KEYS = ['gzip', 'formulaGuard', 'metadata', 'pretty', 'absoluteUrls'];

const toList = (value: unknown): unknown => {
  if (typeof value !== 'string') return toItems(value) ?? value;
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
};

/** One code stays one; several make a list. */
const toLocales = (value: unknown): unknown => {
  const list = toList(value);
  return Array.isArray(list) && list.length === 1 && typeof value === 'string' ? (list[0] as unknown) : list;
};

const toBoolean = (value: unknown): unknown => BOOLEANS.get(value) ?? value;

/** Filters come as Strapi's brackets (`filters[rating][$gte]=4`), or as one JSON text for those who type. */
const toFilters = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch (cause) {
    const message = `filters is neither filters[field][$operator]=value nor JSON: ${(cause as Error).message}.`;
    throw problem('EXPORT_INVALID_REQUEST', 'filters', 'invalid_json', message);
  }
};

/**
 * Gives a parsed query string the types that its texts stand for; what cannot be read is left for `parseRequest` to
 * refuse.
 *
 * @throws ExportError `EXPORT_INVALID_REQUEST` when `filters` is text and not JSON
 */
export const fromQueryString = (query: unknown): Record<string, unknown> => {
  if (!isRecord(query)) return {};
  const output: Record<string, unknown> = { ...query };
  if ('columns' in output) output.columns = toList(output.columns);
  if ('locale' in output) output.locale = toLocales(output.locale);
  if ('sort' in output) output.sort = toItems(output.sort) ?? output.sort;
  if ('filters' in output) output.filters = toFilters(output.filters);
  for (const key of BOOLEAN_KEYS) if (key in output) output[key] = toBoolean(output[key]);
  return output;
};
