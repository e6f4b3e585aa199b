import type { Knex } from 'knex';
import { createIdKeyList } from './id-key-list';
import { createIdList } from './id-list';
import { poolOf } from './pool';
import { parseRow, type RowTap } from './postgres-rows';
import { isPrepared, type Query, type RawRow, type Session } from './session';
import type { SnapshotDialect } from './snapshot-dialects';

/**
 * A session in one read-only transaction: every row is as of its first statement. An abort tells the database to stop
 * the query that runs, so that the connection is free at once.
 */
export const openSnapshotSession = async <Connection>(
  knex: Knex,
  dialect: SnapshotDialect<Connection>,
  signal: AbortSignal,
): Promise<Session> => {
  const pool = poolOf<Connection>(knex);
  const connection = await pool.acquireConnection();
  let isOpen = true;
  let isRunning = false;
  let openTap: RowTap | null = null;

  let cancelling: Promise<unknown> = Promise.resolve();

  const cancel = (): void => {
    if (!isOpen || !isRunning) return;
    // The run has failed already; that its query could not be stopped changes nothing for anybody.
    cancelling = pool.cancelQuery(connection).catch(() => undefined);
  };
  signal.addEventListener('abort', cancel, { once: true });

  const running = async <T>(work: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted();
    isRunning = true;
    try {
      return await work();
    } finally {
      isRunning = false;
    }
  };
  const execute = async (sql: string): Promise<void> => {
    await knex.raw(sql).connection(connection);
  };
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    signal.removeEventListener('abort', cancel);
    try {
      // A cancellation that comes late would hit whoever has the connection next, so it must be over before.
      await cancelling;
      await execute('rollback').catch(() => execute('rollback'));
    } finally {
      openTap?.close();
      await pool.releaseConnection(connection);
    }
  };

  try {
    for (const sql of dialect.begin) await execute(sql);
    openTap = dialect.tap?.(connection) ?? null;
  } catch (error) {
    await close();
    throw error;
  }

  const tap = openTap;
  const ask = async (query: Query): Promise<RawRow[]> => {
    if (!isPrepared(query)) return (await query.options(dialect.asText).connection(connection)) as RawRow[];
    const asked = knex.raw(query.sql, [...query.bindings]).options(dialect.asText);
    return dialect.rowsOf(await asked.connection(connection));
  };

  const rows = (query: Query): Promise<RawRow[]> =>
    running(async () => {
      if (tap === null) return ask(query);
      const taken: RawRow[] = [];
      await tap.take(
        () => ask(query),
        (data, start, end) => taken.push(parseRow(data, start, end)),
      );
      return taken;
    });

  return {
    isSnapshot: true,
    rows,
    rowBytes: tap && ((query, into) => running(() => tap.take(() => ask(query), into))),
    keys: (query) =>
      running(async () => {
        const ids = createIdList();
        await dialect.eachKey(knex, query, connection, (key) => ids.push(Number(key)));
        return createIdKeyList(ids, rows);
      }),
    batch: (work) => work(),
    close,
  };
};
