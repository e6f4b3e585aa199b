import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Database } from '@strapi/database';
import { isDatabaseConflict } from '../../../server/src/errors/database-error';
import { createLedger, type Ledger } from '../../../server/src/points/ledger';
import { POINT_ACCOUNT, POINT_ENTRY } from '../../../shared/uids';
import { type DatabaseName, testDatabase } from '../../support/databases';
import { openTables } from '../../support/job-database';

/** A process's own connections to the database, and its ledger on them. */
export interface Site {
  readonly database: Database;
  readonly ledger: Ledger;
}

/** What a child process is told by the environment. */
export interface ChildTask {
  readonly connection: object;
  readonly owner: string;
  /** Runs to charge, each for 1 point. */
  readonly runs: readonly string[];
  /** Whether to charge the first run in a transaction that is never ended. */
  readonly isStuck: boolean;
}

/** How many transactions of one process may be open at once; more of them wait. */
const POOL = { min: 0, max: 8 };

const connectionTo = (environment: Readonly<Record<string, string>>): object => {
  const { DATABASE_CLIENT: client, DATABASE_NAME: database, DATABASE_FILENAME: filename } = environment;
  if (client === 'sqlite') return { client, connection: { filename }, useNullAsDefault: true };
  const user = client === 'mysql' ? 'root' : 'postgres';
  return { client, connection: { host: '127.0.0.1', user, password: '', database }, pool: POOL };
};

export const openSite = async (connection: object, isFirst: boolean): Promise<Site> => {
  const database = await openTables(connection, isFirst);
  if (database.dialect.client === 'sqlite') await database.connection.raw('pragma synchronous = off');
  return { database, ledger: createLedger({ database: () => database }) };
};

const CHILD = fileURLToPath(new URL('points-process.ts', import.meta.url));

/** Two sites on one database, and what tests ask of them. */
export const openSites = async (name: DatabaseName) => {
  const test = testDatabase(name, 'points');
  await test.create();
  const connection = connectionTo(test.environment);
  const first = await openSite(connection, true);
  const second = await openSite(connection, false);
  for (const { database } of name === 'sqlite' ? [first, second] : []) {
    // Its driver waits for another's lock without letting the process do anything else, and here that has both.
    await database.connection.raw('pragma busy_timeout = 5');
  }
  /** Transactions that were ended because others were in their way. */
  const conflicts: unknown[] = [];
  for (const { database } of [first, second]) {
    database.connection.on('query-error', (error: unknown) => {
      if (isDatabaseConflict(error)) conflicts.push(error);
    });
  }
  let owners = 0;

  return {
    first,
    second,
    conflicts,

    /** One of the two by turns. */
    site: (index: number): Site => (index % 2 === 0 ? first : second),

    /** Somebody who has never been seen, with points if there are any to give. */
    newOwner: async (points = 0) => {
      const ownerId = String((owners += 1));
      const who = { owner: `end-user:${ownerId}`, ownerId, ownerName: `User ${ownerId}` };
      if (points > 0) await first.ledger.adjust({ ...who, amount: points, note: 'start', by: 'test', key: 'start' });
      return who;
    },

    /** A ledger's amounts in the order in which they were written, each with the balance that stands beside it. */
    amounts: async (owner: string): Promise<{ kind: string; amount: number; balanceAfter: number }[]> => {
      const rows = (await first.database
        .query(POINT_ENTRY)
        .findMany({ where: { owner }, orderBy: [{ id: 'asc' }] })) as Record<string, string>[];
      return rows.map(({ kind = '', amount, balanceAfter }) => ({
        kind,
        amount: Number(amount),
        balanceAfter: Number(balanceAfter),
      }));
    },

    accounts: (owner: string): Promise<number> => first.database.query(POINT_ACCOUNT).count({ where: { owner } }),

    /** A process of its own. It writes a line when it has begun, and one for each charge. */
    start: (task: Omit<ChildTask, 'connection'>): ChildProcess => {
      const env = { ...process.env, POINTS_TASK: JSON.stringify({ ...task, connection } satisfies ChildTask) };
      return spawn(process.execPath, ['--import', 'tsx', CHILD], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    },

    close: async (): Promise<void> => {
      await first.database.destroy();
      await second.database.destroy();
      await test.drop();
    },
  };
};

export type Sites = Awaited<ReturnType<typeof openSites>>;

/** Whatever a process writes until it ends. */
export const outputOf = async (child: ChildProcess): Promise<string> => {
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'close');
  return output;
};
