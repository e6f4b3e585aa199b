import { FORMATS, toFormat } from '../../../shared/formats';
import { ExportError, problem } from '../errors/export-error';
import { checkForm } from './form';
import { problemsOf } from './problems';
import { normaliseSort } from './sort';
import { type ExportRequest, requestSchema } from './schema';
import { isRecord } from './record';

/** One name for what has two: `status` is Strapi's word for `publication`, `_q` for `search`. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['status', 'publication'],
  ['_q', 'search'],
]);

const withoutAliases = (input: Record<string, unknown>): Record<string, unknown> => {
  const output = new Map<string, unknown>();
  for (const [key, value] of Object.entries(input)) {
    const canonical = ALIASES.get(key) ?? key;
    if (output.has(canonical)) {
      throw problem('EXPORT_INVALID_REQUEST', key, 'given_twice', `${key} means ${canonical}, which is given as well.`);
    }
    output.set(canonical, value);
  }
  return Object.fromEntries(output);
};

/**
 * Turns anything a caller sent into a request. The same for JSON bodies, query strings (made JSON-like by
 * `fromQueryString`) and the command line.
 *
 * @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong field and its rule
 */
export const parseRequest = (input: unknown): ExportRequest => {
  if (!isRecord(input)) {
    throw problem('EXPORT_INVALID_REQUEST', '', 'invalid_type', 'Expected an object of parameters.');
  }
  checkForm(input);
  const given = withoutAliases(input);
  const format = typeof given.format === 'string' ? toFormat(given.format) : undefined;
  if (format === undefined) {
    const message = `format must be one of ${FORMATS.join(', ')}, or excel.`;
    throw problem('EXPORT_INVALID_REQUEST', 'format', 'unknown_format', message);
  }
  const sort = given.sort === undefined ? {} : { sort: normaliseSort(given.sort) };
  const parsed = requestSchema.safeParse({ ...given, ...sort, format });
  if (parsed.success) return parsed.data;
  throw new ExportError('EXPORT_INVALID_REQUEST', { problems: problemsOf(parsed.error, 'this export') });
};
