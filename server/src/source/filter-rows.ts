import type { Knex } from 'knex';
import type { Filters } from '../access/access';
import { ExportError } from '../errors/export-error';
import type { ContentDatabase } from './database';
import { whereOf } from './where';

/** The rows a filter leaves, as a query on the table aliased `t0`, and whether it joins other tables. */
export interface FilteredRows {
  readonly query: Knex.QueryBuilder;
  readonly hasJoins: boolean;
  /** Whether it looks at other rows: by joins, or in lists of ids. */
  readonly isPlain: boolean;
}

/**
 * Compiles filters with Strapi's own query builder, so that every operator means what it means in the panel.
 *
 * @throws ExportError `EXPORT_INVALID_FILTER` when a value does not fit its field
 */
export const filterRows = (database: ContentDatabase, uid: string, filters: Filters): FilteredRows => {
  try {
    const { where, hasQueries } = whereOf(
      database,
      uid,
      filters,
      (of, conditions) => filterRows(database, of, conditions).query,
    );
    const builder = database.db.queryBuilder(uid).init({ where, select: ['id'] });
    const query = builder.getKnexQuery();
    const hasJoins = builder.state.joins.length > 0;
    return { query, hasJoins, isPlain: !hasJoins && !hasQueries };
  } catch (cause) {
    if (cause instanceof ExportError) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    const problems = [{ field: 'filters', rule: 'invalid_value', message: `filters: ${message}.` }];
    throw new ExportError('EXPORT_INVALID_FILTER', { problems, cause });
  }
};
