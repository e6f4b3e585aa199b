import type { Core } from '@strapi/types';
import type { HealthAnswer } from '../../../shared/contracts/health';
import { configOf } from '../config';
import { ExportError } from '../errors/export-error';
import type { BackgroundParts } from './background';

export interface HealthInput {
  readonly strapi: Core.Strapi;
  parts(): BackgroundParts;
}

const told = async (check: () => Promise<void>): Promise<string | null> => {
  try {
    await check();
    return null;
  } catch (error) {
    if (error instanceof ExportError) return error.message;
    throw error;
  }
};

/** Milliseconds for which what was found out about the storage is told again: finding out writes a file. */
const FRESH = 10_000;

/** Tells whether jobs that are asked for now would run, and why not. */
export const createHealthService = ({ strapi, parts }: HealthInput) => {
  let checked: { readonly at: number; readonly problem: Promise<string | null> } | null = null;
  const notWritable = (): Promise<string | null> => {
    if (checked === null || performance.now() - checked.at > FRESH) {
      checked = { at: performance.now(), problem: told(() => parts().storage.check()) };
    }
    return checked.problem;
  };
  return {
    /** @throws whatever the database throws: without it nothing else can be told */
    read: async (): Promise<HealthAnswer['data']> => {
      const { store, queue, workers, storage, budget } = parts();
      const [waiting, running, rows, isReachable, notShared, unwritable, noRoom, storedBytes, freeBytes] =
        await Promise.all([
          store.count({ status: 'pending' }),
          store.count({ status: 'processing' }),
          workers.all(),
          queue.isReachable(),
          workers.notShared(),
          notWritable(),
          told(() => budget.check()),
          store.storedBytes(),
          storage.freeBytes(),
        ]);
      const list = rows.map((row) => {
        const { worker: id, host, pid, concurrency, startedAt, heartbeatAt } = row;
        return { id, host, pid, concurrency, startedAt, heartbeatAt, isAlive: workers.isAlive(row) };
      });
      const alive = list.filter(({ isAlive }) => isAlive).length;
      const heartbeats = list.map(({ heartbeatAt }) => heartbeatAt).sort();
      const problems = [
        alive === 0 ? 'No worker is running: jobs wait until one starts.' : null,
        isReachable ? null : `The ${queue.driver} queue does not answer: jobs wait until it does.`,
        ...[notShared, unwritable, noRoom],
      ].filter((text) => text !== null);
      return {
        isHealthy: problems.length === 0,
        problems,
        queue: { driver: queue.driver, isReachable },
        jobs: { waiting, running },
        workers: { alive, lastHeartbeatAt: heartbeats.at(-1) ?? null, list },
        storage: {
          driver: storage.name,
          isWritable: unwritable === null,
          isShared: notShared === null,
          storedBytes,
          maxBytes: configOf(strapi).storage.maxBytes,
          freeBytes,
        },
      };
    },
  };
};

export type HealthService = ReturnType<typeof createHealthService>;
