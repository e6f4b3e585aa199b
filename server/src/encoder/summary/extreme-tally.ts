import type { Cell, ColumnType } from '../../../../shared/columns';
import { compareNumbers, isNumeric } from './numbers';
import { exactly, type Tally } from './tally';

const compareTexts = (left: Cell, right: Cell): number => {
  const [first, second] = [String(left), String(right)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
};

/** How cells of a type are compared: numbers as numbers, ISO dates and text by their characters. */
export const comparatorOf = (type: ColumnType): ((left: Cell, right: Cell) => number) =>
  isNumeric(type) ? compareNumbers : compareTexts;

/** Keeps the smallest or the largest value. */
export const createExtremeTally = (kind: 'min' | 'max', type: ColumnType): Tally => {
  const compare = comparatorOf(type);
  const sign = kind === 'min' ? 1 : -1;
  const cells: Cell[] = [];
  return {
    add(place, cell) {
      const best = cells[place] ?? null;
      if (best === null || compare(cell, best) * sign < 0) cells[place] = cell;
    },
    result: (place) => exactly(cells[place] ?? null),
  };
};
