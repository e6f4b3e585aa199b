import type { PauseReason, ScheduledResult } from '../../../shared/contracts/schedules';
import { isActive, type JobStatus } from '../../../shared/job-status';
import { nextRun } from './cron';
import type { RecipientRow, ScheduleChanges, ScheduleRow, ScheduleStore } from './store';

export interface RunDueInput {
  readonly store: ScheduleStore;
  /** Why a schedule must not run any more, asked before each run; `null` when it may. */
  reasonToPause(schedule: ScheduleRow): Promise<PauseReason | null>;
  /**
   * Makes the job of one recipient, once for each run, whoever asks how often.
   *
   * @param at when the run was due, ISO 8601
   * @throws whatever the database throws; what its recipient is refused with is a result
   */
  makeJob(schedule: ScheduleRow, recipient: RecipientRow, at: string): Promise<ScheduledResult>;
  /** The states of jobs, as far as they are still there. */
  statusesOf(jobs: readonly string[]): Promise<readonly JobStatus[]>;
  /** Told when a schedule was paused for a reason that is not its owner's wish; never throws. */
  onPaused(schedule: ScheduleRow, reason: PauseReason): void;
  readonly log: { error(message: string): void; warn(message: string): void };
}

/** Milliseconds that a process has for making the jobs of one run. */
const CLAIM = 5 * 60_000;

/** Runs in a row without a file, after which a schedule is paused. */
const MAX_FAILURES = 3;

/** Tries of a compare-and-set against others that change the same schedule. */
const TRIES = 5;

/** The state of a schedule that does not run. */
export const paused = (reason: PauseReason) =>
  ({ status: 'paused', pausedBy: reason, nextRunAt: null, claimedUntil: null }) as const;

/**
 * Makes the jobs of schedules that are due. Every process may look as often as it likes: a run is claimed by
 * compare-and-set, a claim that its process does not live to end falls to another, and a job knows its run, so that it is
 * made once. Moments that were missed are one run: the next is counted from now.
 */
export const createScheduleRuns = (input: RunDueInput) => {
  const { store, reasonToPause, makeJob, statusesOf, onPaused, log } = input;

  /** Changes the newest version of a schedule. @returns what it is then, `null` where there was nothing to change any more */
  const changing = async (
    documentId: string,
    change: (schedule: ScheduleRow) => ScheduleChanges | null,
  ): Promise<{ readonly schedule: ScheduleRow; readonly changes: ScheduleChanges } | null> => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const schedule = await store.byId(documentId);
      const changes = schedule === null ? null : change(schedule);
      if (schedule === null || changes === null) return null;
      if (await store.change(schedule, changes))
        return { schedule: { ...schedule, ...changes } as ScheduleRow, changes };
    }
    throw new Error(`Schedule ${documentId} changes all the time.`);
  };

  /** Counts the last run, once, when the last of its jobs has ended and none gave anybody a file. */
  const judge = async ({ documentId, lastRun }: ScheduleRow): Promise<void> => {
    if (lastRun === null) return;
    const { at, results } = lastRun;
    const statuses = await statusesOf(results.flatMap(({ job }) => job ?? []));
    if (statuses.some(isActive)) return;
    const isFine = statuses.some((status) => status === 'completed' || status === 'expired');
    const changed = await changing(documentId, ({ judgedRun, failures, status }) => {
      // ISO 8601 in UTC: the later one is the larger text.
      if (judgedRun !== null && judgedRun >= at) return null;
      const inARow = isFine ? 0 : failures + 1;
      const isOver = inARow >= MAX_FAILURES && status === 'active';
      return { judgedRun: at, failures: inARow, ...(isOver && paused('failures')) };
    });
    if (changed?.changes.status === 'paused') onPaused(changed.schedule, 'failures');
  };

  const pause = async (schedule: ScheduleRow, reason: PauseReason): Promise<void> => {
    if (!(await store.change(schedule, paused(reason)))) return;
    log.warn(`[export] Schedule ${schedule.documentId} is paused: ${reason}.`);
    onPaused(schedule, reason);
  };

  /** One recipient after the other, so that a long list is no rush. */
  const resultsOf = async (schedule: ScheduleRow, at: string): Promise<ScheduledResult[]> => {
    const results: ScheduledResult[] = [];
    for (const recipient of schedule.recipients) results.push(await makeJob(schedule, recipient, at));
    return results;
  };

  /** @param ended what becomes of the schedule, beside the run being written down */
  const runAt = async (
    schedule: ScheduleRow,
    at: string,
    ended: (now: ScheduleRow) => ScheduleChanges,
  ): Promise<void> => {
    const results = await resultsOf(schedule, at);
    const now = await changing(schedule.documentId, (one) => ({ lastRun: { at, results }, ...ended(one) }));
    // Those that were refused at once have ended before anybody could ask.
    if (now !== null) await judge(now.schedule);
  };

  /** After now, so that what was missed is not made up for, and after the run, should clocks differ. */
  const following = ({ cron, timeZone }: ScheduleRow, at: string): Date =>
    nextRun(cron, timeZone, new Date(Math.max(Date.now(), Date.parse(at))));

  const runIfDue = async (schedule: ScheduleRow): Promise<void> => {
    const reason = await reasonToPause(schedule);
    if (reason !== null) {
      await pause(schedule, reason);
      return;
    }
    const claim = new Date(Date.now() + CLAIM);
    if (!(await store.change(schedule, { claimedUntil: claim }))) return;
    const at = new Date(schedule.nextRunAt ?? Date.now()).toISOString();
    await runAt(schedule, at, ({ claimedUntil }) => {
      // Whoever changed it meanwhile has taken the claim away, and has said when it runs next.
      const isOurs = claimedUntil !== null && new Date(claimedUntil).getTime() === claim.getTime();
      return isOurs ? { claimedUntil: null, nextRunAt: following(schedule, at) } : {};
    });
  };

  return {
    /** Runs all that is due. Never throws: what fails is told, and tried again. */
    look: async (): Promise<void> => {
      for (const schedule of await store.due(new Date())) {
        await runIfDue(schedule).catch((error: unknown) => {
          log.error(`[export] Schedule ${schedule.documentId} could not be run: ${(error as Error).message}`);
        });
      }
    },

    /** Runs a schedule beside its plan. */
    runNow: (schedule: ScheduleRow): Promise<void> => runAt(schedule, new Date().toISOString(), () => ({})),

    /** To be called when a job of a schedule's has ended. */
    judge,
  };
};

export type ScheduleRuns = ReturnType<typeof createScheduleRuns>;
