import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type ChildSite, startSite } from '../../../scripts/lib/child-site.mjs';
import { PASSWORD } from '../../../playground/scripts/seed/people';
import { freePort } from '../../support/free-port';

const ROOT = path.resolve(__dirname, '../../..');

export type Environment = Readonly<Record<string, string>>;

/** What all processes of the playground have in common. */
const COMMON: Environment = {
  HOST: '127.0.0.1',
  TZ: 'UTC',
  NODE_ENV: 'development',
  ADMIN_RATE_LIMIT: 'false',
  STRAPI_TELEMETRY_DISABLED: 'true',
  PLAYGROUND_EXPORTERS: 'false',
  EXPORT_WORKER_LOST_AFTER: '5000',
};

/** Coverage is not measured in these processes, some of which are killed; nor are they parts of the test runner. */
const NOT_PASSED_ON: readonly string[] = ['NODE_V8_COVERAGE', 'NODE_TEST_CONTEXT'];

const environmentOf = (changes: Environment): NodeJS.ProcessEnv => {
  const inherited = Object.entries(process.env).filter(([name]) => !NOT_PASSED_ON.includes(name));
  return { ...Object.fromEntries(inherited), ...COMMON, ...changes };
};

/** A place of its own for a site: a database with content, and a folder for the files of jobs. */
export interface Place {
  /** Files of jobs, without the signs of the workers. */
  files(): string[];
  start(changes?: Environment): Promise<ChildSite>;
  /** `strapi-export worker`, as a site's server starts it. */
  startWorker(changes?: Environment): Promise<WorkerProcess>;
  /** Ends what runs in it, too. */
  remove(): Promise<void>;
}

interface WorkerProcess {
  /** Sends a signal, and waits for the end. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; milliseconds: number }>;
}

/** Fills the database of an environment; the orders are what jobs of the tests export. */
export const seed = async (environment: Environment, orders: number): Promise<void> => {
  const args = ['--import', 'tsx', 'playground/scripts/seed.ts', '--hotels', '10', '--orders', String(orders)];
  await promisify(execFile)(process.execPath, args, { cwd: ROOT, env: environmentOf(environment) });
};

/** @param database the environment that leads to one, or a seeded SQLite file, of which the place gets a copy */
export const createPlace = (database: Environment | string): Place => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'export-process-'));
  const files = path.join(folder, 'files');
  mkdirSync(files);
  const copy = path.join(folder, 'data.db');
  if (typeof database === 'string') copyFileSync(database, copy);
  const own = typeof database === 'string' ? { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: copy } : database;
  const environment = { EXPORT_DIRECTORY: files, ...own };
  const stops: (() => unknown)[] = [];
  return {
    files: () => readdirSync(files).filter((name) => !name.startsWith('.')),
    start: async (changes = {}) => {
      const site = await startSite({
        file: process.execPath,
        args: ['--import', 'tsx', 'scripts/lib/demo-server.ts'],
        cwd: ROOT,
        port: await freePort(),
        env: environmentOf({ ...environment, ...changes }),
      });
      stops.push(site.stop);
      return site;
    },
    startWorker: async (changes = {}) => {
      const child = spawn(process.execPath, [path.join(ROOT, 'bin/strapi-export.js'), 'worker'], {
        cwd: path.join(ROOT, 'playground'),
        env: environmentOf({ ...environment, ...changes }),
        stdio: 'ignore',
      });
      stops.push(() => child.kill('SIGKILL'));
      await once(child, 'spawn');
      return {
        end: async (signal) => {
          const begunAt = Date.now();
          const exit = once(child, 'exit') as Promise<[number | null]>;
          child.kill(signal);
          const [code] = await exit;
          return { code, milliseconds: Date.now() - begunAt };
        },
      };
    },
    remove: async () => {
      await Promise.all(stops.map((stop) => stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** The `Authorization` header of the super admin. */
export const signIn = async ({ url }: ChildSite): Promise<string> => {
  const answer = await fetch(`${url}/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@example.com', password: PASSWORD }),
  });
  const { data } = (await answer.json()) as { data: { token: string } };
  return `Bearer ${data.token}`;
};
