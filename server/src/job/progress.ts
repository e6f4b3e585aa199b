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

/** A tenth of the rows is worth a word at once. */
const STEP = 0.1;

/** Whether progress is to be written down, `sinceWrite` milliseconds after it was written last. */
export const isWorthWriting = (written: Progress, now: Progress, sinceWrite: number): boolean => {
  const { rowsDone, phase, rowsTotal } = now;
  if (phase !== written.phase || rowsTotal !== written.rowsTotal) return true;
  const isStep = rowsTotal !== null && rowsDone - written.rowsDone >= rowsTotal * STEP && rowsDone > written.rowsDone;
  return isStep || (rowsDone !== written.rowsDone && sinceWrite >= MAX_SILENCE);
};
