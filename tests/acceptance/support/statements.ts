import { mock } from 'node:test';
import type { Site } from '../../support/site';

interface Statement {
  readonly source: string;
  all(...bindings: unknown[]): unknown;
}

interface Connection {
  prepare(sql: string): Statement;
}

interface Client {
  acquireConnection(): Promise<Connection>;
  releaseConnection(connection: Connection): Promise<void>;
}

/** SQLite runs an export's statements on the connection itself, where Knex tells nobody. */
const listenToSqlite = async ({ strapi }: Site, note: (sql: string) => void): Promise<() => void> => {
  const client = strapi.db.connection.client as Client;
  const connection = await client.acquireConnection();
  const prototype = Object.getPrototypeOf(connection.prepare('select 1')) as Statement;
  await client.releaseConnection(connection);
  const { all } = prototype;
  const listening = mock.method(prototype, 'all', function (this: Statement, ...bindings: unknown[]) {
    note(this.source);
    return all.call(this, ...bindings);
  });
  return () => listening.mock.restore();
};

const listen = async (site: Site, note: (sql: string) => void): Promise<() => void> => {
  if (site.database === 'sqlite') return listenToSqlite(site, note);
  const { connection } = site.strapi.db;
  const onQuery = ({ sql }: { readonly sql: string }): void => note(sql);
  connection.on('query', onQuery);
  return () => {
    connection.removeListener('query', onQuery);
  };
};

/** The statements about a table that are sent while something is done, with plain quotes. */
export const statementsOn = async (site: Site, table: string, work: () => Promise<unknown>): Promise<string[]> => {
  const statements: string[] = [];
  const stop = await listen(site, (sql) => {
    statements.push(sql.replaceAll('`', '"'));
  });
  try {
    await work();
  } finally {
    stop();
  }
  // PostgreSQL's have the schema before the table.
  const reading = new RegExp(`from (?:"\\w+"\\.)?"${table}"`);
  return statements.filter((sql) => reading.test(sql));
};

interface Inspector {
  getIndexes(table: string): Promise<readonly { readonly columns: readonly string[] }[]>;
}

/** The first columns of a table's indexes, as the database itself tells them. */
export const indexedColumns = async ({ strapi }: Site, table: string): Promise<readonly (string | undefined)[]> => {
  const { schemaInspector } = strapi.db.dialect as unknown as { readonly schemaInspector: Inspector };
  return (await schemaInspector.getIndexes(table)).map(({ columns }) => columns[0]);
};
