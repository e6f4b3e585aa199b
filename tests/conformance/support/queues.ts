import { setTimeout as pause } from 'node:timers/promises';
import { createDatabaseQueue } from '../../../server/src/job/queue/database';
import type { Handler, JobQueue, QueueEntry } from '../../../server/src/job/queue/port';
import { createRedisQueue, type RedisQueueInput } from '../../../server/src/job/queue/redis';
import { createRedisServer, type RedisServer, withoutRedis } from '../../support/redis-server';
import { until } from '../../support/until';

/** How long something takes. */
export const millisecondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const begunAt = Date.now();
  await work();
  return Date.now() - begunAt;
};

/** A promise that is resolved by hand. */
export const createGate = () => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

export const entry = (jobId: string, attempt = 1): QueueEntry => ({ jobId, attempt });

const idOf = ({ jobId, attempt }: QueueEntry): string => `${jobId}-${attempt}`;

interface Job {
  readonly entry: QueueEntry;
  readonly runAfter: number;
  isPending: boolean;
}

/** Stands for the table of jobs: what is pending, and who claimed it. */
export const createRecords = () => {
  const jobs = new Map<string, Job>();
  /** What queues handed out, in that order. */
  const offers: string[] = [];
  /** What was claimed and worked on, in that order. */
  const claims: string[] = [];

  return {
    offers,
    claims,
    isEmpty: (): boolean => jobs.size === 0,
    forget: (one: QueueEntry): void => {
      jobs.delete(idOf(one));
    },

    pending: async (limit: number, without: ReadonlySet<string>): Promise<readonly QueueEntry[]> =>
      [...jobs]
        .filter(([id, { isPending, runAfter }]) => isPending && runAfter <= Date.now() && !without.has(id))
        .map(([, job]) => job.entry)
        .slice(0, limit),

    /** Makes a job known as the plugin does: the record first, then the entry. */
    submit: async (queue: JobQueue, jobId: string, delay = 0): Promise<void> => {
      const one = entry(jobId);
      jobs.set(idOf(one), { entry: one, runAfter: Date.now() + delay, isPending: true });
      await queue.enqueue(one, delay);
    },

    /** A handler that claims jobs as the plugin does, and gives those to `work` that are its own. */
    claiming:
      (work: Handler): Handler =>
      async (one) => {
        const id = idOf(one);
        offers.push(id);
        const job = jobs.get(id);
        if (job?.isPending !== true) return 'done';
        job.isPending = false;
        claims.push(one.jobId);
        const outcome = await work(one);
        if (outcome === 'later') job.isPending = true;
        else jobs.delete(id);
        return outcome;
      },
  };
};

export type Records = ReturnType<typeof createRecords>;

/** Whatever a queue told of errors that nobody waits for. */
type Told = string[];

let prefixes = 0;

/** A prefix that no other test uses. */
export const nextPrefix = (): string => `test-${(prefixes += 1)}`;

/** A queue on a server, as one process has it. */
const openRedisQueue = (server: RedisServer, told: Told, changes: Partial<RedisQueueInput> = {}): JobQueue =>
  createRedisQueue({
    connection: server.url,
    prefix: nextPrefix(),
    onError: (error) => told.push((error as Error).message),
    ...changes,
  });

/** What a test has that is about a server: one of its own, and queues on it, which are closed in the end. */
export interface Bench {
  readonly server: RedisServer;
  readonly records: Records;
  readonly told: Told;
  open(changes?: Partial<RedisQueueInput>): JobQueue;
}

/** Gives a test its server, and looks that nothing of it stays connected. */
export const onServer = (test: (bench: Bench) => Promise<void>) => async (): Promise<void> => {
  const server = await createRedisServer();
  const told: Told = [];
  const queues: JobQueue[] = [];
  const open: Bench['open'] = (changes) => {
    const queue = openRedisQueue(server, told, changes);
    queues.push(queue);
    return queue;
  };
  try {
    await server.start();
    await test({ server, records: createRecords(), told, open });
    await Promise.all(queues.map((queue) => queue.close()));
    // Whoever was not closed comes back.
    if (!server.isUp()) await pause(500).then(server.start);
    await until('nobody is connected', async () => (await server.connections()) === 1);
  } finally {
    await Promise.all(queues.map((queue) => queue.close()));
    await server.close();
  }
};

export interface SiteOptions {
  /** Milliseconds; only the database queue has it. Default: so long that a test which needs a poll fails. */
  readonly pollInterval?: number;
}

/** An adapter under test: its queues, each as another process would have it, share what they carry. */
export interface Adapter {
  readonly name: JobQueue['driver'];
  readonly skip: string | false;
  start(): Promise<void>;
  /** @returns a function that opens queues on the given records */
  site(records: Records, told: Told): (options?: SiteOptions) => JobQueue;
  stop(): Promise<void>;
}

const NO_POLL = 60_000;

const databaseAdapter: Adapter = {
  name: 'database',
  skip: false,
  start: async () => undefined,
  site:
    ({ pending }, told) =>
    ({ pollInterval = NO_POLL } = {}) =>
      createDatabaseQueue({ pending, pollInterval, onError: (error) => told.push((error as Error).message) }),
  stop: async () => undefined,
};

const createRedisAdapter = (): Adapter => {
  let server: RedisServer | null = null;
  return {
    name: 'redis',
    skip: withoutRedis,
    start: async () => {
      server = await createRedisServer();
      await server.start();
    },
    site: (_records, told) => {
      const prefix = nextPrefix();
      return () => {
        if (server === null) throw new Error('The server has not been started.');
        return openRedisQueue(server, told, { prefix });
      };
    },
    stop: async () => server?.close(),
  };
};

/** Every adapter of the port. */
export const ADAPTERS: readonly Adapter[] = [databaseAdapter, createRedisAdapter()];
