import type { Core } from '@strapi/types';
import { configOf } from '../config';
import { createDatabaseQueue } from '../job/queue/database';
import { createLateQueue } from '../job/queue/late';
import type { JobQueue } from '../job/queue/port';
import type { JobStore } from '../job/store';

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
