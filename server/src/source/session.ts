import type { Knex } from 'knex';

/** A row as the driver gives it: an array of text, or of SQLite's own values. */
export type RawRow = unknown[];

/** A query that was compiled before, see `prepareQuery`. */
export interface PreparedQuery {
  /** With `?` for each binding. */
  readonly sql: string;
  /** As the database's own client takes it. */
  readonly nativeSql: string;
  readonly bindings: readonly Knex.Value[];
}

/** What a session runs. */
export type Query = Knex.QueryBuilder | PreparedQuery;

/** Whether it need not be compiled. */
export const isPrepared = (query: Query): query is PreparedQuery => 'nativeSql' in query;

/** Takes a row's bytes as the database sends them, from `start` to `end`; they are another's afterwards. */
export type RowSink = (data: Buffer, start: number, end: number) => void;

/** A column that helps to tell rows apart: by its value, or only by whether it has one, as a publishing date does. */
export interface IdentityColumn {
  readonly column: string;
  readonly by: 'value' | 'presence';
}

/** The column that pages go by. */
export interface KeyColumn {
  /** Qualified name, such as `t0.id`. */
  readonly name: string;
  /** Where it stands among the selected columns. */
  readonly index: number;
  /** What tells one row from all others, see `RootQuery`. */
  readonly identity: readonly IdentityColumn[];
}

/** The keys of all rows in their order, kept outside of JavaScript objects: 4 bytes a row, or in the database. */
export interface KeyList {
  readonly length: number;
  /**
   * Reads the rows of the keys at `from` to `from + count`, in their order. A row that is gone is left out.
   *
   * @param query selects the wanted columns, the key among them, from the table aliased `t0`
   */
  rows(query: Knex.QueryBuilder, key: KeyColumn, from: number, count: number): Promise<RawRow[]>;
}

/** One connection of the site's pool, held for a run or, on SQLite, for a batch. */
export interface Session {
  /** Whether everything is read as of one moment. */
  readonly isSnapshot: boolean;
  /** Runs a query and gives its rows as arrays. */
  rows(query: Query): Promise<RawRow[]>;
  /** Runs a query, and hands its rows on as bytes; `null` where the driver keeps these to itself. */
  readonly rowBytes: ((query: Query, into: RowSink) => Promise<void>) | null;
  /**
   * Runs a query that selects each row's identity in the wanted order, and keeps these.
   *
   * @param parts columns of an identity
   */
  keys(query: Knex.QueryBuilder, parts: number): Promise<KeyList>;
  /** Runs several queries that must see the same moment. */
  batch<T>(work: () => Promise<T>): Promise<T>;
  /** Ends the snapshot and gives the connection back. Safe to call more than once. */
  close(): Promise<void>;
}
