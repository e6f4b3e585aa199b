import { z } from '@strapi/utils';
import { parseQuery } from './query';

/** A query string's whole number. */
export const whole = (least: number, most: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, { error: `Expected a whole number from ${least} to ${most}` })
    .transform(Number)
    .pipe(z.int().min(least).max(most))
    .default(fallback);

/** Where in a list; pages are counted from 1. */
export const pageParameters = { page: whole(1, 999_999, 1), pageSize: whole(1, 100, 25) };

const pageQuery = z.strictObject(pageParameters);

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong parameter and its rule */
export const parsePage = (query: unknown): z.infer<typeof pageQuery> => parseQuery(pageQuery, query);
