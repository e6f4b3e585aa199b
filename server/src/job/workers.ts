import { hostname } from 'node:os';
import type { Database } from '@strapi/database';
import { WORKER } from '../../../shared/uids';
import type { FileStorage } from '../storage/port';

/** A row of `export_workers`. */
export interface WorkerRow {
  readonly id: number;
  readonly worker: string;
  readonly host: string;
  readonly pid: number;
  readonly concurrency: number;
  readonly queue: string;
  readonly storage: string;
  readonly startedAt: string;
  readonly heartbeatAt: string;
}

export interface WorkersInput {
  readonly database: () => Database;
  readonly storage: FileStorage;
}

/** Milliseconds between two signs of life of a worker. */
export const WORKER_HEARTBEAT = 5_000;

/** Milliseconds after which a worker counts as dead for whoever looks at a screen; recovery has a rule of its own. */
const ALIVE = 20_000;

/** Rows and signs of dead workers are kept for a while: for whoever wonders, and since a sign comes before its row. */
const KEPT = 3_600_000;

/** Who runs jobs: a row for each process, and, where files are on a disk, a sign on it. */
export const createWorkers = ({ database, storage }: WorkersInput) => {
  const table = () => database().query(WORKER);
  const all = async (): Promise<WorkerRow[]> => (await table().findMany({ orderBy: [{ id: 'asc' }] })) as WorkerRow[];
  const isAlive = ({ heartbeatAt }: WorkerRow): boolean => Date.now() - new Date(heartbeatAt).getTime() < ALIVE;
  const living = async (): Promise<WorkerRow[]> => (await all()).filter(isAlive);

  return {
    all,
    isAlive,
    living,

    join: async (worker: string, facts: { readonly concurrency: number; readonly queue: string }): Promise<void> => {
      await storage.markers?.leave(worker);
      const now = new Date();
      const moments = { startedAt: now, heartbeatAt: now };
      await table().create({
        data: { worker, host: hostname(), pid: process.pid, storage: storage.name, ...facts, ...moments },
      });
    },

    /** @returns whether the row is still there; it is not when others took this process for dead, for an hour */
    beat: async (worker: string): Promise<boolean> => {
      const { count } = await table().updateMany({ where: { worker }, data: { heartbeatAt: new Date() } });
      if (count > 0 && (await storage.markers?.sees(worker)) === false) await storage.markers?.leave(worker);
      return count > 0;
    },

    /** The row goes first: a living worker whose sign is missing would count as one with another disk. */
    leave: async (worker: string): Promise<void> => {
      await table().deleteMany({ where: { worker } });
      await storage.markers?.remove(worker);
    },

    /**
     * Whether every living worker sees the files that this process sees.
     *
     * @returns what is wrong, in a sentence, or `null`
     */
    notShared: async (): Promise<string | null> => {
      const workers = await living();
      const other = workers.find((one) => one.storage !== storage.name);
      if (other !== undefined) {
        return `Worker ${other.worker} on ${other.host} keeps files in ${other.storage}, this process in ${storage.name}.`;
      }
      if (storage.markers === null) return null;
      for (const { worker, host } of workers) {
        if (!(await storage.markers.sees(worker)))
          return `The disk of worker ${worker} on ${host} is not seen from here.`;
      }
      return null;
    },

    /** Forgets workers that are long dead, and their signs. */
    tidy: async (): Promise<void> => {
      const before = new Date(Date.now() - KEPT);
      await table().deleteMany({ where: { heartbeatAt: { $lt: before } } });
      const known = new Set((await all()).map(({ worker }) => worker));
      for (const { name, leftAt } of (await storage.markers?.list()) ?? []) {
        if (!known.has(name) && leftAt < before) await storage.markers?.remove(name);
      }
    },
  };
};

export type Workers = ReturnType<typeof createWorkers>;
