import { createHash } from 'node:crypto';
import type { Plan } from './plan';

/** Operators whose operands mean the same in any order; roles and permissions come in none. */
const UNORDERED: ReadonlySet<string> = new Set(['$and', '$or', '$in', '$notIn', 'locales']);

/** The same text for the same meaning: keys sorted, and lists whose order says nothing. */
const canonical = (value: unknown, key = ''): string => {
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item));
    return `[${(UNORDERED.has(key) ? items.sort() : items).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner, name)}`);
    return `{${entries.sort().join(',')}}`;
  }
  return value === undefined ? 'null' : JSON.stringify(value);
};

/** SHA-256 of a value's canonical JSON, hexadecimal. */
export const hashOf = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');

/**
 * What a file's content depends on beside the content itself: its columns at every hop, and every condition on its rows,
 * the rights' and the site's own among them. A file is given out only while the plan of the same request, made anew under
 * the rights of that moment, has the fingerprint that the file was made with.
 *
 * Headers are not part of it: a label that somebody changes is no right.
 */
export const fingerprintOf = (plan: Plan): string => {
  const { uid, columns, rowPath, sheets, level, filters, sort, locales, publication, leftOut } = plan;
  const withoutHeaders = (list: Plan['columns']) =>
    list.map(({ key, type, steps, index, list: cell }) => ({ key, type, steps, index, cell }));
  return hashOf({
    uid,
    columns: withoutHeaders(columns),
    sheets: sheets.map(({ path, columns: own }) => ({ path, columns: withoutHeaders(own) })),
    leftOut: leftOut.map(({ key }) => key),
    ...{ rowPath, level, filters, sort, locales, publication },
  });
};
