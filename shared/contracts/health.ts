/**
 * Whether jobs run, and with what. `P` is `/export` in the panel's contract and `/api/export` in the content API's.
 *
 * - `GET P/health` → {@link HealthAnswer}
 */

/** What one process that runs jobs tells of itself. */
interface WorkerHealth {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly concurrency: number;
  readonly startedAt: string;
  readonly heartbeatAt: string;
  readonly isAlive: boolean;
}

export interface HealthAnswer {
  readonly data: {
    /** Whether a job asked for now would run. */
    readonly isHealthy: boolean;
    /** What is wrong, in sentences; empty when nothing is. */
    readonly problems: readonly string[];
    readonly queue: { readonly driver: 'database' | 'redis'; readonly isReachable: boolean };
    readonly jobs: { readonly waiting: number; readonly running: number };
    readonly workers: {
      readonly alive: number;
      readonly lastHeartbeatAt: string | null;
      readonly list: readonly WorkerHealth[];
    };
    readonly storage: {
      readonly driver: 'local' | 's3' | 'upload';
      readonly isWritable: boolean;
      /** Whether all workers see the same files. */
      readonly isShared: boolean;
      readonly storedBytes: number;
      readonly maxBytes: number | null;
      readonly freeBytes: number | null;
    };
  };
}
