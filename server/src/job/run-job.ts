import { ExportError } from '../errors/export-error';
import { createMeteredSink } from '../sink/metered';
import type { Budget, Share } from '../storage/budget';
import type { FileStorage, Upload } from '../storage/port';
import { noLongerThan } from './no-longer-than';
import { orAborted } from './or-aborted';
import { persist } from './persist';
import type { Prepared } from './prepared';
import { NO_PROGRESS, type Progress } from './progress';
import type { JobQueue, Outcome, QueueEntry } from './queue/port';
import { fileKeyOf, type JobRow } from './record';
import { createSettle } from './settle';
import type { JobStore } from './store';
import { watchRecord } from './watch';

export interface RunJobInput {
  readonly store: JobStore;
  readonly queue: JobQueue;
  readonly storage: FileStorage;
  readonly budget: Budget;
  /** This process, as `export_workers` knows it. */
  readonly worker: string;
  readonly maxAttempts: number;
  readonly maxRunningPerRequester: number;
  /** Of all requesters, in all processes; `null` for as many as there are workers for. */
  readonly maxRunning: number | null;
  /** Milliseconds without any progress after which an attempt is given up. */
  readonly stallTimeout: number;
  /** @throws ExportError when the credential may not, or nothing can be read */
  prepare(job: JobRow): Promise<Prepared>;
  /** Told when a job has come to its end, whichever; never throws. */
  onEnd(jobId: string): void;
  readonly log: { error(message: string): void; warn(message: string): void; info(message: string): void };
}

/** Milliseconds that a process which stops has for throwing away what it wrote. */
const GOODBYE = 3_000;

/** What an attempt has written so far. */
interface File {
  upload: Upload | null;
  isPublished: boolean;
}

/** Ends an attempt whose record is not its own any more: nothing may be written then. */
class RecordLost extends Error {}

/** Ends an attempt because its process stops: the job is handed back. */
class HandedBack extends Error {}

const handedBack = (): HandedBack => new HandedBack('The process stops.');

/**
 * Runs jobs in this process. An attempt is claimed, finished, and given up by compare-and-set on its record, so it does
 * not matter how many workers are offered the same one, nor how late one of them wakes up.
 */
