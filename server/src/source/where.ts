import type { Knex } from 'knex';
import type { Filters } from '../access/access';
import { LINKED, type LinkedRows } from '../plan/plan';
import { type DocumentStatus, STATUS } from '../plan/virtual-fields';
import type { ContentDatabase } from './database';
import { rowsWithStatus } from './virtual-columns';

/** No filter can hold this text: NUL is refused in all of them. */
const MARK = '\0rows:';

/** Makes the query of a list of ids. */
export type RowsQuery = (uid: string, filters: Filters) => Knex.QueryBuilder;

/**
 * Compiles filters for Strapi's query builder. What it has no words for, a document's status and conditions that must not
 * join, becomes lists of ids. Strapi's transform would copy a query to pieces, so it gets marks to carry instead.
 */
export const whereOf = (
  database: ContentDatabase,
  uid: string,
  filters: Filters,
  rowsOf: RowsQuery,
): { readonly where: object; readonly hasQueries: boolean } => {
  const queries: Knex.QueryBuilder[] = [];
  const mark = (query: Knex.QueryBuilder): object => {
    queries.push(query);
    return { $in: [`${MARK}${queries.length - 1}`] };
  };

  /** A copy, since the transform edits what it is given. */
  const marked = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(marked);
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]: [string, unknown]): [string, unknown] => {
        if (key === STATUS) {
          const { $in } = inner as { readonly $in: readonly DocumentStatus[] };
          return ['id', mark(rowsWithStatus(database.db, uid, $in))];
        }
        if (key !== LINKED) return [key, marked(inner)];
        const linked = inner as LinkedRows;
        return ['id', mark(rowsOf(linked.uid, linked.filters))];
      }),
    );
  };

  const unmarked = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      const [only] = value as unknown[];
      const isMark = value.length === 1 && typeof only === 'string' && only.startsWith(MARK);
      return isMark ? queries[Number(only.slice(MARK.length))] : value.map(unmarked);
    }
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unmarked(inner)]));
  };

  const where = database.toWhere(uid, marked(filters) as Filters);
  const hasQueries = queries.length > 0;
  return { where: hasQueries ? (unmarked(where) as object) : where, hasQueries };
};
