import type { Core } from '@strapi/types';
import type { AuditLog } from '../audit/entry';
import { configOf } from '../config';
import { createRecovery } from '../job/recovery';
import { createRetention } from '../job/retention';
import { createJobRunner } from '../job/run-job';
import { createJobStore } from '../job/store';
import { createTickets } from '../job/tickets';
import { createWorker, type Worker, workerName } from '../job/worker';
import { createWorkers } from '../job/workers';
import type { Ledger } from '../points/ledger';
import { createBudget } from '../storage/budget';
import type { FileStorage } from '../storage/port';
import { jobsAtOnce } from './connections';
import type { BillingService } from './billing';
import type { JobRuns } from './job-runs';
import { createOpenChargesSweep } from './open-charges';
import { openQueue } from './queue';
import { openStorage } from './storage';

export interface BackgroundInput {
  readonly strapi: Core.Strapi;
  readonly audit: AuditLog;
  readonly runs: JobRuns;
  readonly billing: BillingService;
  readonly ledger: Ledger;
  /** Makes the jobs of schedules that are due; never throws. */
  runSchedules(): Promise<void>;
  /** Told when a job has ended; never throws. */
  onEnd(jobId: string): void;
}

/** Looks of the recovery within the time after which a worker counts as dead. */
const LOOKS = 6;

/** Milliseconds before a worker that could not start tries again. */
const START_AGAIN = 5_000;

const createParts = (
  { strapi, audit, runs, billing, ledger, runSchedules, onEnd }: BackgroundInput,
  storage: FileStorage,
) => {
  const { jobs, storage: limits, worker, streamMaxDuration } = configOf(strapi);
  const { log } = strapi;
  const database = () => strapi.db;
  const name = workerName();
  const store = createJobStore({ database, audit, bill: billing.jobBill });
  const queue = openQueue(strapi, store);
  const tickets = createTickets(database);
  const workers = createWorkers({ database, storage });
  const { maxBytes, minFreeBytes } = limits;
  const budget = createBudget({ maxBytes, minFreeBytes, stored: store.storedBytes, free: storage.freeBytes });
  const { maxAttempts, recordLifetime, expiryInterval } = jobs;
  const runner = createJobRunner({
    ...jobs,
    store,
    queue,
    storage,
    budget,
    worker: name,
    onEnd,
    log,
    prepare: runs.prepare,
  });
  const recovery = createRecovery({
    ...{ store, queue, storage, maxAttempts, onEnd, log, looksUntilLost: LOOKS, isRunningHere: runner.isRunning },
  });
  const retention = createRetention({
    ...{ store, storage, recordLifetime, log, grace: 2 * worker.lostAfter },
    isShared: async () => (await workers.notShared()) === null,
  });
  const createWorkerHere = (): Worker => {
    const concurrency = jobsAtOnce(strapi);
    if (concurrency < worker.concurrency) {
      log.warn(
        `[export] ${concurrency} of worker.concurrency ${worker.concurrency} jobs run at once: the database's pool has no more connections.`,
      );
    }
    return createWorker({
      ...{ name, queue, runner, workers, recovery, retention, expiryInterval, log },
      concurrency,
      lookInterval: worker.lostAfter / LOOKS,
      runSchedules,
      tidyTickets: tickets.tidy,
      closeCharges: createOpenChargesSweep({ ledger, store, streamMaxDuration, log }),
    });
  };
  return { name, store, queue, storage, tickets, workers, budget, retention, createWorkerHere };
};

export type BackgroundParts = ReturnType<typeof createParts>;

/** Everything that jobs are made of; adapters of queue and storage are chosen here. */
export const createBackgroundService = (input: BackgroundInput) => {
  let parts: BackgroundParts | null = null;
  let worker: Worker | null = null;
  let again: NodeJS.Timeout | undefined;
  let isStopped = false;

  const start = (made: BackgroundParts): void => {
    if (isStopped || worker !== null) return;
    const one = made.createWorkerHere();
    worker = one;
    one.start().catch((error: unknown) => {
      input.strapi.log.error(`[export] The worker could not start: ${(error as Error).message}`);
      if (isStopped) return;
      worker = null;
      again = setTimeout(() => start(made), START_AGAIN);
    });
  };

  return {
    /**
     * Puts everything together; called at boot.
     *
     * @throws Error naming the key of the configuration that is wrong
     */
    prepare: async (): Promise<void> => {
      parts = createParts(input, await openStorage(input.strapi));
    },

    parts: (): BackgroundParts => {
      if (parts === null) throw new Error('The export plugin has not been started.');
      return parts;
    },

    /** Begins to run jobs in this process. */
    startWorker: (): void => {
      if (parts !== null) start(parts);
    },

    /** Stops what this process does for jobs, within ten seconds. */
    stop: async (): Promise<void> => {
      isStopped = true;
      clearTimeout(again);
      await worker?.stop();
      await parts?.queue.close();
    },
  };
};

export type BackgroundService = ReturnType<typeof createBackgroundService>;
