import type { Database } from '@strapi/database';
import type { Knex } from 'knex';
import type { Filters } from '../access/access';
import { ExportError } from '../errors/export-error';
import type { Plan, PlanLevel } from '../plan/plan';
import type { ContentDatabase, Dialect } from './database';

/** The name of an attribute's column; never rebuilt by hand, since Strapi shortens long names. */
export const columnName = (db: Database, uid: string, attribute: string): string => {
  const found = db.metadata.get(uid).attributes[attribute];
  return (found !== undefined && 'columnName' in found ? found.columnName : undefined) ?? attribute;
};

/** The columns of a level, qualified with its alias, in the order of its fields. */
export const selectFields = (
  { db }: ContentDatabase,
  dialect: Dialect,
  { uid, fields }: PlanLevel,
  alias: string,
): (string | Knex.Raw)[] =>
  fields.map(({ attribute, type }) =>
    dialect.select(db.connection, `${alias}.${columnName(db, uid, attribute)}`, type),
  );

/** The rows a filter leaves, as a query on the table aliased `t0`, and whether it joins other tables. */
export interface FilteredRows {
  readonly query: Knex.QueryBuilder;
  readonly hasJoins: boolean;
}

/**
 * Compiles filters with Strapi's own query builder, so that every operator means what it means in the panel.
 *
 * @throws ExportError `EXPORT_INVALID_FILTER` when a value does not fit its field
 */
export const filterRows = ({ db, toWhere }: ContentDatabase, uid: string, filters: Filters): FilteredRows => {
  try {
    // The transform edits what it is given.
    const where = toWhere(uid, structuredClone(filters));
    const builder = db.queryBuilder(uid).init({ where, select: ['id'] });
    const query = builder.getKnexQuery();
    return { query, hasJoins: builder.state.joins.length > 0 };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const problems = [{ field: 'filters', rule: 'invalid_value', message: `filters: ${message}.` }];
    throw new ExportError('EXPORT_INVALID_FILTER', { problems, cause });
  }
};

/** The rows of the plan, as a query without a select list, an order or a limit. */
export interface RootQuery {
  /** A query on `t0` with all of the plan's conditions and no join, ready for a select list. */
  filtered(): Knex.QueryBuilder;
  /** A query on `t0` with no condition but those that tell a document's rows apart. */
  unfiltered(): Knex.QueryBuilder;
  /** Whether pages can go through `filtered()` directly: conditions on other tables would be evaluated for each page. */
  readonly isDirect: boolean;
  /** The stable unique key, qualified. */
  readonly key: string;
  /** Whether the key is the row's `id`, a number. */
  readonly isIdKey: boolean;
  /** Columns that the rows are sorted by, in front of the key. */
  readonly sort: readonly { readonly column: string; readonly order: 'asc' | 'desc' }[];
}

/** What a page of the root ends at, see `keyAttributeOf`. */
export type KeyAttribute = 'id' | 'documentId';

export const createRootQuery = (database: ContentDatabase, plan: Plan, attribute: KeyAttribute): RootQuery => {
  const { db } = database;
  const { tableName } = db.metadata.get(plan.uid);
  const column = (attribute: string): string => `t0.${columnName(db, plan.uid, attribute)}`;
  const compiled = filterRows(database, plan.uid, plan.filters);
  const table = (): Knex.QueryBuilder => db.getConnection(`${tableName} as t0`);
  const unfiltered = (): Knex.QueryBuilder => {
    const query = table();
    if (plan.locale !== null) query.where(column('locale'), plan.locale);
    if (plan.level.hasDrafts) {
      if (plan.publication === 'draft') query.whereNull(column('publishedAt'));
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
  return {
    filtered,
    unfiltered,
    isDirect: !compiled.hasJoins && plan.sort.length === 0,
    key: column(attribute),
    isIdKey: attribute === 'id',
    sort: plan.sort.map((sort) => ({ column: column(sort.attribute), order: sort.direction })),
  };
};
