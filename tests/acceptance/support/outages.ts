import { rename, rm, writeFile } from 'node:fs/promises';
import { mock } from 'node:test';
import createKnex, { type Knex } from 'knex';
import { freePort } from '../../support/free-port';
import type { Site } from '../../support/site';

interface Client {
  readonly connectionSettings: { host: string; port: number; user: string; database: string };
  readonly pool: { acquireTimeoutMillis: number; readonly max: number };
}

const clientOf = ({ strapi }: Site): Client => strapi.db.connection.client as Client;

/** Ends every connection to the site's database, as a server does that stops. */
const endConnections = async (site: Site, knex: Knex): Promise<void> => {
  const { database } = clientOf(site).connectionSettings;
  if (site.database === 'postgres') {
    await knex.raw('select pg_terminate_backend(pid) from pg_stat_activity where datname = ?', [database]);
    return;
  }
  const [threads] = (await knex.raw('select id from information_schema.processlist where db = ?', [database])) as [
    readonly { readonly id: number }[],
  ];
  // One that has ended by itself needs no end.
  for (const { id } of threads) await knex.raw(`kill ${id}`).catch(() => undefined);
};

/** Asks on as many connections as there may be: one that ended a moment ago may still be taken for a good one. */
const forgetEnded = async (site: Site): Promise<void> => {
  const { pool } = clientOf(site);
  const askAll = () => Promise.all(Array.from({ length: pool.max }, () => site.strapi.db.connection.raw('select 1')));
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      await askAll();
      return;
    } catch {
      // The one that failed is gone now.
    }
  }
  await askAll();
};

/** The server's connections end, and nothing answers where it was. @returns what brings it back */
const stopServer = async (site: Site): Promise<() => Promise<void>> => {
  const { connectionSettings: settings } = clientOf(site);
  const { port, host, user } = settings;
  const [client, database] = site.database === 'postgres' ? ['pg', 'postgres'] : ['mysql2', 'mysql'];
  const knex = createKnex({ client, connection: { host, port, user, database } });
  try {
    // Nobody listens there.
    settings.port = await freePort();
    await endConnections(site, knex);
  } finally {
    await knex.destroy();
  }
  return async () => {
    settings.port = port;
    await forgetEnded(site);
  };
};

/** SQLite has no server: it is away for whoever waits in vain for the one connection. */
const holdConnection = async (site: Site): Promise<() => Promise<void>> => {
  const { pool } = clientOf(site);
  const { acquireTimeoutMillis } = pool;
  const holder = await site.strapi.db.connection.transaction();
  pool.acquireTimeoutMillis = 300;
  return async () => {
    pool.acquireTimeoutMillis = acquireTimeoutMillis;
    await holder.rollback();
  };
};

/** An object one of whose methods is called while a request is answered. */
export interface Moment<Name extends string> {
  readonly of: { readonly [Key in Name]: (...input: never[]) => Promise<unknown> };
  readonly method: Name;
}

/** Takes the database away when a method has been called, and brings it back when the work is done. */
export const withDatabaseLost = async <T, Name extends string>(
  site: Site,
  { of, method }: Moment<Name>,
  work: () => Promise<T>,
): Promise<T> => {
  const original = of[method];
  let bringBack: (() => Promise<void>) | null = null;
  const lose = async (...input: never[]): Promise<unknown> => {
    const result = await original.call(of, ...input);
    bringBack ??= await (site.database === 'sqlite' ? holdConnection(site) : stopServer(site));
    return result;
  };
  const losing = mock.method(of as Record<string, (...input: never[]) => Promise<unknown>>, method, lose);
  try {
    return await work();
  } finally {
    losing.mock.restore();
    await (bringBack as (() => Promise<void>) | null)?.();
  }
};

/** Puts a file where the folder of finished files is, for as long as something is done. */
export const withStorageLost = async ({ files }: Site, work: () => Promise<void>): Promise<void> => {
  const away = `${files}-away`;
  await rename(files, away);
  await writeFile(files, 'no folder');
  try {
    await work();
  } finally {
    await rm(files, { force: true });
    await rename(away, files);
  }
};
