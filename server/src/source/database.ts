import type { Database } from '@strapi/database';
import type { Knex } from 'knex';
import type { Filters } from '../access/access';
import type { ColumnType } from '../../../shared/columns';
import type { BlockField } from './block-cells';
import { type BlockBuilder, createPostgresBlocks } from './postgres-block';
import { openSnapshotSession } from './snapshot-session';
import { mysql, postgres } from './snapshot-dialects';
import type { Session } from './session';
import { createPacking, type Packing } from './sqlite-block';
import { openSqliteSession } from './sqlite-session';
import { conversionOf, type Conversion, type Storage } from './values';

/** The site's database and its way of compiling filters; passed in, so that sources need no global. */
export interface ContentDatabase {
  readonly db: Database;
  /** Strapi's `query-params` transform: REST filters → the query builder's `where`. */
  toWhere(uid: string, filters: Filters): object;
}

/** What differs between databases, in one table. */
export interface Dialect {
  readonly name: Storage['name'];
  openSession(knex: Knex, signal: AbortSignal): Promise<Session>;
  /** How a column is selected so that its value arrives exactly. */
  select(knex: Knex, column: string, type: ColumnType): string | Knex.Raw;
  convert(type: ColumnType): Conversion;
  /** Gathers rows that are received as bytes; `null` where a database's are read as values alone. */
  readonly createBlocks: ((fields: readonly BlockField[]) => BlockBuilder) | null;
  /** Reads a page's rows as one value; `null` where a database gives none faster than many. */
  readonly createPacking: ((fields: readonly BlockField[]) => Packing) | null;
  /** Whether a run sees one moment, so that a row's `id` stays what it was. */
  readonly hasSnapshot: boolean;
  /**
   * Batches that are read in one go: one where a page is read within one turn of the event loop; and two pages must not
   * outlive two of V8's scavenges, which would take their rows for old ones (three pages of five batches did: 200 MB more).
   */
  readonly pageBatches: number;
}

const plainSelect = (_knex: Knex, column: string): string => column;

/** A client's connection settings, as far as they change what stored dates mean. */
const timeZoneOf = (knex: Knex): string => {
  const settings = (knex.client as { config: Knex.Config }).config.connection;
  const zone = typeof settings === 'object' && 'timezone' in settings ? settings.timezone : undefined;
  return typeof zone === 'string' ? zone : 'local';
};

/** @throws Error when the site runs on a database that this plugin does not know */
export const dialectOf = (db: Database): Dialect => {
  const knex = db.connection;
  const client = db.dialect.client;
  const timeZone = timeZoneOf(knex);
  switch (client) {
    case 'sqlite':
      return {
        name: 'sqlite',
        createBlocks: null,
        createPacking,
        hasSnapshot: false,
        pageBatches: 1,
        openSession: (knexOfSite, signal) => Promise.resolve(openSqliteSession(knexOfSite, signal)),
        // better-sqlite3 makes a double of an integer, and 2^53 is where a double stops being exact.
        select: (knexOfSite, column, type) =>
          type === 'biginteger' ? knexOfSite.raw('cast(?? as text)', [column]) : column,
        convert: (type) => conversionOf({ name: 'sqlite', timeZone }, type),
      };
    case 'postgres':
      return {
        name: 'postgres',
        createBlocks: createPostgresBlocks,
        createPacking: null,
        hasSnapshot: true,
        pageBatches: 3,
        openSession: (knexOfSite, signal) => openSnapshotSession(knexOfSite, postgres, signal),
        select: plainSelect,
        convert: (type) => conversionOf({ name: 'postgres', timeZone: 'local' }, type),
      };
    case 'mysql':
      return {
        name: 'mysql',
        createBlocks: null,
        createPacking: null,
        hasSnapshot: true,
        pageBatches: 3,
        openSession: (knexOfSite, signal) => openSnapshotSession(knexOfSite, mysql, signal),
        select: plainSelect,
        convert: (type) => conversionOf({ name: 'mysql', timeZone }, type),
      };
    default:
      throw new Error(`Exports need SQLite, PostgreSQL, MySQL or MariaDB; this site runs on ${client}.`);
  }
};
