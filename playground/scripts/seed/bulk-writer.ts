import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { Table } from './model';

/** Writes many rows to many tables, in few statements. */
export interface BulkWriter {
  /** Keeps a row; parents must be added before the rows which refer to them. Values follow `table.columns`. */
  add(table: Table, values: readonly unknown[]): void;
  /** Writes what is kept once there is enough of it. Call between documents, never inside one. */
  drain(): Promise<void>;
  /** Writes everything that is kept. */
  flush(): Promise<void>;
}

const DRAIN_AT_ROWS = 20_000;

// Parameters per statement: SQLite 32,766, PostgreSQL 65,535 (a 16-bit count), MySQL has no such limit in text protocol.
const MAX_PARAMETERS: Record<string, number> = { sqlite: 32_766, postgres: 65_535, mysql: 65_535 };

/** The largest statement also has to fit MariaDB's default max_allowed_packet of 16 MB, long descriptions included. */
const rowsPerStatement = (strapi: Core.Strapi, table: Table): number => {
  const { dialect } = strapi.db;
  const parameters = MAX_PARAMETERS[dialect.client] ?? 32_766;

  return Math.min(dialect.getBatchInsertSize(), Math.floor(parameters / table.columns.length));
};

/**
 * Knex's own insert compiles a SELECT with UNION ALL for each row on SQLite, which is slow and limited to 500 rows;
 * VALUES lists are understood by all three databases.
 */
const insert = async (trx: Knex, schema: string | undefined, table: Table, rows: readonly (readonly unknown[])[]) => {
  const name = schema === undefined ? [table.name] : [schema, table.name];
  const row = `(${table.columns.map(() => '?').join(',')})`;
  const sql = `insert into ${name.map(() => '??').join('.')} (${table.columns.map(() => '??').join(',')}) values `;

  await trx.raw(sql + new Array<string>(rows.length).fill(row).join(','), [
    ...name,
    ...table.columns,
    ...rows.flat(),
  ] as Knex.RawBinding[]);
};

/** A writer whose every flush is one transaction: a killed seed leaves whole documents behind. */
export const createBulkWriter = (strapi: Core.Strapi): BulkWriter => {
  // A Map keeps the order in which tables were first used: parents before the rows that refer to them.
  const kept = new Map<string, { table: Table; rows: (readonly unknown[])[] }>();
  const schema = strapi.db.getSchemaName();
  let count = 0;

  const flush = async () => {
    await strapi.db.connection.transaction(async (trx) => {
      for (const { table, rows } of kept.values()) {
        const size = rowsPerStatement(strapi, table);

        for (let start = 0; start < rows.length; start += size) {
          await insert(trx, schema, table, rows.slice(start, start + size));
        }
      }
    });

    for (const entry of kept.values()) {
      entry.rows = [];
    }

    count = 0;
  };

  return {
    add(table, values) {
      const entry = kept.get(table.name) ?? { table, rows: [] };
      entry.rows.push(values);
      kept.set(table.name, entry);
      count += 1;
    },
    async drain() {
      if (count >= DRAIN_AT_ROWS) {
        await flush();
      }
    },
    flush,
  };
};
