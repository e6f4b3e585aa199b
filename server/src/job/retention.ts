import type { FileStorage, FoundFile } from '../storage/port';
import { type JobRow, parseFileKey } from './record';
import type { JobStore } from './store';

export interface RetentionInput {
  readonly store: JobStore;
  readonly storage: FileStorage;
  /** Milliseconds that records of ended jobs are kept. */
  readonly recordLifetime: number;
  /** Milliseconds that a file without a record is left alone: it may be on its way. */
  readonly grace: number;
  /** Whether all processes see the same files; otherwise a file that is not here may be elsewhere. */
  isShared(): Promise<boolean>;
  readonly log: { info(message: string): void; warn(message: string): void };
}

const BATCH = 200;

/** Runs through records until a batch is not full; each must be changed by `work`, or it would come again. */
const eachBatch = async (select: () => Promise<JobRow[]>, work: (job: JobRow) => Promise<unknown>): Promise<number> => {
  let count = 0;
  for (;;) {
    const jobs = await select();
    for (const job of jobs) await work(job);
    count += jobs.length;
    if (jobs.length < BATCH) return count;
  }
};

/** Ends what is out of time, and clears away what nobody refers to. Every step may be taken by several processes. */
export const createRetention = ({ store, storage, recordLifetime, grace, isShared, log }: RetentionInput) => {
  const deleteFile = async (job: JobRow): Promise<void> => {
    // A job that offers another's file has none of its own.
    if (job.fileKey === null || job.reusedFrom !== null) return;
    await storage.delete({ key: job.fileKey, reference: job.fileReference });
  };

  const expireFiles = async (): Promise<void> => {
    const where = { status: 'completed', expiresAt: { $lte: new Date() } };
    await eachBatch(
      () => store.select(where, BATCH),
      async (job) => {
        const expected = { status: 'completed', attempt: job.attempt } as const;
        const isOurs = await store.transition(job, expected, 'expired', { expiredBy: 'time' }, { event: 'expired' });
        if (isOurs) await deleteFile(job);
      },
    );
  };

  const removeRecords = async (): Promise<void> => {
    const before = new Date(Date.now() - recordLifetime);
    const where = { status: { $in: ['failed', 'cancelled', 'expired'] }, createdAt: { $lt: before } };
    const count = await eachBatch(
      () => store.select(where, BATCH),
      (job) => store.remove(job, null),
    );
    if (count > 0) log.info(`[export] ${count} records of old jobs were removed.`);
  };

  /** A file is somebody's while its record says so, or while its attempt runs. */
  const isWanted = async ({ key, isFinished, modifiedAt }: FoundFile): Promise<boolean> => {
    const origin = parseFileKey(key);
    if (origin === null || Date.now() - modifiedAt.getTime() < grace) return true;
    const job = await store.byId(origin.jobId);
    if (job === null) return false;
    if (job.status === 'processing' && job.attempt === origin.attempt) return true;
    return isFinished && job.status === 'completed' && job.fileKey === key;
  };

  const removeOrphans = async (): Promise<ReadonlySet<string>> => {
    const finished = new Set<string>();
    for await (const file of storage.list()) {
      if (await isWanted(file)) {
        if (file.isFinished) finished.add(file.key);
      } else {
        await file.remove();
        log.warn(`[export] Removed ${file.isFinished ? 'a file' : 'an unfinished file'} of no job: ${file.key}`);
      }
    }
    return finished;
  };

  const expireLost = async (listedAt: Date, present: ReadonlySet<string>): Promise<void> => {
    const where = { status: 'completed', reusedFrom: null, storage: storage.name, completedAt: { $lt: listedAt } };
    for (const job of await store.select(where, 10_000)) {
      if (job.fileKey === null || present.has(job.fileKey)) continue;
      const entry = { event: 'expired', reason: 'The file was not in the storage any more.' } as const;
      const expected = { status: 'completed', attempt: job.attempt } as const;
      if (await store.transition(job, expected, 'expired', { expiredBy: 'deleted' }, entry)) {
        log.warn(`[export] The file of job ${job.documentId} is not in the storage any more.`);
      }
    }
  };

  return {
    deleteFile,

    /** Ends what is out of time. */
    expire: async (): Promise<void> => {
      await expireFiles();
      await removeRecords();
    },

    /** Brings files and records together again after crashes. */
    cleanUp: async (): Promise<void> => {
      const listedAt = new Date();
      const present = await removeOrphans();
      // A storage that cannot list its files says nothing about those that are missing.
      if (storage.name !== 'upload' && (await isShared())) await expireLost(listedAt, present);
    },
  };
};

export type Retention = ReturnType<typeof createRetention>;
