import { randomUUID } from 'node:crypto';
import { noLongerThan } from './no-longer-than';
import type { Consumer, JobQueue } from './queue/port';
import type { Retention } from './retention';
import { sweepScratchFolders } from '../sink/scratch-folders';
import type { JobRunner } from './run-job';
import { reasonOf, type Step, takeSteps } from './steps';
import { WORKER_HEARTBEAT, type Workers } from './workers';

export interface WorkerInput {
  /** The name that this process goes by. */
  readonly name: string;
  readonly concurrency: number;
  readonly queue: JobQueue;
  readonly runner: JobRunner;
  readonly workers: Workers;
  readonly recovery: { look(): Promise<void> };
  readonly retention: Retention;
  /** Milliseconds between two looks of the recovery. */
  readonly lookInterval: number;
  /** Milliseconds between two expiries, and of a clean-up every tenth time. */
  readonly expiryInterval: number;
  /** Makes the jobs of schedules that are due; never throws. */
  runSchedules(): Promise<void>;
  /** Removes tickets that are out of time. */
  tidyTickets(): Promise<void>;
  /** Gives back points of runs that ended without a word. */
  closeCharges(): Promise<void>;
  readonly log: { error(message: string): void; info(message: string): void };
}

/** A process's name: never used twice, so that what an earlier process of the same host left is not taken for ours. */
export const workerName = (): string => randomUUID();

/** Milliseconds that a process which stops waits for its jobs to be handed back. */
const PATIENCE = 10_000;

const CLEAN_UP_EVERY = 10;

/** Milliseconds between two looks for schedules that are due; they are due at whole minutes. */
const SCHEDULE_LOOK = 5_000;

/** Repeats work with pauses between; what fails is told, and done again next time. */
const every = (pause: number, work: () => Promise<void>, onError: (error: unknown) => void) => {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  const turn = async (): Promise<void> => {
    await work().catch(onError);
    if (!isStopped) timer = setTimeout(next, pause);
  };
  function next(): void {
    running = turn();
  }
  timer = setTimeout(next, pause);
  return {
    stop: async (): Promise<void> => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};

/**
 * What a process does that runs jobs: takes entries from the queue, shows that it lives, takes back jobs of the dead, and
 * ends what is out of time.
 */
export const createWorker = (input: WorkerInput) => {
  const { name, concurrency, queue, runner, workers, recovery, retention, log } = input;
  let consumer: Consumer | null = null;
  let loops: { stop(): Promise<void> }[] = [];
  let starting: Promise<void> = Promise.resolve();
  let isStopped = false;
  const isOver = (): boolean => isStopped;

  const tell = (message: string): void => log.error(message);

  const told = (what: string) => (error: unknown) => tell(`[export] ${what}: ${reasonOf(error)}`);

  const facts = { concurrency, queue: queue.driver };

  const beat = async (): Promise<void> => {
    if (!(await workers.beat(name))) await workers.join(name, facts);
  };

  let turns = 0;
  const keepHouse = async (): Promise<void> => {
    // The eldest of the living does it for all of them.
    const [eldest] = await workers.living();
    if (eldest?.worker !== name) return;
    const rare: readonly Step[] = [
      ['Bringing files and records together', retention.cleanUp],
      ['Forgetting dead workers', workers.tidy],
      ['Removing tickets that are out of time', input.tidyTickets],
      ['Giving back points of what was lost', input.closeCharges],
    ];
    const isRare = turns % CLEAN_UP_EVERY === 0;
    turns += 1;
    await takeSteps([['Ending what is out of time', retention.expire], ...(isRare ? rare : [])], tell);
  };

  /** May be stopped at any moment; then it undoes what it did, but for the sign-on, which `stop` undoes. */
  const begin = async (): Promise<void> => {
    await sweepScratchFolders();
    if (isOver()) return;
    // Without a database for now, the next sign of life joins.
    await workers.join(name, facts).catch(told('The worker could not sign on'));
    if (isOver()) return;
    const begun = await queue.consume(runner.handle, concurrency);
    if (isOver()) {
      await begun.stop();
      return;
    }
    consumer = begun;
    loops = [
      every(WORKER_HEARTBEAT, beat, told('A sign of life could not be written')),
      every(input.lookInterval, recovery.look, told('Looking for lost jobs failed')),
      every(SCHEDULE_LOOK, input.runSchedules, told('Looking for schedules that are due failed')),
      every(input.expiryInterval, keepHouse, told('Keeping house failed')),
    ];
    log.info(`[export] Worker ${name} takes jobs, ${concurrency} at a time, from the ${queue.driver} queue.`);
  };

  return {
    start: (): Promise<void> => {
      starting = begin();
      return starting;
    },

    /** Takes no more jobs, and hands those that run back; within ten seconds, whatever happens. */
    stop: async (): Promise<void> => {
      isStopped = true;
      const stopping = (async () => {
        const quiet = Promise.all([consumer?.stop(), ...loops.map((loop) => loop.stop())]);
        runner.close();
        // Whoever started it is told when that fails.
        await Promise.all([quiet, starting.catch(() => undefined)]);
        await workers.leave(name).catch(told('The worker could not sign off'));
      })();
      await noLongerThan(PATIENCE, stopping.catch(told('Stopping failed')));
    },
  };
};

export type Worker = ReturnType<typeof createWorker>;
