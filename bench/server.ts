import { monitorEventLoopDelay } from 'node:perf_hooks';
import { servePlayground } from '../scripts/lib/serve-playground';

/** The playground as a process of its own, which tells what an export does to it. Started with `--expose-gc`. */

const NANOSECONDS = 1e6;

/** Bytes in use before the first export: what a later one finds lying there is of an earlier one. */
let idle: number | undefined;

const delay = monitorEventLoopDelay({ resolution: 1 });

/** What can be asked over IPC. */
const ANSWERS = {
  /** Begins a measurement, after what lies around was cleared away. */
  begin: () => {
    globalThis.gc?.();
    delay.reset();
    idle ??= process.memoryUsage.rss();
    return { idle };
  },

  /** Milliseconds for which the event loop was late since then. */
  end: () => ({
    p50: delay.percentile(50) / NANOSECONDS,
    p99: delay.percentile(99) / NANOSECONDS,
    max: delay.max / NANOSECONDS,
  }),
} as const;

// Several run at the same time on one database, each with a token of its own.
const serve = async (): Promise<void> => {
  const { token } = await servePlayground(`npm run bench ${process.pid}`, false);
  delay.enable();
  process.on('message', (question: keyof typeof ANSWERS) => process.send?.(ANSWERS[question]()));
  process.send?.({ token });
};

serve().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
