import type { Database } from '@strapi/database';
import { ACTIVE_STATUSES, canTransition, type JobStatus } from '../../../shared/job-status';
import { JOB } from '../../../shared/uids';
import type { AuditEntry, AuditLog } from '../audit/entry';
import type { QueueEntry } from './queue/port';
import { fileKeyOf, type JobChanges, type JobRow, requesterOf } from './record';
import { atomically } from '../database/atomically';
import type { JobBill } from './bill';

/** What a record must still be for a change to take place. */
export interface Expected {
  readonly status: JobStatus;
  /** Left out where any attempt will do. */
  readonly attempt?: number;
}

/** What is written down beside a transition. */
export type TransitionEntry = Omit<AuditEntry, 'requester' | 'jobId' | 'exporter' | 'format' | 'attempt' | 'origin'> &
  Partial<Pick<AuditEntry, 'requester'>>;

export interface StoreInput {
  readonly database: () => Database;
  readonly audit: AuditLog;
  readonly bill: JobBill;
}

/** What is done in the transaction of a change, which it can prevent by throwing. May be done several times. */
export type Within = (job: JobRow) => Promise<unknown>;

export interface Page {
  readonly page: number;
  readonly pageSize: number;
}

/** What Strapi's document ids are made of. */
const ID = /^[a-z0-9]{1,64}$/;

const NOTHING_DONE = { rowsDone: 0, rowsTotal: null, isTotalExact: false, bytes: null, startedAt: null, asOf: null };

type Where = Readonly<Record<string, unknown>>;

/**
 * The job records. A state changes by compare-and-set in the database alone, so of two that want to change it only one
 * does; the line of the log is written in the same transaction.
 */
