import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { poolOf } from './pool';
import { isPrepared, type KeyList, type PreparedQuery, type Query, type RawRow, type Session } from './session';

interface Statement {
  raw(toggle: boolean): { all(...bindings: unknown[]): RawRow[] };
  run(...bindings: unknown[]): { readonly changes: number };
}

interface SqliteConnection {
  prepare(sql: string): Statement;
  exec(sql: string): void;
}

/** Statements kept: lists of ids have many lengths, each a statement of its own. */
const MAX_PREPARED = 50;

/** `is` finds nulls too, and goes by an index as `=` does. */
const MATCHES = { value: '?? is ??', presence: '(?? is null) = (?? is null)' } as const;

const toBindings = (bindings: readonly unknown[]): unknown[] =>
  bindings.map((value) => {
    if (typeof value === 'boolean') return Number(value);
    return value instanceof Date ? value.getTime() : value;
  });

/** A query as this driver takes it. */
export const nativeOf = (query: Query): readonly [sql: string, bindings: PreparedQuery['bindings']] => {
  if (isPrepared(query)) return [query.nativeSql, query.bindings];
  const { sql, bindings } = query.toSQL().toNative();
  return [sql, bindings];
};

/**
 * SQLite has one connection, which the whole site shares: it is held for one batch at a time, each a short read
 * transaction, and never between batches. There is no snapshot of the run, so rows are read by a key that editing does
 * not change, and an order of keys is kept in a temporary table that only this connection sees.
 *
 * `better-sqlite3` runs in this thread and gives rows as arrays only from its own statements, so the query that Knex
 * built is run on the connection itself.
 */
export const openSqliteSession = (knex: Knex, signal: AbortSignal): Session => {
  const table = `export_keys_${randomUUID().replaceAll('-', '')}`;
  const pool = poolOf<SqliteConnection>(knex);
  let held: SqliteConnection | null = null;
  let hasTable = false;

  const withConnection = async <T>(work: (connection: SqliteConnection) => T | Promise<T>): Promise<T> => {
    if (held !== null) return work(held);
    const connection = await pool.acquireConnection();
    held = connection;
    try {
      return await work(connection);
    } finally {
      held = null;
      await pool.releaseConnection(connection);
    }
  };

  const prepared = new Map<string, Statement>();
  let preparedOn: SqliteConnection | null = null;

  /** Pages differ in nothing but their bindings, so what SQLite prepared for one serves the next. */
  const prepare = (connection: SqliteConnection, sql: string): Statement => {
    if (preparedOn !== connection || prepared.size >= MAX_PREPARED) prepared.clear();
    preparedOn = connection;
    let statement = prepared.get(sql);
    if (statement === undefined) {
      statement = connection.prepare(sql);
      prepared.set(sql, statement);
    }
    return statement;
  };

  const rows = (query: Query): Promise<RawRow[]> =>
    withConnection((connection) => {
      signal.throwIfAborted();
      const [sql, bindings] = nativeOf(query);
      return prepare(connection, sql)
        .raw(true)
        .all(...toBindings(bindings));
    });

  const keyList = (length: number): KeyList => ({
    length,
    rows: (query, { identity }, from, count) =>
      rows(
        query
          .clone()
          .join(`${table} as k`, (join) => {
            identity.forEach(({ column, by }, at) => {
              join.on(knex.raw(MATCHES[by], [`k.key${at}`, column]));
            });
          })
          .where('k.rowid', '>', from)
          .where('k.rowid', '<=', from + count)
          .orderBy('k.rowid'),
      ),
  });

  return {
    isSnapshot: false,
    rowBytes: null,
    rows,
    batch: (work) =>
      withConnection(async (connection) => {
        connection.exec('begin');
        try {
          return await work();
        } finally {
          connection.exec('rollback');
        }
      }),
    keys: (query, parts) =>
      withConnection((connection) => {
        const { sql, bindings } = query.toSQL().toNative();
        const columns = Array.from({ length: parts }, (_none, at) => `key${at}`).join(', ');
        connection.exec(`create temp table ${table} (${columns})`);
        hasTable = true;
        const { changes } = connection.prepare(`insert into ${table} (${columns}) ${sql}`).run(...toBindings(bindings));
        return keyList(changes);
      }),
    close: () =>
      hasTable
        ? withConnection((connection) => {
            hasTable = false;
            connection.exec(`drop table if exists temp.${table}`);
          })
        : Promise.resolve(),
  };
};
