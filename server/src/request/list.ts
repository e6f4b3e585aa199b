const isIndex = (key: string): boolean => /^\d+$/.test(key);

/**
 * The items of a list, also of one that a query string gave numbers for keys: its parser makes an object of long and of
 * sparse lists (https://github.com/ljharb/qs#parsing-arrays).
 *
 * @returns `null` for what is no list; an empty object is none
 */
export const toItems = (value: unknown): readonly unknown[] | null => {
  if (Array.isArray(value)) return value as unknown[];
  if (typeof value !== 'object' || value === null) return null;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every(isIndex) ? Object.values(value) : null;
};
