import type { FileStorage, FoundFile } from '../storage/port';
import { type JobRow, parseFileKey } from './record';
import { takeSteps } from './steps';
import type { JobStore } from './store';

export interface RetentionInput {
  readonly store: JobStore;
  readonly storage: FileStorage;
  /** Milliseconds that records of ended jobs are kept. */
  readonly recordLifetime: number;
  /** Milliseconds that a file without a record, or a record without a file, is left alone: it may be on its way. */
  readonly grace: number;
  /** Whether all processes see the same files; otherwise a file that is not here may be elsewhere. */
  isShared(): Promise<boolean>;
  readonly log: { error(message: string): void; info(message: string): void; warn(message: string): void };
}

/** Records, or files, that are taken up at once. */
const BATCH = 200;

/** Files in a row that a storage could not delete, after which the others wait for the next turn. */
const MAX_FAILURES = 5;

/** A file that is gone has no place any more. */
const NO_FILE = { fileKey: null, fileReference: null };

/** Collects what comes one by one into batches. */
const inBatches = async function* <T>(items: AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
};

/** Ends what is out of time, and clears away what nobody refers to. Every step may be taken by several processes. */
export const createRetention = ({ store, storage, recordLifetime, grace, isShared, log }: RetentionInput) => {
  const tell = (message: string): void => log.error(message);

  /**
   * Runs through records by their ids, so that one which does not change does not come again; one that fails is told, and
   * the next is taken.
   *
   * @returns how many `work` was done for
   */
  const each = async <Row extends Pick<JobRow, 'id' | 'documentId'>>(
    select: (after: { readonly id: { readonly $gt: number } }) => Promise<readonly Row[]>,
    what: string,
    work: (row: Row) => Promise<boolean>,
  ): Promise<number> => {
    let count = 0;
    let last = 0;
    for (;;) {
      const rows = await select({ id: { $gt: last } });
      for (const row of rows) {
        const step = async () => {
          if (await work(row)) count += 1;
        };
        await takeSteps([[`${what} of job ${row.documentId}`, step]], tell);
        last = row.id;
      }
      if (rows.length < BATCH) return count;
    }
  };

  /**
   * Deletes a job's file, and then takes it off the record: what is on a record that has expired is still to be deleted.
   *
   * @throws ExportError when the storage fails; the next turn tries again
   */
  const deleteFile = async (job: JobRow): Promise<void> => {
    // A job that offers another's file has none of its own.
    if (job.fileKey === null || job.reusedFrom !== null) return;
    await storage.delete({ key: job.fileKey, reference: job.fileReference });
    await store.note(job, NO_FILE);
  };

  const expireRecords = async (): Promise<void> => {
    const where = { status: 'completed', expiresAt: { $lte: new Date() } };
    await each(
      (after) => store.select({ ...where, ...after }, BATCH),
      'The expiry',
      (job) => {
        const expected = { status: 'completed', attempt: job.attempt } as const;
        return store.transition(job, expected, 'expired', { expiredBy: 'time' }, { event: 'expired' });
      },
    );
  };

  const deleteFiles = async (): Promise<void> => {
    const where = { status: 'expired', fileKey: { $notNull: true }, reusedFrom: null };
    let failures = 0;
    await each(
      (after) => (failures < MAX_FAILURES ? store.select({ ...where, ...after }, BATCH) : Promise.resolve([])),
      'Deleting the file',
      async (job) => {
        // A storage that deletes nothing is not asked for every file in every turn.
        if (failures >= MAX_FAILURES) return false;
        failures += 1;
        await deleteFile(job);
        failures = 0;
        return true;
      },
    );
  };

  const removeRecords = async (): Promise<void> => {
    const before = new Date(Date.now() - recordLifetime);
    const ended = { status: { $in: ['failed', 'cancelled', 'expired'] }, createdAt: { $lt: before } };
    // Without its record nobody would know of a file that is still to be deleted.
    const withoutFile = { $or: [{ fileKey: null }, { reusedFrom: { $notNull: true } }] };
    const count = await each(
      (after) => store.select({ ...ended, ...withoutFile, ...after }, BATCH),
      'Removing the record',
      (job) => store.remove(job, null),
    );
    if (count > 0) log.info(`[export] ${count} records of old jobs were removed.`);
  };

  /** Finds those that are nobody's. A file is somebody's while its record says so, or while its attempt runs. */
  const orphansOf = async (files: readonly FoundFile[]): Promise<readonly FoundFile[]> => {
    const young = Date.now() - grace;
    const old = files.flatMap((file) => {
      const origin = parseFileKey(file.key);
      return origin === null || file.modifiedAt.getTime() > young ? [] : [{ file, ...origin }];
    });
    const ids = [...new Set(old.map(({ jobId }) => jobId))];
    if (ids.length === 0) return [];
    const columns = ['documentId', 'status', 'attempt', 'fileKey'] as const;
    const jobs = await store.pick({ documentId: { $in: ids } }, columns, ids.length);
    const byId = new Map(jobs.map((job) => [job.documentId, job]));
    const isWanted = ({ file, jobId, attempt }: (typeof old)[number]): boolean => {
      const job = byId.get(jobId);
      if (job?.status === 'processing') return job.attempt === attempt;
      return job?.status === 'completed' && file.isFinished && job.fileKey === file.key;
    };
    return old.filter((one) => !isWanted(one)).map(({ file }) => file);
  };

  /** @returns the keys of the finished files that stay */
  const removeOrphans = async (): Promise<ReadonlySet<string>> => {
    const finished = new Set<string>();
    for await (const files of inBatches(storage.list())) {
      const orphans = new Set(await orphansOf(files));
      for (const { key, isFinished } of files.filter((file) => !orphans.has(file))) if (isFinished) finished.add(key);
      const steps = [...orphans].map(({ key, isFinished, remove }) => {
        const what = `${isFinished ? 'a file' : 'an unfinished file'} of no job: ${key}`;
        const step = async () => {
          await remove();
          log.warn(`[export] Removed ${what}`);
        };
        return [`Removing ${what}`, step] as const;
      });
      await takeSteps(steps, tell);
    }
    return finished;
  };

  /** Lists take a while, and may be behind: only the storage's answer for the very file counts. */
  const isThere = async (job: JobRow): Promise<boolean> => {
    const stream = await storage.read({ key: job.fileKey ?? '', reference: job.fileReference });
    // What breaks off is not wanted.
    stream?.on('error', () => undefined).destroy();
    return stream !== null;
  };

  const expireLost = async (listedAt: number, present: ReadonlySet<string>): Promise<void> => {
    // Moments that other machines wrote may differ from ours.
    const completedAt = { $lt: new Date(listedAt - grace) };
    const where = { status: 'completed', reusedFrom: null, storage: storage.name, completedAt };
    await each(
      (after) => store.pick({ ...where, ...after }, ['id', 'documentId', 'fileKey'], BATCH),
      'The search for the file',
      async ({ documentId, fileKey }) => {
        if (fileKey === null || present.has(fileKey)) return false;
        const job = await store.byId(documentId);
        if (job?.status !== 'completed' || (await isThere(job))) return false;
        const entry = { event: 'expired', reason: 'The file was not in the storage any more.' } as const;
        const expected = { status: 'completed', attempt: job.attempt } as const;
        const changes = { expiredBy: 'deleted', ...NO_FILE } as const;
        const isOurs = await store.transition(job, expected, 'expired', changes, entry);
        if (isOurs) log.warn(`[export] The file of job ${documentId} is not in the storage any more.`);
        return isOurs;
      },
    );
  };

  return {
    deleteFile,

    /** Ends what is out of time. Never throws: what fails is told, and done again next time. */
    expire: (): Promise<void> =>
      takeSteps(
        [
          ['Ending jobs that are out of time', expireRecords],
          ['Deleting files that are out of time', deleteFiles],
          ['Removing records of old jobs', removeRecords],
        ],
        tell,
      ),

    /**
     * Brings files and records together again after crashes.
     *
     * @throws whatever the storage throws when it cannot list its files, or the database
     */
    cleanUp: async (): Promise<void> => {
      const listedAt = Date.now();
      const present = await removeOrphans();
      // A storage that cannot list its files says nothing about those that are missing.
      if (storage.name !== 'upload' && (await isShared())) await expireLost(listedAt, present);
    },
  };
};

export type Retention = ReturnType<typeof createRetention>;
