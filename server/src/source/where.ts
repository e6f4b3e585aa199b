import type { Filters } from '../access/access';
import { STATUS, type DocumentStatus } from '../plan/virtual-fields';
import type { ContentDatabase } from './database';
import { rowsWithStatus } from './virtual-columns';

const GROUPS: readonly string[] = ['$and', '$or'];

/** Whether a document's status is asked for anywhere in a filter. */
const hasStatus = (filters: unknown): boolean => {
  if (Array.isArray(filters)) return filters.some(hasStatus);
  if (typeof filters !== 'object' || filters === null) return false;
  return Object.entries(filters).some(([key, value]) => key === STATUS || hasStatus(value));
};

/**
 * Compiles filters for Strapi's query builder. A document's status is no attribute, so conditions on it become lists of
 * ids, and all around them is handed to Strapi piece by piece.
 */
export const whereOf = (database: ContentDatabase, uid: string, filters: Filters): object => {
  // The transform edits what it is given.
  if (!hasStatus(filters)) return database.toWhere(uid, structuredClone(filters));
  const conditions = Object.entries(filters).map(([key, value]): object => {
    if (key === STATUS) {
      const { $in } = value as { readonly $in: readonly DocumentStatus[] };
      return { id: { $in: rowsWithStatus(database.db, uid, $in) } };
    }
    if (GROUPS.includes(key)) {
      return { [key]: (value as readonly Filters[]).map((condition) => whereOf(database, uid, condition)) };
    }
    if (key === '$not') return { $not: whereOf(database, uid, value as Filters) };
    return database.toWhere(uid, structuredClone({ [key]: value }));
  });
  return { $and: conditions };
};
