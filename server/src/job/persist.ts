import { setTimeout as sleep } from 'node:timers/promises';
import { isPassingDatabaseError } from '../errors/database-error';

/** Milliseconds between two tries; a database that restarts is back within their sum. */
const WAITS: readonly number[] = [100, 400, 1_000, 2_000, 4_000, 8_000, 8_000];

/**
 * Writes what must not get lost: tries again while the database is away, for about 25 seconds.
 *
 * @throws the last error
 */
export const persist = async <T>(write: () => Promise<T>): Promise<T> => {
  for (const wait of WAITS) {
    try {
      return await write();
    } catch (error) {
      if (!isPassingDatabaseError(error)) throw error;
      await sleep(wait);
    }
  }
  return write();
};
