import type { Knex } from 'knex';
import type { ContentDatabase } from './database';
import type { HopLink, PairsLink } from './hop-link';
import type { Session } from './session';

/** Ids in one `IN` list; PostgreSQL answers longer ones by scanning the whole table. */
const IDS_PER_QUERY = 500;

export type Id = string | number;

/** What one row is linked to. */
export interface Link {
  readonly target: Id;
  /** The target's type, where the hop leads to several. */
  readonly type: string | null;
}

/** Finds the links of a batch's rows. */
export interface LinkReader {
  /** The parents' columns that are needed to find their links. */
  readonly columns: readonly string[];
  /**
   * @param values of each of `columns`, for all rows
   * @returns for each row its links, in their order
   */
  read(session: Session, values: readonly (readonly unknown[])[]): Promise<(readonly Link[])[]>;
}

export const chunked = <T>(items: readonly T[]): T[][] => {
  const chunks: T[][] = [];
  for (let at = 0; at < items.length; at += IDS_PER_QUERY) chunks.push(items.slice(at, at + IDS_PER_QUERY));
  return chunks;
};

const NONE: readonly Link[] = [];

const fromColumns = (column: string, type: string | null): LinkReader => ({
  columns: type === null ? [column] : [column, type],
  read: (_session, [ids = [], types]) =>
    Promise.resolve(
      ids.map((target, at) => {
        const kind = types?.[at] ?? null;
        const isLinked = target !== null && (type === null || kind !== null);
        return isLinked ? [{ target: target as Id, type: kind as string | null }] : NONE;
      }),
    ),
});

/** Pairs of ids, from a query that selects the parent's, the target's and, where there are several, the type. */
const fromQuery = (queryOf: (ids: readonly Id[]) => Knex.QueryBuilder): LinkReader => ({
  columns: ['id'],
  read: async (session, [ids = []]) => {
    const parents = ids as readonly Id[];
    const links = new Map<Id, Link[]>();
    for (const chunk of chunked([...new Set(parents)])) {
      const rows = await session.rows(queryOf(chunk));
      for (const [parent, target, type = null] of rows) {
        if (target === null) continue;
        const link = { target: target as Id, type: type as string | null };
        const list = links.get(parent as Id);
        if (list === undefined) links.set(parent as Id, [link]);
        else list.push(link);
      }
    }
    return parents.map((parent) => links.get(parent) ?? NONE);
  },
});

const pairsQuery =
  ({ db }: ContentDatabase, { table, parent, target, type, fixed, order }: PairsLink) =>
  (ids: readonly Id[]): Knex.QueryBuilder =>
    db
      .getConnection(table)
      .select([parent, target, ...(type === null ? [] : [type])])
      .whereIn(parent, [...ids])
      .where(fixed)
      .orderBy([...order, 'id'].map((column) => ({ column, order: 'asc' })));

const otherLocalesQuery =
  ({ db }: ContentDatabase, { table, document, locale }: Extract<HopLink, { kind: 'other-locales' }>) =>
  (ids: readonly Id[]): Knex.QueryBuilder =>
    db
      .getConnection(`${table} as parent`)
      .join(`${table} as target`, (join) => {
        join.on(`target.${document}`, `parent.${document}`).andOn(`target.${locale}`, '<>', `parent.${locale}`);
      })
      .select(['parent.id', 'target.id'])
      .whereIn('parent.id', [...ids])
      .orderBy([`target.${locale}`, 'target.id'].map((column) => ({ column, order: 'asc' })));

export const createLinkReader = (database: ContentDatabase, link: HopLink): LinkReader => {
  switch (link.kind) {
    case 'parent-column':
      return fromColumns(link.column, link.type);
    case 'pairs':
      return fromQuery(pairsQuery(database, link));
    case 'other-locales':
      return fromQuery(otherLocalesQuery(database, link));
  }
};
