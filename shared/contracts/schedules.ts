/**
 * Presets that are exported again and again. `P` is `/export` in the panel's contract and `/api/export` in the content
 * API's; both have the same routes. In the panel all but reading needs the right `schedules.manage`.
 *
 * - `GET P/schedules?page=&pageSize=` → {@link ScheduleList}: the caller's own
 * - `POST P/schedules` with a {@link ScheduleBody} → {@link ScheduleAnswer} (201)
 * - `GET P/schedules/:id` → {@link ScheduleAnswer}
 * - `PUT P/schedules/:id` with a {@link ScheduleBody} → {@link ScheduleAnswer}
 * - `POST P/schedules/:id/pause`, `…/resume`, `…/run` → {@link ScheduleAnswer}
 * - `DELETE P/schedules/:id` → 204
 */
import type { JobStatus } from '../job-status';
import type { PageMeta } from './pages';

export interface ScheduleBody {
  /** 1 to 100 characters. */
  readonly name: string;
  /** Id of a preset that the caller sees. A change of the preset counts from the next run on. */
  readonly preset: string;
  /** Five fields: minute, hour, day of month, month, day of week, as cron has them (`0 7 * * 1-5`). */
  readonly cron: string;
  /** IANA name of the time zone that the fields are in. Default: UTC. */
  readonly timeZone?: string | undefined;
  /**
   * Ids of the panel's users who get a job of their own, under their own rights; 1 to 50. Default: the caller alone, and
   * in the content API nobody else.
   */
  readonly recipients?: readonly string[] | undefined;
}

/** Why a schedule does not run. */
export type PauseReason =
  /** Its owner paused it. */
  | 'owner'
  /** Three runs in a row gave nobody a file. */
  | 'failures'
  /** Its owner's account or token is gone or blocked, or may not schedule any more. */
  | 'credential'
  /** Its preset is gone, or its owner does not see it any more. */
  | 'preset';

interface Recipient {
  readonly id: string;
  readonly name: string;
}

/** What became of a run for one recipient. */
export interface ScheduledResult {
  readonly recipient: Recipient;
  /** The job, also one that was refused at once, so that its recipient sees why; `null` for whoever is gone. */
  readonly job: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface ScheduledRun {
  /** When it was due. ISO 8601, UTC. */
  readonly at: string;
  readonly results: readonly ScheduledResult[];
}

/** A result, and what has become of its job. */
export interface ShownResult extends ScheduledResult {
  /** `null` where there is no job, or not any more. */
  readonly status: JobStatus | null;
}

export interface Schedule {
  readonly id: string;
  readonly name: string;
  /** `null` when the preset is gone. */
  readonly preset: { readonly id: string; readonly name: string } | null;
  readonly cron: string;
  readonly timeZone: string;
  readonly recipients: readonly Recipient[];
  readonly status: 'active' | 'paused';
  readonly pausedBy: PauseReason | null;
  /** Runs in a row that gave nobody a file. */
  readonly failures: number;
  /** `null` while it is paused. */
  readonly nextRunAt: string | null;
  readonly lastRun: { readonly at: string; readonly results: readonly ShownResult[] } | null;
  readonly createdAt: string;
}

export interface ScheduleList {
  readonly data: readonly Schedule[];
  readonly meta: PageMeta;
}

export interface ScheduleAnswer {
  readonly data: Schedule;
}
