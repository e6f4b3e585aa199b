import type { Knex } from 'knex';
import type { Plan, PlanSort, PlanSortHop } from '../plan/plan';
import { STATUS } from '../plan/virtual-fields';
import { columnName } from './column-name';
import type { ContentDatabase } from './database';
import { filterRows } from './filter-rows';
import { hopLinkOf } from './hop-link';
import { statusRank, virtualColumn } from './virtual-columns';

const ROOT = 't0';

/** What the rows are sorted by: a column, or what a chain of relations to one row leads to. */
export const createSortColumn = (database: ContentDatabase, plan: Plan): ((sort: PlanSort) => string | Knex.Raw) => {
  const { db } = database;
  const column = (uid: string, alias: string, attribute: string): string =>
    `${alias}.${columnName(db, uid, attribute)}`;

  const own = (uid: string, alias: string, attribute: string): string | Knex.Raw =>
    attribute === STATUS
      ? statusRank(db, uid, alias)
      : (virtualColumn(db, uid, attribute, alias) ?? column(uid, alias, attribute));

  /** The target's rows as the run shows them: by publication, and by the rights on the target. */
  const shown = (hop: PlanSortHop, alias: string): Knex.QueryBuilder => {
    const query = db.getConnection(`${db.metadata.get(hop.uid).tableName} as ${alias}`);
    const published = column(hop.uid, alias, 'publishedAt');
    if (hop.hasDrafts && plan.publication === 'both') {
      query.whereRaw('(?? is null) = (?? is null)', [published, column(plan.uid, ROOT, 'publishedAt')]);
    } else if (hop.hasDrafts && plan.publication === 'published') query.whereNotNull(published);
    else if (hop.hasDrafts) query.whereNull(published);
    if (hop.rows !== null) {
      const allowed = filterRows(database, hop.uid, hop.rows);
      query.whereIn(`${alias}.id`, db.connection.select('id').from(allowed.query.as('allowed')));
    }
    return query.limit(1);
  };

  const through = (uid: string, alias: string, hops: readonly PlanSortHop[], attribute: string): string | Knex.Raw => {
    const [hop, ...rest] = hops;
    if (hop === undefined) return own(uid, alias, attribute);
    const inner = `${alias}_${hops.length}`;
    const query = shown(hop, inner);
    const link = hopLinkOf(db, uid, hop.attribute);
    if (link.kind === 'other-locales') throw new Error(`${uid}.${hop.attribute} leads to many rows.`);
    if (link.kind === 'parent-column') query.whereRaw('?? = ??', [`${inner}.id`, `${alias}.${link.column}`]);
    else {
      const pairs = `${inner}_link`;
      query
        .join(`${link.table} as ${pairs}`, `${pairs}.${link.target}`, `${inner}.id`)
        .whereRaw('?? = ??', [`${pairs}.${link.parent}`, `${alias}.id`])
        // Without statistics PostgreSQL would walk the whole index of an order that one row does not need.
        .orderBy(link.order.map((name) => ({ column: `${pairs}.${name}`, order: 'asc' })));
      for (const [name, value] of Object.entries(link.fixed)) query.where(`${pairs}.${name}`, value);
    }
    const value = through(hop.uid, inner, rest, attribute);
    return db.connection.raw('?', [query.select(value as string)]);
  };

  return ({ hops, attribute }) => through(plan.uid, ROOT, hops, attribute);
};