export const createJobStore = ({ database, audit, bill }: StoreInput) => {
  const jobs = () => database().query(JOB);

  const entryOf = (job: JobRow, entry: TransitionEntry): AuditEntry => ({
    requester: requesterOf(job),
    jobId: job.documentId,
    exporter: job.exporter,
    format: job.format,
    attempt: job.attempt,
    origin: job.origin,
    ...entry,
  });

  const find = async (where: Where): Promise<JobRow | null> => (await jobs().findOne({ where })) as JobRow | null;

  const change = async (where: Where, data: object): Promise<boolean> =>
    (await jobs().updateMany({ where, data })).count > 0;

  /** Every end of a job is one of its bill, too. */
  const closeBill = async (job: JobRow, to: JobStatus, changes: JobChanges): Promise<void> => {
    if (job.points === null || ACTIVE_STATUSES.includes(to) || to === 'expired') return;
    const points = await bill.close(job, to === 'completed' ? Number(changes.rowsDone ?? 0) : null);
    await change({ id: job.id }, { points: String(points) });
  };

  return {
    /** Ids come out of addresses: what cannot be one is not handed to the database, which may refuse it in its own way. */
    byId: async (documentId: string): Promise<JobRow | null> => (ID.test(documentId) ? find({ documentId }) : null),

    byActiveKey: (activeKey: string): Promise<JobRow | null> => find({ activeKey }),

    /** The job that a run of a schedule made for somebody. */
    byScheduledKey: (scheduledKey: string): Promise<JobRow | null> => find({ scheduledKey }),

    /** A finished file that the same request made, newest first. */
    finished: async (requester: string, requestHash: string, fingerprint: string): Promise<JobRow | null> => {
      const rows = (await jobs().findMany({
        where: { requester, requestHash, fingerprint, status: 'completed', expiresAt: { $gt: new Date() } },
        orderBy: [{ completedAt: 'desc' }],
        limit: 1,
      })) as JobRow[];
      return rows[0] ?? null;
    },

    /** A page of records, newest first, and how many there are. */
    list: async (where: Where, { page, pageSize }: Page): Promise<{ rows: JobRow[]; total: number }> => {
      const query = { where, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] };
      const [rows, total] = await jobs().findWithCount({ ...query, limit: pageSize, offset: (page - 1) * pageSize });
      return { rows: rows as JobRow[], total };
    },

    /** Records that meet a condition, oldest first. */
    select: async (where: Where, limit: number): Promise<JobRow[]> =>
      (await jobs().findMany({ where, orderBy: [{ id: 'asc' }], limit })) as JobRow[],

    /** Entries of jobs that may run now, oldest first. */
    pending: async (limit: number, without: ReadonlySet<string>): Promise<readonly QueueEntry[]> => {
      const where = { status: 'pending', $or: [{ runAfter: null }, { runAfter: { $lte: new Date() } }] };
      // Those that are left out may stand before the others.
      const rows = (await jobs().findMany({
        select: ['documentId', 'attempt'],
        where,
        orderBy: [{ id: 'asc' }],
        limit: limit + without.size,
      })) as Pick<JobRow, 'documentId' | 'attempt'>[];
      return rows
        .map(({ documentId, attempt }) => ({ jobId: documentId, attempt }))
        .filter(({ jobId, attempt }) => !without.has(fileKeyOf(jobId, attempt)))
        .slice(0, limit);
    },

    count: (where: Where): Promise<number> => jobs().count({ where }),

    /** Bytes of all finished files. */
    storedBytes: async (): Promise<number> => {
      const { tableName } = database().metadata.get(JOB);
      const [row] = await database()
        .getConnection(tableName)
        .where({ status: 'completed' })
        .whereNull('reused_from')
        .sum<{ bytes: string | number | null }[]>('bytes as bytes');
      return Number(row?.bytes ?? 0);
    },

    /** @throws whatever `within` or the database throw, also when another active job has the same `activeKey` */
    create: async (data: object, entries: readonly TransitionEntry[], within?: Within): Promise<JobRow> =>
      atomically(database(), async () => {
        const job = (await jobs().create({ data })) as JobRow;
        await within?.(job);
        for (const entry of entries) await audit.write(entryOf(job, entry));
        return job;
      }),

    /**
     * Changes a job's state, if it is still what is expected.
     *
     * @returns whether it did; `false` when somebody else was first
     * @throws Error for a transition that the table does not have, and whatever `within` throws
     */
    transition: async (
      job: JobRow,
      expected: Expected,
      to: JobStatus,
      changes: JobChanges,
      entry: TransitionEntry | null,
      within?: Within,
    ): Promise<boolean> => {
      if (!canTransition(expected.status, to)) throw new Error(`A job never goes from ${expected.status} to ${to}.`);
      const data = {
        status: to,
        ...(to !== 'processing' && { phase: null, worker: null }),
        // What waits for its next attempt has come nowhere yet.
        ...(to === 'pending' && NOTHING_DONE),
        ...(!ACTIVE_STATUSES.includes(to) && { activeKey: null }),
        ...changes,
      };
      return atomically(database(), async () => {
        if (!(await change({ id: job.id, ...expected }, data))) return false;
        const changed = { ...job, ...numbers(changes) };
        await within?.(changed);
        await closeBill(job, to, changes);
        if (entry !== null) await audit.write(entryOf(changed, entry));
        return true;
      });
    },

    /** Whether an attempt is still the one that runs. */
    isRunning: async ({ id }: JobRow, attempt: number): Promise<boolean> =>
      (await jobs().count({ where: { id, attempt, status: 'processing' } })) > 0,

    /** Changes what is no state, while the attempt is still the one that runs. @returns whether it is */
    touch: ({ id }: JobRow, attempt: number, changes: JobChanges): Promise<boolean> =>
      change({ id, attempt, status: 'processing' }, changes),

    /** Changes what is no state, whatever the state. */
    note: async ({ id }: JobRow, changes: JobChanges): Promise<void> => {
      await change({ id }, changes);
    },

    /** Deletes a record for good. Never one that is active. */
    remove: async (job: JobRow, entry: TransitionEntry | null): Promise<boolean> =>
      atomically(database(), async () => {
        const where = { id: job.id, status: { $notIn: [...ACTIVE_STATUSES] } };
        const isRemoved = (await jobs().deleteMany({ where })).count > 0;
        if (isRemoved && entry !== null) await audit.write(entryOf(job, entry));
        return isRemoved;
      }),

    /** Some columns of records that meet a condition, oldest first. */
    pick: async <Column extends keyof JobRow>(where: Where, columns: readonly Column[], limit: number) =>
      (await jobs().findMany({ select: [...columns], where, orderBy: [{ id: 'asc' }], limit })) as Pick<
        JobRow,
        Column
      >[],
  };
};

/** A line of the log, and a charge, name the attempt that the transition leads to. */
const numbers = ({ attempt, chargedAttempt }: JobChanges): Partial<Pick<JobRow, 'attempt' | 'chargedAttempt'>> => ({
  ...(typeof attempt === 'number' && { attempt }),
  ...(typeof chargedAttempt === 'number' && { chargedAttempt }),
});

export type JobStore = ReturnType<typeof createJobStore>;
