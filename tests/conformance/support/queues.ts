import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createDatabaseQueue } from '../../../server/src/job/queue/database';
import type { Handler, JobQueue, QueueEntry } from '../../../server/src/job/queue/port';
import { createRedisQueue, type RedisQueueInput } from '../../../server/src/job/queue/redis';

const isRedisThere = spawnSync('redis-server', ['--version']).status === 0;

/** Why tests that need a Redis server cannot run, or `false`; where CI promises it, its absence is a failure. */
export const withoutRedis = isRedisThere || process.env['CI'] === 'true' ? false : 'redis-server is not installed';

/** Waits until something is so, and fails when it does not become so. */
export const until = async (what: string, isSo: () => boolean | Promise<boolean>, patience = 10_000): Promise<void> => {
  const deadline = Date.now() + patience;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}.`);
    await pause(10);
  }
};

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

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** Whether a server answers; ioredis is not used, so that what it does wrong is not done wrong here, too. */
const answers = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write('PING\r\n');
    const [reply] = (await once(socket, 'data')) as [Buffer];
    return reply.toString().startsWith('+PONG');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
};

/** A Redis server of the tests' own, without anything on a disk, that can be taken away and given back. */
const createRedisServer = async () => {
  const port = await freePort();
  let child: ChildProcess | null = null;

  const kill = async (): Promise<void> => {
    const one = child;
    child = null;
    if (one === null || one.signalCode !== null) return;
    const ended = once(one, 'exit');
    one.kill('SIGKILL');
    await ended;
  };
  /** Asks it something, with a client of the test's own. */
  const ask = async <T>(question: (client: Redis) => Promise<T>): Promise<T> => {
    const client = new Redis(port, '127.0.0.1');
    try {
      return await question(client);
    } finally {
      client.disconnect();
    }
  };
  const killAtOnce = (): void => {
    child?.kill('SIGKILL');
  };
  process.on('exit', killAtOnce);

  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    start: async (): Promise<void> => {
      const options = ['--port', String(port), '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1'];
      child = spawn('redis-server', options, { stdio: 'ignore' });
      await until('Redis answers', () => answers(port));
    },
    pid: (): number => child?.pid ?? 0,
    isUp: (): boolean => child !== null,
    /** Takes it away with all it knows. */
    kill,
    ask,
    /** How many there are, with that of who asks. */
    connections: async (): Promise<number> => {
      const clients = /connected_clients:(\d+)/.exec(await ask((client) => client.info('clients')));
      return Number(clients?.[1]);
    },
    /** Leaves its connections open, and answers nothing. */
    freeze: (): void => {
      child?.kill('SIGSTOP');
    },
    thaw: (): void => {
      child?.kill('SIGCONT');
    },
    close: async (): Promise<void> => {
      process.off('exit', killAtOnce);
      await kill();
    },
  };
};

type RedisServer = Awaited<ReturnType<typeof createRedisServer>>;

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
