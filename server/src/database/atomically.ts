import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@strapi/database';
import type { Knex } from 'knex';
import { committed } from './committed';
import { isDatabaseConflict } from '../errors/database-error';

type Work<T> = (trx: Knex.Transaction) => Promise<T>;

/** Most milliseconds between two tries; how many of them is left to chance, so that two do not meet again. */
const WAITS: readonly number[] = [10, 20, 40, 80, 160, 320, 640];

/**
 * Does work in the transaction that runs, which is then not this function's to commit or to repeat; without one, in a
 * transaction of its own, which is done again while others are in its way. The work may hence run several times.
 *
 * @throws whatever the work or the commit throws
 */
export const atomically = async <T>(database: Database, work: Work<T>): Promise<T> => {
  if (database.inTransaction()) return committed(database, work);
  for (const wait of WAITS) {
    try {
      return await committed(database, work);
    } catch (error) {
      if (!isDatabaseConflict(error)) throw error;
      await sleep(Math.random() * wait);
    }
  }
  return committed(database, work);
};
