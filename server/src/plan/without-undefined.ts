import type { Filters } from '../access/access';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !(value instanceof Date);

/** @returns `undefined` for what limits nothing; what was empty before is kept, for whoever checks it */
const pruned = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const items = value.map(pruned).filter((item) => item !== undefined);
    return items.length === 0 && value.length > 0 ? undefined : items;
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, pruned(inner)] as const)
    .filter(([, inner]) => inner !== undefined);
  return entries.length === 0 && Object.keys(value).length > 0 ? undefined : Object.fromEntries(entries);
};

/** Conditions without those whose value was not given, so that a site can write down all of its filters at once. */
export const withoutUndefined = (conditions: Filters): Filters => (pruned(conditions) ?? {}) as Filters;
