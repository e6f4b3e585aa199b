import type { Job } from '../../../shared/contracts/jobs';

/** Percent of the rows that are written, `null` while they are not counted. Never 100: a job is done when it says so. */
export const percentOf = ({ rowsDone, rowsTotal }: Pick<Job, 'rowsDone' | 'rowsTotal'>): number | null =>
  rowsTotal === null || rowsTotal === 0 ? null : Math.min(99, Math.floor((rowsDone / rowsTotal) * 100));
