import type { Job } from '../../../shared/contracts/jobs';

/** Percent of the rows that are written, `null` while they are not counted. Never 100: a job is done when it says so. */
export const percentOf = ({ rowsDone, rowsTotal }: Pick<Job, 'rowsDone' | 'rowsTotal'>): number | null =>
  rowsTotal === null || rowsTotal === 0 ? null : Math.min(99, Math.floor((rowsDone / rowsTotal) * 100));

/** How fast a job runs, and how long it still takes at that speed. */
export interface Pace {
  /** Since the attempt began, to two digits: more would be noise. */
  readonly rowsPerSecond: number;
  /** Above 0. */
  readonly secondsLeft: number;
}

/** Milliseconds from the start of an attempt in which its speed says nothing. */
const TOO_EARLY = 2_000;

/**
 * The pace of a job that writes rows; `null` in every other phase, in the first seconds, and while there is nothing to
 * tell it by.
 *
 * @param now milliseconds since 1970; a clock that is behind the server's gives `null`
 */
export const paceOf = (
  { phase, rowsDone, rowsTotal, startedAt }: Pick<Job, 'phase' | 'rowsDone' | 'rowsTotal' | 'startedAt'>,
  now: number,
): Pace | null => {
  if (phase !== 'writing' || startedAt === null || rowsTotal === null) return null;
  const elapsed = now - Date.parse(startedAt);
  // Without a row nothing is known; with all of them the file is being finished, which is not counted in rows.
  if (elapsed < TOO_EARLY || rowsDone === 0 || rowsDone >= rowsTotal) return null;
  const rate = (rowsDone / elapsed) * 1_000;
  return { rowsPerSecond: Number(rate.toPrecision(2)), secondsLeft: (rowsTotal - rowsDone) / rate };
};

/** A length of time in the unit that people would use. */
interface Duration {
  readonly value: number;
  readonly unit: 'second' | 'minute' | 'hour' | 'day';
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Above so many of a smaller unit, the next one is clearer. */
const ENOUGH = 90;

/** About how long something takes: seconds by fives above ten, minutes, half hours; at least a second. */
export const roundDuration = (seconds: number): Duration => {
  if (seconds <= 10) return { value: Math.max(1, Math.ceil(seconds)), unit: 'second' };
  const fives = Math.ceil(seconds / 5) * 5;
  if (fives <= ENOUGH) return { value: fives, unit: 'second' };
  const minutes = Math.round(seconds / MINUTE);
  if (minutes <= ENOUGH) return { value: minutes, unit: 'minute' };
  return { value: Math.round((seconds / HOUR) * 2) / 2, unit: 'hour' };
};

/** A length of time as it is, in the largest unit of which there is a whole number; of days, more than one. */
export const durationOf = (seconds: number): Duration => {
  if (seconds % DAY === 0 && seconds > DAY) return { value: seconds / DAY, unit: 'day' };
  if (seconds % HOUR === 0) return { value: seconds / HOUR, unit: 'hour' };
  return seconds % MINUTE === 0 ? { value: seconds / MINUTE, unit: 'minute' } : { value: seconds, unit: 'second' };
};
