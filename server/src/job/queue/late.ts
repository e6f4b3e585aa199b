import type { JobQueue } from './port';

const nothing = (): void => undefined;

/**
 * A queue that is made when it is first needed: a process that neither asks for jobs nor runs them, such as a command,
 * never connects to a server. One that could not be made is made again for the next caller.
 */
export const createLateQueue = (driver: JobQueue['driver'], make: () => Promise<JobQueue>): JobQueue => {
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
    remove: async (entry) => {
      await queue().then((one) => one.remove(entry), nothing);
    },
    consume: async (handler, concurrency) => (await queue()).consume(handler, concurrency),
    isReachable: () =>
      queue().then(
        (one) => one.isReachable(),
        () => false,
      ),
    close: async () => {
      await made?.then((one) => one.close(), nothing);
    },
  };
};