export const createJobRunner = (input: RunJobInput) => {
  const { store, queue, storage, budget, worker, maxAttempts, prepare, onEnd, log } = input;
  const settle = createSettle({ store, queue, storage, maxAttempts, log });
  /** By the key of the attempt's file: a job that is asked for again can begin while its last attempt still ends. */
  const running = new Map<string, AbortController>();
  let claims: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const hasPlace = async ({ requester }: JobRow): Promise<boolean> => {
    const own = await store.count({ requester, status: 'processing' });
    if (own >= input.maxRunningPerRequester) return false;
    return input.maxRunning === null || (await store.count({ status: 'processing' })) < input.maxRunning;
  };

  /** Makes an attempt this process's own. @returns whether it is */
  const begin = async (job: JobRow): Promise<boolean> => {
    const now = new Date();
    const begun = { ...NO_PROGRESS, bytes: '0', worker, startedAt: now, heartbeatAt: now, runAfter: null };
    const changes = { ...begun, errorCode: null, errorMessage: null, asOf: null };
    const expected = { status: 'pending', attempt: job.attempt } as const;
    const entry = { event: 'started' } as const;
    if (await persist(() => store.transition(job, expected, 'processing', changes, entry))) return true;
    // A connection can break after the database has committed: then it was we who were first.
    const row = await store.byId(job.documentId);
    const isOurs = row?.status === 'processing' && row.attempt === job.attempt && row.worker === worker;
    return isOurs && !running.has(fileKeyOf(job.documentId, job.attempt));
  };

  /** One claim after another, so that a requester's jobs are counted before the next one is begun. */
  const claim = (job: JobRow): Promise<Outcome | 'claimed'> => {
    const result = claims.then(async (): Promise<Outcome | 'claimed'> => {
      if (!(await hasPlace(job))) return 'later';
      if (!(await begin(job))) return 'done';
      running.set(fileKeyOf(job.documentId, job.attempt), new AbortController());
      return 'claimed';
    });
    claims = result.catch(() => undefined);
    return result;
  };

  /** A file whose making nobody waited for any more. */
  const discardLate = (creating: Promise<Upload>, signal: AbortSignal): void => {
    const discard = async (): Promise<void> => {
      const upload = await creating;
      if (signal.aborted) await upload.discard();
    };
    discard().catch(() => undefined);
  };

  const attemptJob = async (job: JobRow, abort: AbortController, file: File): Promise<void> => {
    const { signal } = abort;
    let progress: Progress = NO_PROGRESS;
    const move = (changes: Partial<Progress>): void => {
      progress = { ...progress, ...changes };
    };
    const watch = watchRecord({
      ...{ store, job, attempt: job.attempt, progress: () => progress, stallTimeout: input.stallTimeout },
      onLost: () => abort.abort(new RecordLost()),
      onStalled: () => abort.abort(new ExportError('EXPORT_NO_PROGRESS')),
    });
    let share: Share | null = null;
    try {
      share = await orAborted(signal, budget.share());
      const { take } = share;
      const prepared = await orAborted(signal, prepare(job));
      const creating = storage.create(fileKeyOf(job.documentId, job.attempt), prepared.file);
      discardLate(creating, signal);
      const upload = await orAborted(signal, creating);
      file.upload = upload;
      move({ phase: 'counting' });
      const written = await orAborted(
        signal,
        prepared.write({
          sink: createMeteredSink(upload.stream, (bytes) => {
            take(bytes);
            move({ bytes: progress.bytes + bytes });
          }),
          signal,
          onScratch: take,
          onTotal: (rowsTotal, isTotalExact) => move({ phase: 'writing', rowsTotal, isTotalExact }),
          onRows: (rowsDone) => {
            move({ rowsDone, rowsTotal: Math.max(rowsDone, progress.rowsTotal ?? 0) });
            watch.moved();
          },
        }),
      );
      move({ phase: 'storing' });
      const reference = await orAborted(signal, upload.publish());
      await watch.stop();
      signal.throwIfAborted();
      file.isPublished = true;
      if (!(await settle.complete(job, reference, prepared, written))) throw new RecordLost();
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      await watch.stop();
      share?.end();
    }
  };

  /** A process that stops does not wait for a storage; the clean-up finds what stays. */
  const discard = async (upload: Upload | null): Promise<void> => {
    if (upload === null) return;
    await (isClosed ? noLongerThan(GOODBYE, upload.discard()) : upload.discard());
  };

  /** @returns whether the job has come to its end */
  const tell = async (job: JobRow, error: unknown): Promise<boolean> => {
    if (error instanceof RecordLost) return false;
    if (!(error instanceof HandedBack)) return settle.giveUp(job, error);
    await settle.handBack(job);
    return false;
  };

  /**
   * Whether the file of an attempt that seemed to fail is what its record tells of: the database may have completed the
   * record and not have been able to say so. While it cannot be asked, the file stays, and the clean-up goes by the record.
   */
  const isWanted = async ({ documentId, attempt }: JobRow): Promise<boolean> => {
    try {
      const now = await store.byId(documentId);
      return now?.status === 'completed' && now.fileKey === fileKeyOf(documentId, attempt);
    } catch {
      return true;
    }
  };

  const runClaimed = async (job: JobRow): Promise<void> => {
    const key = fileKeyOf(job.documentId, job.attempt);
    const abort = running.get(key) ?? new AbortController();
    // Claimed while the process began to stop.
    if (isClosed) abort.abort(handedBack());
    const file: File = { upload: null, isPublished: false };
    try {
      await attemptJob(job, abort, file);
      onEnd(job.documentId);
    } catch (error) {
      // The record first: the process may have little time left, and the next attempt has a file of its own.
      try {
        if (await tell(job, error)) onEnd(job.documentId);
      } finally {
        if (file.isPublished && (await isWanted(job))) onEnd(job.documentId);
        else await discard(file.upload);
      }
    } finally {
      running.delete(key);
    }
  };

  return {
    /** Whether an attempt runs in this process at this moment. */
    isRunning: (job: Pick<JobRow, 'documentId' | 'attempt'>): boolean =>
      running.has(fileKeyOf(job.documentId, job.attempt)),

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
