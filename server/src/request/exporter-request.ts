import { ExportError, problem } from '../errors/export-error';
import { defaultsFor, type Exporter, type FilterValues } from '../exporter/exporter';
import { FORMATS, toFormat } from '../../../shared/formats';
import { parseRequest } from './parse';
import { problemsOf } from './problems';
import { fromQueryString } from './query-string';
import { isRecord } from './record';
import type { ExportRequest } from './schema';

/**
 * Reads an exporter's own filters.
 *
 * @param prefix names of the fields around them
 * @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong filter and its rule
 */
export const parseFilters = ({ filters }: Exporter, given: unknown, prefix: readonly string[]): FilterValues => {
  if (filters === null) return {};
  const parsed = filters.safeParse(given ?? {});
  if (parsed.success) return parsed.data;
  throw new ExportError('EXPORT_INVALID_REQUEST', { problems: problemsOf(parsed.error, 'this export', prefix) });
};

const checkFormat = ({ name, formats }: Exporter, format: unknown): void => {
  const canonical = typeof format === 'string' ? toFormat(format) : undefined;
  if (canonical === undefined || formats.includes(canonical)) return;
  const message = `${name} is exported as ${FORMATS.filter((one) => formats.includes(one)).join(', ')}.`;
  throw problem('EXPORT_INVALID_REQUEST', 'format', 'format_not_offered', message);
};

const requestOf = (exporter: Exporter, given: Record<string, unknown>, prefix: readonly string[]): ExportRequest => {
  checkFormat(exporter, given.format);
  const format = typeof given.format === 'string' ? toFormat(given.format) : undefined;
  const defaults = defaultsFor(exporter, format);
  // One name for what has two, or the default would stand beside what was asked for.
  if ('status' in given) delete defaults.publication;
  const request = parseRequest({ ...defaults, ...given, exporter: exporter.name });
  parseFilters(exporter, request.filters, prefix);
  return request;
};

/**
 * The request of a query string, whose parameters of the exporter's own come first.
 *
 * @throws ExportError `EXPORT_INVALID_REQUEST` and its kin, naming every wrong parameter and its rule
 */
export const requestOfQuery = (exporter: Exporter, query: unknown, format: unknown): ExportRequest => {
  const own = Object.keys(exporter.filters?.shape ?? {});
  const given = isRecord(query) ? query : {};
  if (exporter.filters === null) return requestOf(exporter, { ...fromQueryString(given), format }, ['filters']);
  if ('filters' in given) {
    const message = `${exporter.name} has filters of its own: ${own.join(', ')}.`;
    throw problem('EXPORT_INVALID_REQUEST', 'filters', 'unknown_key', message);
  }
  const filters = Object.fromEntries(own.flatMap((key) => (Object.hasOwn(given, key) ? [[key, given[key]]] : [])));
  const others = Object.fromEntries(Object.entries(given).filter(([key]) => !own.includes(key)));
  return requestOf(exporter, { ...fromQueryString(others), filters, format }, []);
};

/**
 * The request of a JSON body, for the exporter that the address names.
 *
 * @throws ExportError `EXPORT_INVALID_REQUEST` and its kin, naming every wrong field and its rule
 */
export const requestOfBody = (exporter: Exporter, body: unknown): ExportRequest => {
  if (!isRecord(body)) {
    throw problem('EXPORT_INVALID_REQUEST', '', 'invalid_type', 'Expected a JSON object of parameters as the body.');
  }
  if ('exporter' in body && body.exporter !== exporter.name) {
    const message = `The address names ${exporter.name}: leave exporter out of the body.`;
    throw problem('EXPORT_INVALID_REQUEST', 'exporter', 'given_twice', message);
  }
  return requestOf(exporter, body, ['filters']);
};
