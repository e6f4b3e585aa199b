import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that are really in use in this process. */
const live = (): number => {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/**
 * By how many bytes what is in use grows at most while something is done, which calls `look` now and then; what it gives
 * back counts, too.
 */
export const growthOf = async (work: (look: () => void) => Promise<unknown>): Promise<number> => {
  const before = live();
  let most = before;
  const look = (): void => {
    most = Math.max(most, live());
  };
  const given = [await work(look)];
  look();
  given.length = 0;
  return most - before;
};
