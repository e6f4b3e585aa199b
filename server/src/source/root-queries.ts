import type { Knex } from 'knex';
import type { ContentDatabase } from './database';
import type { RootQuery } from './root-query';
import type { IdentityColumn, KeyColumn } from './session';

/** What the rows of a plan are read with; each of its queries is built here, and nowhere else. */
export interface RootParts {
  readonly root: RootQuery;
  /** The select list, the key among it. */
  readonly selected: readonly (string | Knex.Raw)[];
  readonly key: KeyColumn;
}

const inOrder = (columns: readonly IdentityColumn[]) =>
  columns.map(({ column }) => ({ column, order: 'asc' as const }));

const page = ({ root, selected, key }: RootParts): Knex.QueryBuilder =>
  root
    .filtered()
    .select([...selected])
    .orderBy(root.keyAttribute === 'id' ? [{ column: key.name, order: 'asc' as const }] : inOrder(root.identity));

/**
 * The page of at most `count` rows behind a key.
 *
 * @param last the key that the page before ended at; `undefined` for the first page, `null` behind damaged rows, which
 *   have no document's id and come first
 */
export const pageQuery = (parts: RootParts, count: number, last: string | number | null | undefined) => {
  const query = page(parts).limit(count);
  if (last === null) query.whereNotNull(parts.key.name);
  else if (last !== undefined) query.where(parts.key.name, '>', last);
  return query;
};

/** All rows of one document. */
export const documentQuery = (parts: RootParts, document: string | null): Knex.QueryBuilder =>
  page(parts).where(parts.key.name, document);

/**
 * The keys of all rows in the order the plan wants, which ends in the key.
 *
 * @param limit where the list ends, for previews
 */
export const keysQuery = ({ root }: Pick<RootParts, 'root'>, limit?: number): Knex.QueryBuilder => {
  // Knex's types know no expression among several columns of an order.
  const order = [...root.sort, ...inOrder(root.identity)] as { column: string; order: 'asc' | 'desc' }[];
  const query = root
    .filtered()
    .select(root.identity.map(({ column }) => column))
    .orderBy(order);
  if (limit !== undefined) query.limit(limit);
  return query;
};

/** Counts the rows, but not beyond a limit: counting on costs more than a caller may want to know. */
export const countQuery = ({ db }: ContentDatabase, root: RootQuery, limit: number): Knex.QueryBuilder => {
  const some = root.filtered().select(db.connection.raw('1 as one')).limit(limit);
  return db.connection.count('* as count').from(some.as('some'));
};
