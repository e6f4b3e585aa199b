import type { Knex } from 'knex';
import { type RowTap, tapRows } from './postgres-rows';
import type { RawRow } from './session';

/** What differs between the databases that can read a whole run as of one moment. */
export interface SnapshotDialect<Connection> {
  /** Statements that open the snapshot. */
  readonly begin: readonly string[];
  /** Query options that make the driver give rows as arrays of text. */
  readonly asText: Readonly<Record<string, unknown>>;
  /** The rows of what the driver answers to a raw query. */
  rowsOf(answer: unknown): RawRow[];
  /** Reads rows faster than the driver does, where that can be done on this connection. */
  tap?(connection: Connection): RowTap | null;
  /** Runs a query of one column, handing on each value without holding them all. */
  eachKey(knex: Knex, query: Knex.QueryBuilder, connection: Connection, take: (key: unknown) => void): Promise<void>;
}

const FETCH = 20_000;
const CURSOR = 'export_keys';

/** A cursor over the keys. PostgreSQL plans it otherwise than the query alone: so that the first rows come soon. */
export const keysCursor = (sql: string): string => `declare ${CURSOR} no scroll cursor for ${sql}`;

/**
 * PostgreSQL: `REPEATABLE READ READ ONLY`. Settings that change how values are printed are set for the transaction
 * alone. The wire protocol's text is taken as it is: parsing it costs more than the query does.
 */
export const postgres: SnapshotDialect<unknown> = {
  begin: [
    'begin isolation level repeatable read read only',
    "set local datestyle to 'ISO, YMD'; set local timezone to 'UTC'; set local extra_float_digits to 1",
  ],
  tap: tapRows,
  asText: { rowMode: 'array', types: { getTypeParser: () => (text: string) => text } },
  rowsOf: (answer) => (answer as { rows: RawRow[] }).rows,
  eachKey: async (knex, query, connection, take) => {
    const { sql, bindings } = query.toSQL();
    await knex.raw(keysCursor(sql), [...bindings]).connection(connection);
    for (;;) {
      const fetch = knex.raw(`fetch forward ${FETCH} from ${CURSOR}`).options({ rowMode: 'array' });
      const { rows } = (await fetch.connection(connection)) as unknown as { rows: RawRow[] };
      for (const [key] of rows) take(key);
      if (rows.length < FETCH) break;
    }
    await knex.raw(`close ${CURSOR}`).connection(connection);
  },
};

interface MysqlField {
  string(encoding: string): string | null;
}

interface MysqlQuery {
  on(event: 'result', listener: (row: RawRow) => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'end', listener: () => void): this;
}

interface MysqlConnection {
  query(options: { readonly sql: string; readonly values: readonly unknown[]; readonly rowsAsArray: true }): MysqlQuery;
}

/**
 * MySQL and MariaDB: a consistent snapshot. The isolation level is set for the transaction too, since a server whose
 * default is READ COMMITTED would ignore the snapshot.
 */
export const mysql: SnapshotDialect<MysqlConnection> = {
  begin: ['set transaction isolation level repeatable read', 'start transaction with consistent snapshot, read only'],
  asText: { rowsAsArray: true, typeCast: (field: MysqlField) => field.string('utf8') },
  rowsOf: (answer) => (answer as [rows: RawRow[]])[0],
  eachKey: (_knex, query, connection, take) => {
    // The driver's own events, since Knex's stream gives the connection back to the pool when it ends, snapshot and all.
    const { sql, bindings } = query.toSQL().toNative();
    return new Promise((resolve, reject) => {
      connection
        .query({ sql, values: bindings, rowsAsArray: true })
        .on('result', ([key]: RawRow) => take(key))
        .on('error', reject)
        .on('end', () => resolve());
    });
  },
};
