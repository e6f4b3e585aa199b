import { ExportError } from '../errors/export-error';
import { backoff } from './failure';
import type { JobQueue } from './queue/port';
import { fileKeyOf, type JobRow } from './record';
import type { JobStore } from './store';
import type { FileStorage } from '../storage/port';

export interface RecoveryInput {
  readonly store: JobStore;
  readonly queue: JobQueue;
  readonly storage: FileStorage;
  readonly maxAttempts: number;
  /** Looks without a sign of life after which a worker counts as dead. */
  readonly looksUntilLost: number;
  /** Attempts of this process are never lost to it. */
  isRunningHere(job: Pick<JobRow, 'documentId' | 'attempt'>): boolean;
  onEnd(jobId: string): void;
  readonly log: { warn(message: string): void };
}

interface Seen {
  readonly heartbeat: string;
  readonly looks: number;
}

/** Records that one look takes up; the next look takes the next. */
const MAX_ROWS = 500;

/**
 * Finds jobs that nobody works on: those whose worker died, and those that a queue has forgotten.
 *
 * Moments written by other machines are compared with each other only, never with this machine's clock, and silence is
 * counted in looks, so that neither clocks that differ nor a process that was held up makes a living worker look dead.
 */
export const createRecovery = (input: RecoveryInput) => {
  const { store, queue, storage, maxAttempts, looksUntilLost, isRunningHere, onEnd, log } = input;
  let seen = new Map<string, Seen>();

  const takeBack = async (job: JobRow): Promise<void> => {
    const { documentId, attempt, worker } = job;
    const expected = { status: 'processing', attempt } as const;
    const faults = job.faults + 1;
    const { code, message } = new ExportError('EXPORT_WORKER_LOST');
    const where = `[export] The worker ${worker ?? ''} of job ${documentId}, attempt ${attempt}, gives no sign of life`;
    if (faults >= maxAttempts) {
      const changes = { faults, errorCode: code, errorMessage: message, completedAt: new Date() };
      if (!(await store.transition(job, expected, 'failed', changes, { event: 'failed', code, reason: message })))
        return;
      log.warn(`${where}; that was the last attempt.`);
      onEnd(documentId);
    } else {
      const delay = backoff(faults);
      const changes = { faults, attempt: attempt + 1, errorCode: code, runAfter: new Date(Date.now() + delay) };
      if (!(await store.transition(job, expected, 'pending', changes, null))) return;
      log.warn(`${where}; it is run again.`);
      await queue.enqueue({ jobId: documentId, attempt: attempt + 1 }, delay).catch(() => undefined);
    }
    // What the dead worker left; a storage that lists its files is cleaned up anyway.
    const file = { key: fileKeyOf(documentId, attempt), reference: null };
    await storage.delete(file).catch(() => undefined);
  };

  const findLost = async (): Promise<void> => {
    const jobs = await store.select({ status: 'processing' }, MAX_ROWS);
    const next = new Map<string, Seen>();
    for (const job of jobs) {
      if (isRunningHere(job)) continue;
      const key = fileKeyOf(job.documentId, job.attempt);
      const heartbeat = job.heartbeatAt ?? '';
      const before = seen.get(key);
      const looks = before?.heartbeat === heartbeat ? before.looks + 1 : 1;
      if (looks > looksUntilLost) await takeBack(job);
      else next.set(key, { heartbeat, looks });
    }
    seen = next;
  };

  /** The queue ignores what it knows, so all that may run is simply told again. */
  const findForgotten = async (): Promise<void> => {
    if (queue.driver === 'database') return;
    const now = new Date();
    const where = { status: 'pending', $or: [{ runAfter: null }, { runAfter: { $lte: now } }] };
    for (const { documentId, attempt } of await store.select(where, MAX_ROWS)) {
      await queue.enqueue({ jobId: documentId, attempt });
    }
  };

  return {
    /** @throws whatever database or queue throw; the next look comes as usual */
    look: async (): Promise<void> => {
      await findLost();
      await findForgotten();
    },
  };
};
