import { ownText } from '../../row/own-text';
import { createBudget } from './budget';
import type { Tally } from './tally';

/** Of all places of a measure together. */
const MAX_VALUES = 100_000;
const MAX_CHARACTERS = 16_000_000;

/** Counts different values. Once no more can be kept, a place where an unknown one comes has more than it keeps. */
export const createDistinctTally = (): Tally => {
  const budget = createBudget(MAX_VALUES, MAX_CHARACTERS);
  const values: Set<string>[] = [];
  const overflown = new Set<number>();
  return {
    add(place, cell) {
      const text = typeof cell === 'string' ? cell : String(cell);
      const known = (values[place] ??= new Set());
      if (known.has(text)) return;
      if (budget.take(text)) known.add(ownText(text));
      else overflown.add(place);
    },
    result(place) {
      const isLeast = overflown.has(place);
      return { cell: (values[place]?.size ?? 0) + (isLeast ? 1 : 0), isLeast };
    },
  };
};
