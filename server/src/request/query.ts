import { z } from '@strapi/utils';
import { ExportError } from '../errors/export-error';
import { problemsOf } from './problems';

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong parameter and its rule */
export const parseQuery = <Schema extends z.ZodType>(schema: Schema, query: unknown): z.infer<Schema> => {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  throw new ExportError('EXPORT_INVALID_REQUEST', { problems: problemsOf(parsed.error, 'this address') });
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
