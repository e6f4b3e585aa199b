import { type ConnectionOptions, DelayedError, Queue, Worker } from 'bullmq';
import { ExportError } from '../../errors/export-error';
import type { Consumer, Handler, JobQueue, QueueEntry } from './port';

export interface RedisQueueInput {
  readonly connection: ConnectionOptions;
  /** Begins all keys in Redis. Sites that share a server need different ones. */
  readonly prefix: string;
  /** Told of errors that nobody waits for, such as lost connections. */
  onError(error: unknown): void;
}

/** The queue's name within the prefix. */
const NAME = 'jobs';

/** Milliseconds until a job of a requester who may run no more is offered again. */
const LATER = 1_000;

/** Milliseconds that a caller waits for Redis. */
const PATIENCE = 3_000;

interface Payload {
  readonly jobId: string;
}

/** A known id is ignored by BullMQ, and one with a colon is refused. */
const idOf = ({ jobId, attempt }: QueueEntry): string => `${jobId}-${attempt}`;

const attemptOf = (id: string): number => Number(id.slice(id.lastIndexOf('-') + 1));

const withPatience = async <T>(work: Promise<T>): Promise<T> => {
  // When it loses the race, nobody listens to it any more.
  work.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Redis did not answer within ${PATIENCE} ms.`)), PATIENCE);
  });
  try {
    return await Promise.race([work, tooLong]);
  } catch (cause) {
    throw new ExportError('EXPORT_QUEUE_UNAVAILABLE', { cause, retryAfter: 10 });
  } finally {
    clearTimeout(timer);
  }
};

/** BullMQ on Redis: prompt, and shared by any number of processes. The only file that knows BullMQ. */
export const createRedisQueue = ({ connection, prefix, onError }: RedisQueueInput): JobQueue => {
  const queue = new Queue<Payload>(NAME, {
    // Who enqueues must not wait for a server that is away: the record is safe, and the recovery enqueues it later.
    connection: { ...connection, enableOfflineQueue: false, maxRetriesPerRequest: 1 },
    prefix,
    // Entries carry no state that anybody would look up later.
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
    skipVersionCheck: true,
  });
  queue.on('error', onError);

  const consume = async (handler: Handler, concurrency: number): Promise<Consumer> => {
    const worker = new Worker<Payload>(
      NAME,
      async ({ id = '', data, moveToDelayed }, token) => {
        const outcome = await handler({ jobId: data.jobId, attempt: attemptOf(id) });
        if (outcome === 'done') return;
        await moveToDelayed(Date.now() + LATER, token);
        throw new DelayedError();
      },
      {
        connection: { ...connection, maxRetriesPerRequest: null },
        prefix,
        concurrency,
        skipVersionCheck: true,
        // A worker that lost its lock is not run again by BullMQ: our own recovery decides by the record.
        maxStalledCount: 1,
      },
    );
    worker.on('error', onError);
    return { stop: () => worker.close() };
  };

  return {
    driver: 'redis',
    enqueue: async (entry, delay = 0) => {
      await withPatience(queue.add('export', { jobId: entry.jobId }, { jobId: idOf(entry), delay }));
    },
    remove: async (entry) => {
      await withPatience(queue.remove(idOf(entry))).catch(() => undefined);
    },
    consume,
    isReachable: async () => {
      try {
        const client = await withPatience(queue.client);
        return (await withPatience(client.ping())) === 'PONG';
      } catch {
        return false;
      }
    },
    close: async () => {
      await queue.close().catch(onError);
    },
  };
};
