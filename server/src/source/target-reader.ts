import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Row } from '../../../shared/columns';
import type { Filters } from '../access/access';
import type { HopPublication } from '../plan/publication';
import type { PlanLevel } from '../plan/plan';
import { charactersOf } from './batch-size';
import { createBoundedCache } from './bounded-cache';
import type { ContentDatabase, Dialect } from './database';
import type { LevelReader } from './level';
import { chunked, type Id } from './link-reader';
import { columnName } from './column-name';
import { filterRows } from './filter-rows';
import { selectFields } from './root-query';
import type { RawRow, Session } from './session';

/** Characters of related rows that are remembered between batches, per hop. */
const CACHED_CHARACTERS = 4_000_000;

/** What a remembered row takes besides its text. */
const ROW_OVERHEAD = 50;

export interface TargetReaderInput {
  readonly database: ContentDatabase;
  readonly dialect: Dialect;
  readonly publication: HopPublication;
  readonly level: PlanLevel;
  /** Which rows may be shown; `null` for all. */
  readonly rows: Filters | null;
  /** Reads what hangs on the level's rows. */
  readonly inner: LevelReader;
}

/** Reads the rows of one type that links lead to; rows that may not be shown are missing. */
export interface TargetReader {
  read(session: Session, ids: ReadonlySet<Id>): Promise<ReadonlyMap<Id, Row | null>>;
}

/** Makes the query of a few targets, limited to what may be shown of them. */
const targetsQuery = (input: TargetReaderInput): ((ids: readonly Id[]) => Knex.QueryBuilder) => {
  const { database, dialect, publication, level, rows, inner } = input;
  const { db } = database;
  const table = (): Knex.QueryBuilder => db.getConnection(`${db.metadata.get(level.uid).tableName} as t0`);
  const allowed = rows === null ? null : filterRows(database, level.uid, { $and: [rows] });
  // The ids stand beside the condition, never around it: SQLite would find all that meet it for each few of them.
  const ofIds = (ids: readonly Id[]): Knex.QueryBuilder => {
    if (allowed === null) return table().whereIn('t0.id', [...ids]);
    const few = allowed.query.clone().whereIn('t0.id', [...ids]);
    if (!allowed.hasJoins) return few.clearSelect();
    return table().whereIn('t0.id', db.connection.select('id').from(few.as('allowed')));
  };
  const selected = [
    ...selectFields(database, dialect, level, 't0'),
    ...inner.linkColumns.map((column) => `t0.${column}`),
  ];
  return (ids) => {
    const query = ofIds(ids);
    if (level.hasDrafts) {
      const published = `t0.${columnName(db, level.uid, 'publishedAt')}`;
      if (publication === 'draft') query.whereNull(published);
      else query.whereNotNull(published);
    }
    return query.select(selected);
  };
};

/**
 * Two steps instead of a join: the links of a batch's rows, then the targets that are not known yet, by primary key.
 * Measured faster than a join everywhere, since a join reads a target once for each row that points at it.
 */
export const createTargetReader = (input: TargetReaderInput): TargetReader => {
  const { level, inner } = input;
  const queryOf = targetsQuery(input);
  const idIndex = level.fields.length;
  const known = createBoundedCache<Id, Row | null>(CACHED_CHARACTERS);
  return {
    read: async (session, ids) => {
      const found = new Map<Id, Row | null>();
      const missing: Id[] = [];
      for (const id of ids) {
        const row = known.get(id);
        if (row === undefined) missing.push(id);
        else found.set(id, row);
      }
      for (const chunk of chunked(missing)) {
        // One document may have very many items, and SQLite answers in this thread.
        if (!session.isSnapshot && found.size > 0) await nextTurn();
        const rows: RawRow[] = await session.rows(queryOf(chunk));
        const rowIds = rows.map((row) => row[idIndex] as Id);
        const completed = await inner.complete(session, rows);
        completed.forEach((row, at) => found.set(rowIds[at] as Id, row));
        for (const id of chunk) {
          const row = found.get(id) ?? null;
          known.set(id, row, ROW_OVERHEAD + (row === null ? 0 : charactersOf(row)));
        }
      }
      return found;
    },
  };
};
