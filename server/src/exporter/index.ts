/**
 * What a site's own code imports, as `strapi-plugin-export/exporter`: the vocabulary of requests and columns, and the
 * one copy of zod that Strapi validates with.
 */
import { z } from '@strapi/utils';
import type { BooleanFormat, DateFormat, MoneyFormat, NumberFormat, PercentFormat } from '../../../shared/columns';

export { z };
export type {
  BooleanFormat,
  Cell,
  Column,
  ColumnFormat,
  ColumnType,
  DateFormat,
  MoneyFormat,
  NumberFormat,
  PercentFormat,
} from '../../../shared/columns';
export type { Format } from '../../../shared/formats';
export type { ErrorCode } from '../errors/registry';
export type { ExportRequest } from '../request/schema';
export { defineExporter } from './definition';
export type {
  ColumnDefinition,
  ColumnPath,
  ComputedColumnDefinition,
  ComputedRow,
  ComputedValue,
  PathColumnDefinition,
} from './column-definition';
export type { AnyExporterDefinition, Conditions, ExporterDefinition, RequestDefaults } from './definition';
export type { CostInput, CostRule } from './cost-rule';
export type { RuleInput } from './rule-input';
export { days, isoDate, list, toggle } from './filter-types';

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

/**
 * Shows a number column with a fixed number of decimals in CSV and Excel, rounded half away from zero, exactly.
 * JSON keeps the stored number.
 *
 * @param decimals digits behind the decimal point, 0 to 15
 * @param options `grouping: true` sets thousands apart, `1,234`; default `false`
 */
export const number = (
  decimals: number,
  { grouping = false }: { readonly grouping?: NumberFormat['grouping'] } = {},
): NumberFormat => ({ kind: 'number', decimals, grouping });

/**
 * Shows a number column that holds fractions as percentages in CSV and Excel, rounded half away from zero, exactly:
 * `0.125` with one decimal is `12.5%`. JSON keeps the stored number.
 *
 * @param decimals digits behind the percentage's decimal point, 0 to 15
 */
export const percent = (decimals: number): PercentFormat => ({ kind: 'percent', decimals });

/**
 * Shows a boolean column in words in CSV and Excel: `boolean('yes', 'no')`. JSON keeps `true` and `false`.
 *
 * @param yes what `true` is called, at most 100 characters
 * @param no what `false` is called, likewise
 */
export const boolean = (yes: string, no: string): BooleanFormat => ({ kind: 'boolean', true: yes, false: no });
