import { createConnection } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { rmSync } from 'node:fs';
import createKnex from 'knex';

export type DatabaseName = 'sqlite' | 'postgres' | 'mysql';

/** A database of this process's own, and the environment that makes the playground use it. */
export interface TestDatabase {
  readonly environment: Readonly<Record<string, string>>;
  create(): Promise<void>;
  drop(): Promise<void>;
}

const HOST = '127.0.0.1';
const PORTS = { postgres: 5432, mysql: 3306 } as const;

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: HOST, port, timeout: 2_000 });
    const done = (isUp: boolean): void => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  });

/** Why a suite cannot run, or `false`. With `CI=true` an absent service is no excuse. */
export const reasonToSkip = async (name: DatabaseName): Promise<string | false> => {
  if (name === 'sqlite' || process.env.CI === 'true' || (await answers(PORTS[name]))) return false;
  return `nothing answers on ${HOST}:${PORTS[name]}`;
};

const server = (name: 'postgres' | 'mysql', database: string): TestDatabase => {
  const run = async (sql: string): Promise<void> => {
    const settings =
      name === 'mysql'
        ? { client: 'mysql2', connection: { host: HOST, user: 'root' } }
        : { client: 'pg', connection: { host: HOST, user: 'postgres', database: 'postgres' } };
    const knex = createKnex(settings);
    try {
      await knex.raw(sql);
    } finally {
      await knex.destroy();
    }
  };
  const drop = (): Promise<void> =>
    run(`drop database if exists ${database}${name === 'postgres' ? ' with (force)' : ''}`);
  return {
    environment: { DATABASE_CLIENT: name, DATABASE_NAME: database },
    create: async () => {
      await drop();
      await run(`create database ${database}${name === 'mysql' ? ' character set utf8mb4' : ''}`);
    },
    drop,
  };
};

const file = (database: string): TestDatabase => {
  const filename = path.join(os.tmpdir(), `${database}.db`);
  const drop = (): Promise<void> => {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(filename + suffix, { force: true });
    return Promise.resolve();
  };
  return { environment: { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: filename }, create: drop, drop };
};

/** @param purpose names the database, so that suites running side by side do not meet */
export const testDatabase = (name: DatabaseName, purpose: string): TestDatabase => {
  const database = `export_test_${purpose}_${process.pid}`;
  return name === 'sqlite' ? file(database) : server(name, database);
};
