import type { Knex } from 'knex';

/** The part of a Knex client that hands out connections; Knex's own types leave the client open. */
interface PoolClient<Connection> {
  acquireConnection(): Promise<Connection>;
  releaseConnection(connection: Connection): Promise<void>;
  /** Stops what a connection is running, over a short-lived connection outside of the pool. */
  cancelQuery(connection: Connection): Promise<unknown>;
}

/** The site's pool, whose connections are of the driver's own kind. */
export const poolOf = <Connection>(knex: Knex): PoolClient<Connection> => knex.client as PoolClient<Connection>;
