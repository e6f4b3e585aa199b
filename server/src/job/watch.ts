import { noLongerThan } from './no-longer-than';
import type { JobRow } from './record';
import { isStep, isWorthWriting, NO_PROGRESS, type Progress } from './progress';
import type { JobStore } from './store';

export interface WatchInput {
  readonly store: JobStore;
  readonly job: JobRow;
  readonly attempt: number;
  progress(): Progress;
  /** Milliseconds without any progress after which the attempt counts as stuck. */
  readonly stallTimeout: number;
  /** Called once, when the record is not this attempt's any more: cancelled, or taken over. */
  onLost(): void;
  /** Called when the attempt is stuck, again with every look for as long as it is. */
  onStalled(): void;
}

/** Milliseconds between two looks, by which a cancellation is seen within a second; a step of the rows is one by itself. */
const LOOK_EVERY = 500;

/** Milliseconds without progress after which a sign of life is written. */
const HEARTBEAT = 2_000;

/** Milliseconds that who stops waits for a database which may hang; what it writes later meets another state. */
const PATIENCE = 2_000;

/** Somebody who looks after the record of a running attempt. */
export interface Watch {
  /** Told after each batch: what is a step of the rows is written without waiting for the next look. */
  moved(): void;
  /** Resolves when nothing more is written, or the database hangs. */
  stop(): Promise<void>;
}

/**
 * Looks after the record of a running attempt: writes progress and signs of life, and sees when the attempt has lost its
 * record to a cancellation or to another worker.
 */
export const watchRecord = (input: WatchInput): Watch => {
  const { store, job, attempt, progress, stallTimeout, onLost, onStalled } = input;
  let written = NO_PROGRESS;
  let seen = progress();
  let movedAt = performance.now();
  let writtenAt = performance.now();
  let isStopped = false;
  let isLooking = false;
  /** Rows come on while the database is away, or the record somebody else's: that is no reason to ask for each batch. */
  let canHurry = true;
  let timer: NodeJS.Timeout | undefined;

  const checkMovement = (): void => {
    const now = progress();
    if (now === seen) {
      if (performance.now() - movedAt > stallTimeout) onStalled();
      return;
    }
    seen = now;
    movedAt = performance.now();
  };
  // Apart from the looks, which a database that hangs would keep from coming.
  const movement = setInterval(checkMovement, LOOK_EVERY);

  const look = async (): Promise<boolean> => {
    const now = progress();
    const silence = performance.now() - writtenAt;
    if (!isWorthWriting(written, now, silence) && silence < HEARTBEAT) return store.isRunning(job, attempt);
    const isOurs = await store.touch(job, attempt, { ...now, bytes: String(now.bytes), heartbeatAt: new Date() });
    written = now;
    writtenAt = performance.now();
    return isOurs;
  };

  const isDue = (): boolean => canHurry && isStep(written, progress());

  const turn = async (): Promise<void> => {
    isLooking = true;
    // A database that does not answer is the run's own trouble; here it only means that nothing is known.
    const isOurs = await look().catch(() => null);
    isLooking = false;
    canHurry = isOurs === true;
    if (isStopped) return;
    if (isOurs === false) onLost();
    else timer = setTimeout(next, isDue() ? 0 : LOOK_EVERY);
  };

  let turning: Promise<void> = Promise.resolve();
  function next(): void {
    turning = turn();
  }
  timer = setTimeout(next, LOOK_EVERY);

  return {
    moved: () => {
      if (isStopped || isLooking || !isDue()) return;
      clearTimeout(timer);
      next();
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      clearInterval(movement);
      await noLongerThan(PATIENCE, turning);
    },
  };
};
