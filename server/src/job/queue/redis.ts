import { setTimeout as pause } from 'node:timers/promises';
import { DelayedError, type IRedisClient, type Job, Queue, WaitingError, Worker } from 'bullmq';
import { ExportError } from '../../errors/export-error';
import type { Consumer, Handler, JobQueue, QueueEntry } from './port';
import { atMost, createTeller, optionsOf, type RedisConnection } from './redis-connection';

export interface RedisQueueInput {
  readonly connection: RedisConnection;
  /** Begins all keys in Redis. Sites that share a server need different ones. */
  readonly prefix: string;
  /** Told of errors that nobody waits for, such as lost connections; of the same one at most once a minute. */
  onError(error: unknown): void;
  /** Milliseconds without a sign of its worker after which an entry is offered to others. Default: 30,000. */
  readonly lockDuration?: number;
}

/** The queue's name within the prefix. */
const NAME = 'jobs';

/** Milliseconds until a job of a requester who may run no more is offered again. */
const LATER = 1_000;

/** Milliseconds that a caller waits for Redis. */
const PATIENCE = 2_500;

/** Milliseconds that a consumer which stops waits for Redis to learn what became of its entries. */
const GOODBYE = 1_500;

/** Milliseconds until Redis is asked for an entry again when it has answered with an error. */
const REST = 1_000;

/** A known id is ignored by BullMQ, and one with a colon is refused. */
const idOf = ({ jobId, attempt }: QueueEntry): string => `${jobId}-${attempt}`;

const entryOf = ({ id = '' }: Job): QueueEntry => {
  const dash = id.lastIndexOf('-');
  return { jobId: id.slice(0, dash), attempt: Number(id.slice(dash + 1)) };
};

/** For good, and with all that waits for an answer. */
const disconnect = (client: IRedisClient): void => {
  client.on('error', () => undefined);
  // BullMQ may be about to connect again, to replace a connection that seemed dead.
  client.on('connect', () => client.disconnect());
  // What waits for its next try would do so for ever: only a try that is broken off ends it.
  client.connect().catch(() => undefined);
  client.disconnect();
};

class PatientWorker extends Worker {
  /** A server that answers with errors, such as one whose disk is full, would be asked thousands of times a second. */
  protected override async moveToActive(token: string, name?: string): Promise<Job> {
    try {
      return await super.moveToActive(token, name);
    } catch (error) {
      await pause(REST, undefined, { ref: false });
      throw error;
    }
  }

  /** Ends without Redis, also in the midst of `close`, which waits for answers. */
  async abandon(): Promise<void> {
    this.close(true).catch(() => undefined);
    // Ends the timer that looks for lost entries.
    await this.pause(true);
    await this.lockManager.close();
    for (const connecting of [this.backend.client, this.backend.blockingClient]) {
      connecting?.then(disconnect, () => undefined);
    }
    // For connections that have not been made yet.
    this.backend.close(true).catch(() => undefined);
  }
}

/** BullMQ on Redis: prompt, and shared by any number of processes. The only file that knows BullMQ. */
export const createRedisQueue = ({ connection, prefix, onError, lockDuration }: RedisQueueInput): JobQueue => {
  const tell = createTeller(onError);
  const workers = new Set<PatientWorker>();
  let isQueueClosed = false;
  // BullMQ asks a server for its version once, and never works again when that question gets no answer.
  const shared = { prefix, skipVersionCheck: true };

  const queue = new Queue(NAME, {
    ...shared,
    // Who enqueues must not wait for a server that is away: the record is safe, and the recovery enqueues it later.
    connection: optionsOf(connection, () => isQueueClosed, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      socketTimeout: PATIENCE,
    }),
    // Entries carry no state that anybody would look up later, and an id that stayed could not be enqueued again.
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    // Nobody listens to BullMQ's events.
    streams: { events: { maxLen: 100 } },
  });
  queue.on('error', tell);

  const ask = async <T>(question: () => Promise<T>): Promise<T> => {
    const deadline = Date.now() + PATIENCE;
    const asking = async (): Promise<T> => {
      await queue.waitUntilReady();
      // Nobody waits for it any more, and others gave up before: not all of them are to be made up for at once.
      if (Date.now() >= deadline) throw new Error('Redis came too late.');
      return question();
    };
    try {
      return await atMost(PATIENCE, asking());
    } catch (cause) {
      throw new ExportError('EXPORT_QUEUE_UNAVAILABLE', { cause, retryAfter: 10 });
    }
  };

  /** Whether BullMQ knows an id that it will never hand out: a server that is short of memory can lose lists alone. */
  const isStranded = async (id: string): Promise<boolean> => {
    const state = await queue.getJobState(id);
    if (state !== 'unknown' && state !== 'completed' && state !== 'failed') return false;
    // An entry that has been done with in the meantime is not there at all.
    return (await queue.getJob(id)) !== undefined;
  };

  const consume = async (handler: Handler, concurrency: number): Promise<Consumer> => {
    const running = new Set<Promise<unknown>>();
    let stopping: Promise<void> | null = null;
    let isClosed = false;

    const handle = async (job: Job, token: string | undefined): Promise<void> => {
      if (stopping !== null) {
        // It was on its way when the consumer was told to stop.
        await job.moveToWait(token);
        throw new WaitingError();
      }
      const work = handler(entryOf(job));
      running.add(work);
      const outcome = await work.finally(() => running.delete(work));
      if (outcome === 'done') return;
      await job.moveToDelayed(Date.now() + LATER, token);
      throw new DelayedError();
    };

    const worker = new PatientWorker(NAME, handle, {
      ...shared,
      // Without an answer for so long, a connection is dead although nobody has closed it.
      connection: optionsOf(connection, () => isClosed || isQueueClosed, {
        enableOfflineQueue: true,
        maxRetriesPerRequest: null,
        socketTimeout: 30_000,
      }),
      concurrency,
      lockDuration: lockDuration ?? 30_000,
      stalledInterval: lockDuration ?? 30_000,
      // Whether an entry whose worker was lost may run is told by its record, however often that happens.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      runRetryDelay: REST,
    });
    const tellUnlessClosed = (error: Error): void => {
      if (!isClosed && !isQueueClosed) tell(error);
    };
    worker.on('error', tellUnlessClosed);
    worker.on('failed', (_job, error) => tellUnlessClosed(error));
    workers.add(worker);

    const stop = async (): Promise<void> => {
      // Takes no more at once, and waits until Redis knows about those that run, which it never does while it is away.
      const closing = worker.close();
      await Promise.allSettled(running);
      await atMost(GOODBYE, closing).catch(() => {
        isClosed = true;
        return worker.abandon();
      });
      workers.delete(worker);
    };
    return { stop: () => (stopping ??= stop()) };
  };

  return {
    driver: 'redis',
    enqueue: (entry, delay = 0) =>
      ask(async () => {
        const jobId = idOf(entry);
        const add = () => queue.add('export', {}, { jobId, delay });
        await add();
        if (!(await isStranded(jobId))) return;
        await queue.remove(jobId);
        await add();
      }),
    remove: async (entry) => {
      await ask(() => queue.remove(idOf(entry))).catch(() => undefined);
    },
    consume,
    isReachable: async () => {
      try {
        await ask(() => queue.getWaitingCount());
        return true;
      } catch {
        return false;
      }
    },
    // By force: a connection that is lost would be waited for.
    close: async () => {
      isQueueClosed = true;
      await Promise.all([...workers].map((worker) => worker.abandon()));
      await queue.getBackend().close(true);
    },
  };
};
