import { z } from '@strapi/utils';
import { ExportError, type Problem } from '../errors/export-error';

const toProblems = (issue: z.core.$ZodIssue): Problem[] => {
  const field = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') return [{ field, rule: issue.code, message: `${field}: ${issue.message}.` }];
  return issue.keys.map((key) => ({
    field: key,
    rule: 'unknown_key',
    message: `${key} is not a parameter of this address.`,
  }));
};

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong parameter and its rule */
export const parseQuery = <Schema extends z.ZodType>(schema: Schema, query: unknown): z.infer<Schema> => {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  throw new ExportError('EXPORT_INVALID_REQUEST', { problems: parsed.error.issues.flatMap(toProblems) });
};

const nothing = z.strictObject({});

/**
 * For addresses that take no parameters.
 *
 * @throws ExportError `EXPORT_INVALID_REQUEST` naming every key
 */
export const checkNoQuery = (query: unknown): void => {
  parseQuery(nothing, query);
};
