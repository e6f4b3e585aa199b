/**
 * What a site's own code imports, as `strapi-plugin-export/exporter`: the vocabulary of requests and columns, and the
 * one copy of zod that Strapi validates with.
 */
import { z } from '@strapi/utils';
import type { DateFormat, MoneyFormat } from '../../../shared/columns';

export { z };
export type { Cell, Column, ColumnFormat, ColumnType, DateFormat, MoneyFormat } from '../../../shared/columns';
export type { Format } from '../../../shared/formats';
export type { ErrorCode } from '../errors/registry';
export type { ExportRequest } from '../request/schema';

/**
 * Shows a number column as an amount of money: with the currency's decimals in CSV, with a currency format in Excel.
 * JSON keeps the stored number.
 *
 * @param currency ISO 4217 code, such as `USD`
 * @param options `storedAs: 'cents'` where the number counts the currency's smallest unit; default `units`
 */
export const money = (
  currency: string,
  { storedAs = 'units' }: { readonly storedAs?: MoneyFormat['storedAs'] } = {},
): MoneyFormat => ({ kind: 'money', currency, storedAs });

/**
 * Shows a date column after a pattern in CSV and Excel.
 *
 * @param pattern of `yyyy MM dd HH mm ss SSS`; other characters stand for themselves
 */
export const date = (pattern: string): DateFormat => ({ kind: 'date', pattern });

/** A schema for a plain date, `2026-02-03` (ISO 8601), as filters of exporters take it. */
export const isoDate = (): z.ZodISODate => z.iso.date();
