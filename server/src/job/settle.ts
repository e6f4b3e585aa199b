import { ExportError } from '../errors/export-error';
import type { FileStorage } from '../storage/port';
import { backoff, failureOf } from './failure';
import { persist } from './persist';
import type { Prepared, Written } from './prepared';
import type { JobQueue } from './queue/port';
import { fileKeyOf, type JobChanges, type JobRow } from './record';
import type { JobStore, TransitionEntry } from './store';

export interface SettleInput {
  readonly store: JobStore;
  readonly queue: JobQueue;
  readonly storage: FileStorage;
  readonly maxAttempts: number;
  readonly log: { error(message: string): void; warn(message: string): void; info(message: string): void };
}

/** What helps whoever reads the server's log: the cause, where there is one. */
const stackOf = (error: unknown): string => {
  const cause = error instanceof ExportError && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
};

/** Brings records to what became of their attempts, as long as these are still theirs to tell of. */
export const createSettle = ({ store, queue, storage, maxAttempts, log }: SettleInput) => {
  const expectedOf = ({ attempt }: JobRow) => ({ status: 'processing', attempt }) as const;

  /** Offers a job again, as the next attempt. @returns whether it was still this one's */
  const offerAgain = async (job: JobRow, changes: object, delay: number): Promise<boolean> => {
    const attempt = job.attempt + 1;
    const runAfter = delay === 0 ? null : new Date(Date.now() + delay);
    const isBack = await persist(() =>
      store.transition(job, expectedOf(job), 'pending', { ...changes, attempt, runAfter }, null),
    );
    if (isBack) await queue.enqueue({ jobId: job.documentId, attempt }, delay).catch(() => undefined);
    return isBack;
  };

  /** Ends a job. @returns whether it was this attempt that did */
  const end = async (
    job: JobRow,
    to: 'completed' | 'failed',
    changes: JobChanges & { readonly completedAt: Date },
    entry: TransitionEntry,
  ): Promise<boolean> => {
    if (await persist(() => store.transition(job, expectedOf(job), to, changes, entry))) return true;
    // A connection can break after the database has committed: then the record is as we wanted it.
    const now = await persist(() => store.byId(job.documentId));
    const isSame = now?.completedAt != null && new Date(now.completedAt).getTime() === changes.completedAt.getTime();
    return now?.status === to && now.attempt === job.attempt && isSame;
  };

  return {
    /** Tells of a file that is there. @returns whether the job is completed with it; `false` when it was not ours any more */
    complete: async (job: JobRow, reference: unknown, prepared: Prepared, written: Written): Promise<boolean> => {
      const key = fileKeyOf(job.documentId, job.attempt);
      const completedAt = new Date();
      const { rows, bytes, sha256, warnings, asOf } = written;
      const { file, fingerprint, lifetime } = prepared;
      const changes = {
        ...{ rowsDone: rows, rowsTotal: rows, isTotalExact: true, bytes: String(bytes), sha256, warnings, asOf },
        ...{ leftOut: file.leftOut, fileName: file.name, fileMime: file.mime, fingerprint, completedAt },
        ...{ storage: storage.name, fileKey: key, fileReference: reference },
        expiresAt: new Date(completedAt.getTime() + lifetime),
        manifest: prepared.manifest({ ...written, completedAt, job }),
      };
      return end(job, 'completed', changes, { event: 'completed', rows, bytes });
    },

    /** Lets another process run a job, because this one stops. */
    handBack: async (job: JobRow): Promise<void> => {
      await offerAgain(job, {}, 0);
    },

    /** Tells why an attempt failed, and offers the job again where that may help. @returns whether the job has ended */
    giveUp: async (job: JobRow, error: unknown): Promise<boolean> => {
      const { code, message, isPassing } = failureOf(error);
      const where = `[export] Job ${job.documentId}, attempt ${job.attempt}: ${code}`;
      const faults = job.faults + 1;
      const told = { errorCode: code, errorMessage: message, faults };
      if (isPassing && faults < maxAttempts) {
        const delay = backoff(faults);
        if (await offerAgain(job, told, delay)) {
          log.warn(`${where}; it is tried again in ${Math.round(delay / 1000)} s. ${stackOf(error)}`);
        }
        return false;
      }
      const changes = { ...told, completedAt: new Date() };
      if (!(await end(job, 'failed', changes, { event: 'failed', code, reason: message }))) return false;
      // What a caller brought about is no error of the server's.
      if (error instanceof ExportError && error.status < 500) log.info(`${where}. ${message}`);
      else log.error(`${where}. ${stackOf(error)}`);
      return true;
    },
  };
};
