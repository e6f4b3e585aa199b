import type { Cell } from '../../../../shared/columns';

/** What a measure comes to. */
export interface SummaryValue {
  /** `null` where no value was present. */
  readonly cell: Cell;
  /** Whether it is a lower bound: the true number may be larger. */
  readonly isLeast: boolean;
}

/**
 * Takes in the values of one measure. What belongs to a place stands in lists beside each other rather than in an object
 * for each place, so that thousands of groups cost little.
 */
export interface Tally {
  /** @param place 0 for a figure, in a table the group's number @param cell never `null` */
  add(place: number, cell: Cell): void;
  result(place: number): SummaryValue;
}

/** A value that is what it says. */
export const exactly = (cell: Cell): SummaryValue => ({ cell, isLeast: false });

export const createCountTally = (): Tally => {
  const counts: number[] = [];
  return {
    add(place) {
      counts[place] = (counts[place] ?? 0) + 1;
    },
    result: (place) => exactly(counts[place] ?? 0),
  };
};
