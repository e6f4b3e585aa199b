import type { Consumer, Handler, JobQueue, QueueEntry } from './port';

export interface DatabaseQueueInput {
  /**
   * Entries of pending records that may run now, oldest first.
   *
   * @param without entries to leave out, as `<job id>-<attempt>`
   */
  pending(limit: number, without: ReadonlySet<string>): Promise<readonly QueueEntry[]>;
  /** Milliseconds between two looks at the table while nothing is to be done. */
  readonly pollInterval: number;
  /** Told of a look that failed, once until one succeeds again; the next one comes as usual. */
  onError(error: unknown): void;
}

/** Milliseconds until an entry is offered again whose record still is pending. */
const LATER = 1_000;

/** Milliseconds by which a timer may be early, and more: a look that came too early would not find the record. */
const SLACK = 10;

const keyOf = ({ jobId, attempt }: QueueEntry): string => `${jobId}-${attempt}`;

interface DatabaseConsumer extends Consumer {
  /** Has a look at once, or as soon as the present one has ended. */
  look(): void;
  /** Ends what the consumer does by itself, without waiting for handlers. */
  halt(): void;
}

const createConsumer = (input: DatabaseQueueInput, handler: Handler, concurrency: number): DatabaseConsumer => {
  const { pending, pollInterval, onError } = input;
  const running = new Map<string, Promise<void>>();
  /** Entries that were offered, and the moments until which they are left alone. */
  const resting = new Map<string, number>();
  let looking: Promise<void> | null = null;
  let isLookWanted = false;
  let isStopped = false;
  let hasFailed = false;
  let timer: NodeJS.Timeout | undefined;

  const run = async (entry: QueueEntry): Promise<void> => {
    try {
      await handler(entry);
    } catch (error) {
      onError(error);
    }
    const key = keyOf(entry);
    running.delete(key);
    // Also one that is done with: if its record could not be changed, it would be offered without end.
    resting.set(key, Date.now() + LATER);
    // A place is free, so the next one may begin at once.
    look();
  };

  const lookOnce = async (): Promise<void> => {
    const now = Date.now();
    for (const [key, until] of resting) if (until <= now) resting.delete(key);
    const free = concurrency - running.size;
    if (free <= 0) return;
    const entries = await pending(free, new Set([...running.keys(), ...resting.keys()]));
    for (const entry of entries.slice(0, free)) {
      // It may have been stopped while the table was looked at.
      if (!isStopped) running.set(keyOf(entry), run(entry));
    }
  };

  const tell = (error: unknown): void => {
    if (!hasFailed && !isStopped) onError(error);
    hasFailed = true;
  };

  const lookUntilQuiet = async (): Promise<void> => {
    while (isLookWanted) {
      isLookWanted = false;
      try {
        await lookOnce();
        hasFailed = false;
      } catch (error) {
        tell(error);
      }
    }
    looking = null;
    if (isStopped) return;
    const awake = Math.min(...resting.values()) - Date.now();
    timer = setTimeout(look, Math.max(0, Math.min(pollInterval, awake)));
  };

  function look(): void {
    if (isStopped) return;
    isLookWanted = true;
    if (looking !== null) return;
    clearTimeout(timer);
    looking = lookUntilQuiet();
  }

  const halt = (): void => {
    isStopped = true;
    isLookWanted = false;
    clearTimeout(timer);
  };

  const stop = async (): Promise<void> => {
    halt();
    await looking;
    await Promise.all(running.values());
  };

  return { look, halt, stop };
};

/**
 * The records themselves are the queue: each process looks for pending ones. It needs no other service, and nothing can
 * be lost, since there is nothing beside the records.
 */
export const createDatabaseQueue = (input: DatabaseQueueInput): JobQueue => {
  const consumers = new Set<DatabaseConsumer>();
  const alarms = new Set<NodeJS.Timeout>();

  const wakeUp = (): void => {
    for (const { look } of consumers) look();
  };

  return {
    driver: 'database',
    enqueue: async (_entry, delay = 0) => {
      if (delay <= 0) {
        wakeUp();
        return;
      }
      const alarm = setTimeout(() => {
        alarms.delete(alarm);
        wakeUp();
      }, delay + SLACK);
      alarms.add(alarm.unref());
    },
    remove: async () => undefined,
    consume: async (handler, concurrency) => {
      const consumer = createConsumer(input, handler, concurrency);
      consumers.add(consumer);
      consumer.look();
      return {
        stop: async () => {
          consumers.delete(consumer);
          await consumer.stop();
        },
      };
    },
    isReachable: async () => true,
    close: async () => {
      for (const alarm of alarms) clearTimeout(alarm);
      for (const { halt } of consumers) halt();
    },
  };
};
