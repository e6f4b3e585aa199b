import type { Database } from '@strapi/database';
import type { PauseReason, ScheduledRun } from '../../../shared/contracts/schedules';
import type { Requester } from '../../../shared/requester';
import { SCHEDULE } from '../../../shared/uids';
import type { OwnerColumns } from '../access/credential';

/** Whose jobs a schedule makes: credentials, as they are stored on jobs. */
export interface RecipientRow {
  readonly kind: Requester['kind'];
  readonly id: string;
  readonly name: string;
}

/** A row of `export_schedules`, as Strapi's database layer gives it. */
export interface ScheduleRow extends OwnerColumns {
  readonly id: number;
  readonly documentId: string;
  readonly createdAt: string;
  readonly name: string;
  readonly presetId: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly recipients: readonly RecipientRow[];
  readonly status: 'active' | 'paused';
  readonly pausedBy: PauseReason | null;
  readonly failures: number;
  /** Larger after each change: of two that change the same version only the first does. */
  readonly version: number;
  readonly nextRunAt: string | null;
  /** Until when a process makes the jobs of the run that is due; then another may. */
  readonly claimedUntil: string | null;
  readonly lastRun: ScheduledRun | null;
  /** When the last run was due of which is known whether it gave anybody a file. */
  readonly judgedRun: string | null;
}

/** What a change sets. Dates are given as such. */
export type ScheduleChanges = Partial<{
  readonly [Key in keyof Omit<ScheduleRow, 'id' | 'documentId' | 'createdAt' | 'version'>]: ScheduleRow[Key] | Date;
}>;

/** What Strapi's document ids are made of. */
const ID = /^[a-z0-9]{1,64}$/;

/** Schedules that one look takes up; the next look takes the next. */
const MAX_DUE = 50;

/** The schedules. Each change is a compare-and-set on the version. */
export const createScheduleStore = ({ database }: { readonly database: () => Database }) => {
  const schedules = () => database().query(SCHEDULE);

  return {
    byId: async (documentId: string): Promise<ScheduleRow | null> =>
      ID.test(documentId) ? ((await schedules().findOne({ where: { documentId } })) as ScheduleRow | null) : null,

    count: (requester: string): Promise<number> => schedules().count({ where: { requester } }),

    /** A page of somebody's, by name, and how many there are. */
    list: async (requester: string, { page, pageSize }: { readonly page: number; readonly pageSize: number }) => {
      const query = { where: { requester }, orderBy: [{ name: 'asc' }, { id: 'asc' }] };
      const range = { limit: pageSize, offset: (page - 1) * pageSize };
      const [rows, total] = await schedules().findWithCount({ ...query, ...range });
      return { rows: rows as ScheduleRow[], total };
    },

    create: async (data: object): Promise<ScheduleRow> =>
      (await schedules().create({ data: { ...data, version: 1 } })) as ScheduleRow,

    /** @returns whether it was still this version */
    change: async (
      { id, version }: Pick<ScheduleRow, 'id' | 'version'>,
      changes: ScheduleChanges,
    ): Promise<boolean> => {
      const data = { ...changes, version: version + 1 };
      return (await schedules().updateMany({ where: { id, version }, data })).count > 0;
    },

    remove: async ({ id }: ScheduleRow): Promise<void> => {
      await schedules().delete({ where: { id } });
    },

    /** Those that are due, and that no process is about to run; the longest overdue first. */
    due: async (now: Date): Promise<readonly ScheduleRow[]> =>
      (await schedules().findMany({
        where: {
          status: 'active',
          nextRunAt: { $lte: now },
          $or: [{ claimedUntil: null }, { claimedUntil: { $lte: now } }],
        },
        orderBy: [{ nextRunAt: 'asc' }, { id: 'asc' }],
        limit: MAX_DUE,
      })) as ScheduleRow[],
  };
};

export type ScheduleStore = ReturnType<typeof createScheduleStore>;
