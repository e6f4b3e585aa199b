import type { JobPhase } from '../../../shared/job-status';

/** How far an attempt is. */
export interface Progress {
  readonly phase: JobPhase;
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
  readonly isTotalExact: boolean;
  readonly bytes: number;
}

export const NO_PROGRESS: Progress = {
  phase: 'preparing',
  rowsDone: 0,
  rowsTotal: null,
  isTotalExact: false,
  bytes: 0,
};

/** A second without a word is long for somebody who watches. */
const MAX_SILENCE = 1_000;

/** Progress is told at least every tenth of the rows: a twentieth leaves room for the batch that completes it. */
const STEP = 0.05;

/** Whether so many rows have come since progress was written that it is told at once; all rows are told of with the file. */
export const isStep = (written: Progress, { rowsDone, rowsTotal }: Progress): boolean =>
  rowsTotal !== null && rowsDone < rowsTotal && rowsDone - written.rowsDone >= rowsTotal * STEP;

/** Whether a look is reason to write progress down, `sinceWrite` milliseconds after it was written last. */
export const isWorthWriting = (written: Progress, now: Progress, sinceWrite: number): boolean => {
  const { rowsDone, phase, rowsTotal } = now;
  if (phase !== written.phase || rowsTotal !== written.rowsTotal || isStep(written, now)) return true;
  return rowsDone !== written.rowsDone && sinceWrite >= MAX_SILENCE;
};
