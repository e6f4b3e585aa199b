import type { z } from '@strapi/utils';
import { FORMATS, toFormat } from '../../../shared/formats';
import { ExportError, type Problem, problem } from '../errors/export-error';
import { checkForm } from './form';
import { normaliseSort } from './sort';
import { type ExportRequest, requestSchema } from './schema';
import { isRecord } from './record';

type Issue = z.core.$ZodIssue;

/** The issue that says most: of a union's branches, the one that got furthest. */
const deepest = (issue: Issue): readonly Issue[] => {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const depth = ({ code, path }: Issue): number => path.length + (code === 'unrecognized_keys' ? 1 : 0);
  const within = (issues: readonly Issue[]): number => Math.max(0, ...issues.map(depth));
  const best = [...issue.errors].sort((left, right) => within(right) - within(left))[0] ?? [];
  if (best.length === 0) return [issue];
  return best.flatMap((inner) => deepest({ ...inner, path: [...issue.path, ...inner.path] }));
};

const toProblems = (issue: Issue): Problem[] => {
  const field = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') return [{ field, rule: issue.code, message: `${field}: ${issue.message}.` }];
  return issue.keys.map((key) => ({
    field: [...issue.path, key].join('.'),
    rule: 'unknown_key',
    message: `${[...issue.path, key].join('.')} is not a parameter of this export.`,
  }));
};

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
  const problems = parsed.error.issues.flatMap(deepest).flatMap(toProblems);
  throw new ExportError('EXPORT_INVALID_REQUEST', { problems });
};
