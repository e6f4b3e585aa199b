import type { Knex } from 'knex';
import type { Plan, PlanLevel } from '../plan/plan';
import { hopPublications } from '../plan/publication';
import { columnName } from './column-name';
import type { ContentDatabase, Dialect } from './database';
import { filterRows } from './filter-rows';
import type { IdentityColumn } from './session';
import { createSortColumn } from './sort-column';
import { virtualColumn } from './virtual-columns';

/** The columns of a level, qualified with its alias, in the order of its fields. */
export const selectFields = (
  { db }: ContentDatabase,
  dialect: Dialect,
  { uid, fields }: PlanLevel,
  alias: string,
): (string | Knex.Raw)[] =>
  fields.map(
    ({ attribute, type }) =>
      virtualColumn(db, uid, attribute, alias) ??
      dialect.select(db.connection, `${alias}.${columnName(db, uid, attribute)}`, type),
  );

/**
 * What a page of the root ends at: the row's `id`, except where no snapshot protects the run from publishing, which
 * replaces a row and its `id`. There it is the document's id, and a page holds whole documents.
 */
type KeyAttribute = 'id' | 'documentId';

export const keyAttributeOf = (
  { hasSnapshot }: Pick<Dialect, 'hasSnapshot'>,
  { hasDrafts }: PlanLevel,
): KeyAttribute => (hasDrafts && !hasSnapshot ? 'documentId' : 'id');

/** The rows of the plan, as a query without a select list, an order or a limit. */
export interface RootQuery {
  /** A query on `t0` with all of the plan's conditions and no join, ready for a select list. */
  filtered(): Knex.QueryBuilder;
  /** A query on `t0` with no condition but those that tell a document's rows apart. */
  unfiltered(): Knex.QueryBuilder;
  /** Whether pages can go through `filtered()` directly: conditions on other rows would be evaluated for each page. */
  readonly isDirect: boolean;
  /** The stable key, qualified. */
  readonly key: string;
  readonly keyAttribute: KeyAttribute;
  /** What tells one row from all others whatever is edited: the key, and where several rows share it, what sets them apart. */
  readonly identity: readonly IdentityColumn[];
  /** Columns that the rows are sorted by, in front of the key. */
  readonly sort: readonly { readonly column: string | Knex.Raw; readonly order: 'asc' | 'desc' }[];
}

export const createRootQuery = (database: ContentDatabase, dialect: Dialect, plan: Plan): RootQuery => {
  const { db } = database;
  const { hasDrafts } = plan.level;
  const versions = hopPublications(plan.publication);
  const { tableName } = db.metadata.get(plan.uid);
  const column = (attribute: string): string => `t0.${columnName(db, plan.uid, attribute)}`;
  const sortColumn = createSortColumn(database, plan);
  const compiled = filterRows(database, plan.uid, plan.filters);
  const table = (): Knex.QueryBuilder => db.getConnection(`${tableName} as t0`);
  const unfiltered = (): Knex.QueryBuilder => {
    const query = table();
    if (plan.locales !== null) query.whereIn(column('locale'), [...plan.locales]);
    if (hasDrafts && versions.length === 1) {
      if (versions[0] === 'draft') query.whereNull(column('publishedAt'));
      else query.whereNotNull(column('publishedAt'));
    }
    return query;
  };
  const filtered = (): Knex.QueryBuilder => {
    if (!compiled.hasJoins) return compiled.query.clone().clearSelect();
    // Joins can give a row more than once, so they stay inside of a list of ids.
    const matching = db.connection.select('id').from(compiled.query.clone().as('matching'));
    return table().whereIn('t0.id', matching);
  };
  const keyAttribute = keyAttributeOf(dialect, plan.level);
  return {
    filtered,
    unfiltered,
    isDirect: compiled.isPlain && plan.sort.length === 0,
    key: column(keyAttribute),
    keyAttribute,
    identity:
      keyAttribute === 'id'
        ? [{ column: column('id'), by: 'value' }]
        : [
            { column: column('documentId'), by: 'value' },
            { column: column('locale'), by: 'value' },
            // Where only one of the two is read, ordering by it as well would keep SQLite from using its index alone.
            ...(versions.length === 1 ? [] : [{ column: column('publishedAt'), by: 'presence' } as const]),
          ],
    sort: plan.sort.map((sort) => ({ column: sortColumn(sort), order: sort.direction })),
  };
};
