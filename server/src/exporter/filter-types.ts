import { z } from '@strapi/utils';

/** A schema for a plain date, `2026-02-03` (ISO 8601), as filters of exporters take it. */
export const isoDate = (): z.ZodISODate => z.iso.date();

const toList = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
};

const MAX_ITEMS = 10_000;

/** A schema for several values: a list in JSON, separated by commas in a query string. At least one, at most 10,000. */
export const list = <Item extends z.ZodType>(item: Item) => z.preprocess(toList, z.array(item).min(1).max(MAX_ITEMS));

const SWITCH: ReadonlyMap<unknown, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** A schema for yes or no: a boolean in JSON; `true`, `1`, `false` or `0` in a query string. */
export const toggle = () => z.preprocess((value) => SWITCH.get(value) ?? value, z.boolean());

const DAY = 86_400_000;

/**
 * The moments of a date with a time that lie on the days from one to another, both included, in UTC; either may be
 * missing.
 *
 * @returns Strapi's operators, `undefined` where there is no limit
 */
export const days = (
  from: string | undefined,
  to: string | undefined,
): { readonly $gte?: string; readonly $lt?: string } | undefined => {
  if (from === undefined && to === undefined) return undefined;
  return {
    ...(from !== undefined && { $gte: new Date(from).toISOString() }),
    ...(to !== undefined && { $lt: new Date(Date.parse(to) + DAY).toISOString() }),
  };
};
