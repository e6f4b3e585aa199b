import type { Knex } from 'knex';
import type { Nested, Row } from '../../../shared/columns';
import type { Plan, PlanHop } from '../plan/plan';
import { charactersOf } from './batch-size';
import { createBoundedCache } from './bounded-cache';
import type { ContentDatabase, Dialect } from './database';
import { type HopLink, hopLinkOf } from './hop-link';
import { columnName, filterRows, selectFields } from './root-query';
import type { RawRow, Session } from './session';

/** Ids in one `IN` list; PostgreSQL answers longer ones by scanning the whole table. */
const IDS_PER_QUERY = 500;

/** Characters of related rows that are remembered between batches, per hop. */
const CACHED_CHARACTERS = 4_000_000;

/** What a remembered row takes besides its text. */
const ROW_OVERHEAD = 50;

export type Id = string | number;

/** Turns driver rows of one level into neutral rows, with everything that hangs on them. */
export interface LevelReader {
  /** What must be selected behind the fields: `id`, then the columns that hops are linked by. */
  readonly linkColumns: readonly string[];
  /** Whether rows hang on these, so that completing takes further queries. */
  readonly hasHops: boolean;
  /** Converts the rows in place, no new arrays, and puts nested rows behind their fields. */
  complete(session: Session, rows: RawRow[]): Promise<Row[]>;
}

export interface HopReaderInput {
  readonly database: ContentDatabase;
  readonly dialect: Dialect;
  readonly plan: Plan;
  /** The type or component that the hop starts from. */
  readonly uid: string;
  readonly hop: PlanHop;
  /** Reads the level that the hop leads to. */
  readonly inner: LevelReader;
}

/** Finds what one hop leads to, for all rows of a batch at once. */
export interface HopReader {
  /** The parent's column that the hop is linked by, where there is one. */
  readonly parentColumn: string | null;
  /** @param parents for each row its id, or the value of `parentColumn` */
  load(session: Session, parents: readonly (Id | null)[]): Promise<Nested[]>;
}

const chunked = <T>(items: readonly T[]): T[][] => {
  const chunks: T[][] = [];
  for (let at = 0; at < items.length; at += IDS_PER_QUERY) chunks.push(items.slice(at, at + IDS_PER_QUERY));
  return chunks;
};

const pairsQuery = (
  { db }: ContentDatabase,
  link: Extract<HopLink, { kind: 'pairs' }>,
  ids: readonly Id[],
): Knex.QueryBuilder =>
  db
    .getConnection(link.table)
    .select(link.parent, link.target)
    .whereIn(link.parent, ids)
    .where(link.fixed)
    .orderBy([...link.order, 'id'].map((column) => ({ column, order: 'asc' })));

/** The hop's target rows, limited to what may be shown of them. */
const targetQuery = ({ database, dialect, plan, hop, inner }: HopReaderInput): Knex.QueryBuilder => {
  const { db } = database;
  const { level } = hop;
  const query = db.getConnection(`${db.metadata.get(level.uid).tableName} as t0`);
  if (level.hasDrafts) {
    const published = `t0.${columnName(db, level.uid, 'publishedAt')}`;
    if (plan.publication === 'draft') query.whereNull(published);
    else query.whereNotNull(published);
  }
  if (hop.rows !== null) {
    const allowed = filterRows(database, level.uid, hop.rows);
    query.whereIn('t0.id', db.connection.select('id').from(allowed.query.as('allowed')));
  }
  const linkColumns = inner.linkColumns.map((column) => `t0.${column}`);
  return query.select([...selectFields(database, dialect, level, 't0'), ...linkColumns]);
};

/**
 * Two steps instead of a join: the links of a batch's rows, then the targets that are not known yet, by primary key.
 * Measured faster than a join everywhere, since a join reads a target once for each row that points at it.
 */
export const createHopReader = (input: HopReaderInput): HopReader => {
  const { database, hop, inner } = input;
  const link = hopLinkOf(database.db, input.uid, hop.attribute);
  const targets = targetQuery(input);
  const idIndex = hop.level.fields.length;
  const known = createBoundedCache<Id, Row | null>(CACHED_CHARACTERS);

  const readPairs = async (session: Session, parents: readonly (Id | null)[]): Promise<Map<Id, Id[]>> => {
    const pairs = new Map<Id, Id[]>();
    const add = (parent: Id, target: Id): void => {
      const list = pairs.get(parent);
      if (list === undefined) pairs.set(parent, [target]);
      else list.push(target);
    };
    const present = [...new Set(parents)].filter((parent) => parent !== null);
    if (link.kind === 'parent-column') {
      for (const target of present) add(target, target);
      return pairs;
    }
    for (const ids of chunked(present)) {
      const rows = await session.rows(pairsQuery(database, link, ids));
      for (const [parent, target] of rows) if (target !== null) add(parent as Id, target as Id);
    }
    return pairs;
  };

  const readTargets = async (session: Session, ids: ReadonlySet<Id>): Promise<Map<Id, Row | null>> => {
    const found = new Map<Id, Row | null>();
    const missing: Id[] = [];
    for (const id of ids) {
      const row = known.get(id);
      if (row === undefined) missing.push(id);
      else found.set(id, row);
    }
    for (const chunk of chunked(missing)) {
      const rows: RawRow[] = await session.rows(targets.clone().whereIn('t0.id', chunk));
      const rowIds = rows.map((row) => row[idIndex] as Id);
      const completed = await inner.complete(session, rows);
      completed.forEach((row, at) => found.set(rowIds[at] as Id, row));
      for (const id of chunk) {
        const row = found.get(id) ?? null;
        known.set(id, row, ROW_OVERHEAD + (row === null ? 0 : charactersOf(row)));
      }
    }
    return found;
  };

  return {
    parentColumn: link.kind === 'parent-column' ? link.column : null,
    load: async (session, parents) => {
      const pairs = await readPairs(session, parents);
      const rows = await readTargets(session, new Set([...pairs.values()].flat()));
      return parents.map((parent) => {
        const ids = parent === null ? [] : (pairs.get(parent) ?? []);
        const nested: Row[] = [];
        for (const id of ids) {
          const row = rows.get(id);
          if (row != null) nested.push(row);
        }
        return hop.many ? nested : (nested[0] ?? null);
      });
    },
  };
};
