import type { Consumer, Handler, JobQueue, QueueEntry } from './port';

export interface DatabaseQueueInput {
  /** Entries of pending records that may run now, oldest first, without those that are given. */
  pending(limit: number, without: ReadonlySet<string>): Promise<readonly QueueEntry[]>;
  /** Milliseconds between two looks at the table while nothing is to be done. */
  readonly pollInterval: number;
  /** Told of a look that failed; the next one comes as usual. */
  onError(error: unknown): void;
}

/** Jobs of requesters who may run no more are left alone for so long. */
const LATER = 1_000;

const keyOf = ({ jobId, attempt }: QueueEntry): string => `${jobId}-${attempt}`;

/**
 * The records themselves are the queue: each process looks for pending ones. It needs no other service, and nothing can
 * be lost, since there is nothing beside the records.
 */
export const createDatabaseQueue = ({ pending, pollInterval, onError }: DatabaseQueueInput): JobQueue => {
  const wakeUps = new Set<() => void>();

  const wakeUp = (): void => {
    for (const wake of wakeUps) wake();
  };

  const consume = async (handler: Handler, concurrency: number): Promise<Consumer> => {
    const running = new Map<string, Promise<void>>();
    const postponed = new Set<string>();
    let isStopped = false;
    let isLooking = false;
    let mustLookAgain = false;
    let timer: NodeJS.Timeout | undefined;

    const begin = (entry: QueueEntry): void => {
      const key = keyOf(entry);
      const work = handler(entry).then((outcome) => {
        running.delete(key);
        if (outcome === 'later') {
          postponed.add(key);
          setTimeout(() => postponed.delete(key), LATER).unref();
        }
        // A place is free, so somebody may begin at once.
        else look();
      });
      running.set(key, work);
    };

    const lookOnce = async (): Promise<void> => {
      const free = concurrency - running.size;
      if (free <= 0 || isStopped) return;
      const without = new Set([...running.keys(), ...postponed]);
      const entries = await pending(free, without);
      for (const entry of entries) if (!isStopped && !running.has(keyOf(entry))) begin(entry);
    };

    const lookUntilQuiet = async (): Promise<void> => {
      do {
        mustLookAgain = false;
        try {
          await lookOnce();
        } catch (error) {
          onError(error);
        }
      } while (mustLookAgain);
    };

    function look(): void {
      if (isStopped) return;
      mustLookAgain = true;
      if (isLooking) return;
      isLooking = true;
      void lookUntilQuiet().finally(() => {
        isLooking = false;
        clearTimeout(timer);
        if (!isStopped) timer = setTimeout(look, pollInterval);
      });
    }

    wakeUps.add(look);
    look();
    return {
      stop: async () => {
        isStopped = true;
        clearTimeout(timer);
        wakeUps.delete(look);
        await Promise.all(running.values());
      },
    };
  };

  return {
    driver: 'database',
    enqueue: async (_entry, delay = 0) => {
      if (delay > 0) setTimeout(wakeUp, delay).unref();
      else wakeUp();
    },
    remove: async () => undefined,
    consume,
    isReachable: async () => true,
    close: async () => undefined,
  };
};
