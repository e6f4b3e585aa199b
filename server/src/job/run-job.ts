import type { Writable } from 'node:stream';
import type { Manifest } from '../../../shared/contracts/jobs';
import { isPassingDatabaseError } from '../errors/database-error';
import { ExportError } from '../errors/export-error';
import type { Warning } from '../run/warnings';
import { createMeteredSink } from '../sink/metered';
import type { Budget } from '../storage/budget';
import type { FileStorage, Upload } from '../storage/port';
import { backoff, failureOf } from './failure';
import { persist } from './persist';
import { NO_PROGRESS, type Progress } from './progress';
import type { JobQueue, Outcome, QueueEntry } from './queue/port';
import { fileKeyOf, type JobRow } from './record';
import type { JobStore } from './store';
import { watchRecord } from './watch';

/** What a job writes, planned under the rights that its credential has now. */
export interface Prepared {
  readonly file: { readonly name: string; readonly mime: string; readonly leftOut: readonly string[] };
  readonly fingerprint: string;
  /** Milliseconds that the file is kept. */
  readonly lifetime: number;
  write(options: WriteOptions): Promise<Written>;
  manifest(written: Written & { readonly completedAt: Date; readonly job: JobRow }): Manifest;
}

interface WriteOptions {
  readonly sink: Writable;
  readonly signal: AbortSignal;
  onScratch(bytes: number): void;
  onTotal(rows: number, isExact: boolean): void;
  onRows(rows: number): void;
}

export interface Written {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly asOf: Date;
  readonly warnings: readonly Warning[];
}

export interface RunJobInput {
  readonly store: JobStore;
  readonly queue: JobQueue;
  readonly storage: FileStorage;
  readonly budget: Budget;
  /** This process, as `export_workers` knows it. */
  readonly worker: string;
  readonly maxAttempts: number;
  readonly maxRunningPerRequester: number;
  /** @throws ExportError when the credential may not, or nothing can be read */
  prepare(job: JobRow): Promise<Prepared>;
  /** Told when a job has come to its end, whichever; never throws. */
  onEnd(jobId: string): void;
  readonly log: { error(message: string): void; warn(message: string): void; info(message: string): void };
}

/** Ends an attempt whose record is not its own any more: nothing may be written then. */
class RecordLost extends Error {}

/** Ends an attempt because its process stops: the job is handed back. */
class HandedBack extends Error {}

const handedBack = (): HandedBack => new HandedBack('The process stops.');

/** What helps whoever reads the server's log: the cause, where there is one. */
const stackOf = (error: unknown): string => {
  const cause = error instanceof ExportError && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
};

/**
 * Runs jobs in this process. An attempt is claimed, finished, and given up by compare-and-set on its record, so it does
 * not matter how many workers are offered the same one, nor how late one of them wakes up.
 */
