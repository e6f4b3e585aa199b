import { z } from '@strapi/utils';
import type { ExporterQuery } from '../../../shared/contracts/exporters';
import { ExportError, type Problem } from '../errors/export-error';

const MAX_PATH = 1_000;

const listQuery = z.strictObject({});
const exporterQuery = z.strictObject({ path: z.string().max(MAX_PATH).optional() });

const toProblems = (issue: z.core.$ZodIssue): Problem[] => {
  const field = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') return [{ field, rule: issue.code, message: `${field}: ${issue.message}.` }];
  return issue.keys.map((key) => ({
    field: key,
    rule: 'unknown_key',
    message: `${key} is not a parameter of this address.`,
  }));
};

const parse = <Schema extends z.ZodType>(schema: Schema, query: unknown): z.infer<Schema> => {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  throw new ExportError('EXPORT_INVALID_REQUEST', { problems: parsed.error.issues.flatMap(toProblems) });
};

/**
 * The list takes no parameters.
 *
 * @throws ExportError `EXPORT_INVALID_REQUEST` naming every key
 */
export const checkListQuery = (query: unknown): void => {
  parse(listQuery, query);
};

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong key */
export const parseExporterQuery = (query: unknown): ExporterQuery => parse(exporterQuery, query);
