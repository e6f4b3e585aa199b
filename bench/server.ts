import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setInterval } from 'node:timers';
import { setTimeout as wait } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import { servePlayground } from '../scripts/lib/serve-playground';

/** The playground as a process of its own, which tells what an export does to it. Started with `--expose-gc`. */

const NANOSECONDS = 1e6;

/** Milliseconds between two looks at how much V8 holds. */
const LOOK_EVERY = 10;

/** Milliseconds after which the loop has told of the turn before. */
const SETTLED = 20;

interface Memory {
  /** Bytes of the process that are in memory. */
  readonly idle: number;
  /** Bytes that V8 holds, as objects and outside of its heap. */
  readonly heap: number;
}

/** What is in use before the first export: what a later one finds lying there is of an earlier one. */
let before: Memory | undefined;

let mostHeap = 0;

/** What the kernel takes back of a process is still held by V8, so both are told. */
const heapNow = (): number => {
  const { used_heap_size: used, external_memory: external } = getHeapStatistics();
  return used + external;
};

const look = (): void => {
  mostHeap = Math.max(mostHeap, heapNow());
};

const delay = monitorEventLoopDelay({ resolution: 1 });

/** What can be asked over IPC. */
const ANSWERS = {
  /** Begins a measurement, after what lies around was cleared away. */
  begin: async () => {
    globalThis.gc?.();
    // The monitor tells of a turn in the next one, and clearing away is no part of the export.
    await wait(SETTLED);
    delay.reset();
    before ??= { idle: process.memoryUsage.rss(), heap: heapNow() };
    mostHeap = heapNow();
    return before;
  },

  /** Milliseconds for which the event loop was late since then, and the most that V8 held. */
  end: () => ({
    mostHeap,
    p50: delay.percentile(50) / NANOSECONDS,
    p99: delay.percentile(99) / NANOSECONDS,
    max: delay.max / NANOSECONDS,
  }),
} as const;

// Several run at the same time on one database, each with a token of its own.
const serve = async (): Promise<void> => {
  const { token } = await servePlayground(`npm run bench ${process.pid}`, false);
  delay.enable();
  setInterval(look, LOOK_EVERY).unref();
  process.on('message', (question: keyof typeof ANSWERS) => {
    void Promise.resolve(ANSWERS[question]()).then((answer) => process.send?.(answer));
  });
  process.send?.({ token });
};

serve().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
