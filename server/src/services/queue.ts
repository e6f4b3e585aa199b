import type { Core } from '@strapi/types';
import { configOf } from '../config';
import { createDatabaseQueue } from '../job/queue/database';
import type { JobQueue } from '../job/queue/port';
import type { JobStore } from '../job/store';

/** A process that neither asks for jobs nor runs them, such as a command, never connects to Redis. */
const createLateQueue = (driver: JobQueue['driver'], make: () => Promise<JobQueue>): JobQueue => {
  let made: Promise<JobQueue> | null = null;
  const queue = (): Promise<JobQueue> => {
    made ??= make().catch((error: unknown) => {
      // The next caller tries again.
      made = null;
      throw error;
    });
    return made;
  };
  return {
    driver,
    enqueue: async (entry, delay) => (await queue()).enqueue(entry, delay),
    remove: async (entry) => (await queue()).remove(entry),
    consume: async (handler, concurrency) => (await queue()).consume(handler, concurrency),
    isReachable: async () => (await queue()).isReachable(),
    close: async () => {
      await (await made)?.close();
    },
  };
};

/** The queue that the site has chosen. */
export const openQueue = (strapi: Core.Strapi, store: JobStore): JobQueue => {
  const { driver, pollInterval, redis, prefix } = configOf(strapi).queue;
  const onError = (error: unknown): void => {
    strapi.log.error(`[export] The ${driver} queue: ${(error as Error).message}`);
  };
  if (driver === 'database') {
    const pending: JobStore['pending'] = (limit, without) => store.pending(limit, without);
    return createDatabaseQueue({ pending, pollInterval, onError });
  }
  return createLateQueue('redis', async () => {
    const { createRedisQueue } = await import('../job/queue/redis');
    return createRedisQueue({ connection: redis ?? {}, prefix, onError });
  });
};