export const createJobRunner = (input: RunJobInput) => {
  const { store, queue, storage, budget, worker, maxAttempts, maxRunningPerRequester, prepare, onEnd, log } = input;
  const running = new Map<string, AbortController>();
  let claims: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  /** One claim after another, so that a requester's jobs are counted before the next one is begun. */
  const claim = (job: JobRow): Promise<Outcome | 'claimed'> => {
    const result = claims.then(async (): Promise<Outcome | 'claimed'> => {
      const own = await store.count({ requester: job.requester, status: 'processing' });
      if (own >= maxRunningPerRequester) return 'later';
      const now = new Date();
      const begun = { ...NO_PROGRESS, bytes: '0', worker, startedAt: now, heartbeatAt: now, runAfter: null };
      const changes = { ...begun, errorCode: null, errorMessage: null, asOf: null };
      const expected = { status: 'pending', attempt: job.attempt } as const;
      return (await store.transition(job, expected, 'processing', changes, { event: 'started' })) ? 'claimed' : 'done';
    });
    claims = result.catch(() => undefined);
    return result;
  };

  const complete = async (job: JobRow, upload: Upload, prepared: Prepared, written: Written): Promise<void> => {
    const { attempt } = job;
    const key = fileKeyOf(job.documentId, attempt);
    const reference = await upload.publish();
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
    const isDone = await persist(() =>
      store.transition(job, { status: 'processing', attempt }, 'completed', changes, {
        event: 'completed',
        rows,
        bytes,
      }),
    );
    if (isDone) return;
    // A connection can break after the database has committed: then the record is as we wanted it.
    const now = await persist(() => store.byId(job.documentId));
    if (now?.status !== 'completed' || now.fileKey !== key) throw new RecordLost();
  };

  const handBack = async (job: JobRow): Promise<void> => {
    const attempt = job.attempt + 1;
    const expected = { status: 'processing', attempt: job.attempt } as const;
    const isBack = await persist(() => store.transition(job, expected, 'pending', { attempt }, null));
    if (isBack) await queue.enqueue({ jobId: job.documentId, attempt }).catch(() => undefined);
  };

  const giveUp = async (job: JobRow, error: unknown): Promise<void> => {
    const { code, message, isPassing } = failureOf(error);
    const where = `[export] Job ${job.documentId}, attempt ${job.attempt}: ${code}`;
    const expected = { status: 'processing', attempt: job.attempt } as const;
    const faults = job.faults + 1;
    const told = { errorCode: code, errorMessage: message, faults };
    if (isPassing && faults < maxAttempts) {
      const delay = backoff(faults);
      log.warn(`${where}; it is tried again in ${Math.round(delay / 1000)} s.`);
      const attempt = job.attempt + 1;
      const changes = { ...told, attempt, runAfter: new Date(Date.now() + delay) };
      const isBack = await persist(() => store.transition(job, expected, 'pending', changes, null));
      if (isBack) await queue.enqueue({ jobId: job.documentId, attempt }, delay).catch(() => undefined);
      return;
    }
    // What a caller brought about is no error of the server's.
    if (error instanceof ExportError && error.status < 500) log.info(`${where}. ${message}`);
    else log.error(`${where}. ${stackOf(error)}`);
    const changes = { ...told, completedAt: new Date() };
    const entry = { event: 'failed', code, reason: message } as const;
    await persist(() => store.transition(job, expected, 'failed', changes, entry));
  };

  const attemptJob = async (job: JobRow, signal: AbortSignal, lose: (reason: Error) => void): Promise<void> => {
    let progress: Progress = NO_PROGRESS;
    const move = (changes: Partial<Progress>): void => {
      progress = { ...progress, ...changes };
    };
    const onLost = (): void => lose(new RecordLost());
    const watch = watchRecord({ store, job, attempt: job.attempt, progress: () => progress, onLost });
    const share = await budget.share().catch(async (error: unknown) => {
      await watch.stop();
      throw error;
    });
    let upload: Upload | null = null;
    let isPublishing = false;
    try {
      const prepared = await prepare(job);
      signal.throwIfAborted();
      upload = await storage.create(fileKeyOf(job.documentId, job.attempt), prepared.file);
      move({ phase: 'counting' });
      const written = await prepared.write({
        sink: createMeteredSink(upload.stream, (bytes) => {
          share.take(bytes);
          move({ bytes: progress.bytes + bytes });
        }),
        signal,
        onScratch: (bytes) => share.take(bytes),
        onTotal: (rowsTotal, isTotalExact) => move({ phase: 'writing', rowsTotal, isTotalExact }),
        onRows: (rowsDone) => move({ rowsDone, rowsTotal: Math.max(rowsDone, progress.rowsTotal ?? 0) }),
      });
      move({ phase: 'storing' });
      await watch.stop();
      signal.throwIfAborted();
      isPublishing = true;
      await complete(job, upload, prepared, written);
    } catch (error) {
      await watch.stop();
      // The record may have been completed although the database could not tell: then the clean-up goes by the record.
      const isUndecided = isPublishing && !(error instanceof RecordLost) && isPassingDatabaseError(error);
      if (!isUndecided) await upload?.discard();
      throw signal.aborted ? signal.reason : error;
    } finally {
      share.end();
    }
  };

  const runClaimed = async (job: JobRow): Promise<void> => {
    const abort = new AbortController();
    running.set(job.documentId, abort);
    // Claimed while the process began to stop.
    if (isClosed) abort.abort(handedBack());
    try {
      await attemptJob(job, abort.signal, (reason) => abort.abort(reason));
    } catch (error) {
      if (error instanceof RecordLost) return;
      await (error instanceof HandedBack ? handBack(job) : giveUp(job, error));
    } finally {
      running.delete(job.documentId);
    }
    onEnd(job.documentId);
  };

  return {
    /** Whether a job runs in this process at this moment. */
    isRunning: (jobId: string): boolean => running.has(jobId),

    /** Takes one entry of the queue. Never throws: what goes wrong is in the record or, without a database, in the log. */
    handle: async ({ jobId, attempt }: QueueEntry): Promise<Outcome> => {
      try {
        const job = await store.byId(jobId);
        if (isClosed) return 'later';
        if (job === null || job.status !== 'pending' || job.attempt !== attempt) return 'done';
        if (job.runAfter !== null && new Date(job.runAfter).getTime() > Date.now()) return 'later';
        const claimed = await claim(job);
        if (claimed !== 'claimed') return claimed;
        await runClaimed(job);
      } catch (error) {
        log.error(`[export] Job ${jobId}, attempt ${attempt}: ${(error as Error).stack ?? String(error)}`);
      }
      return 'done';
    },

    /** Ends all attempts, those that are just being begun as well, and hands their jobs back. */
    close: (): void => {
      isClosed = true;
      for (const abort of running.values()) abort.abort(handedBack());
    },
  };
};

export type JobRunner = ReturnType<typeof createJobRunner>;
