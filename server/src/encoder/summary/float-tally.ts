import { nearestDouble } from './numbers';
import { exactly, type Tally } from './tally';

const SIGNIFICANT_DIGITS = 15;

/**
 * Sums doubles with Neumaier's compensation (https://doi.org/10.1002/zamm.19740540106): what each addition loses is kept
 * and added at the end, so that the sum does not depend on the order of the rows.
 *
 * @param isAverage whether the sum is divided by the number of values
 */
export const createFloatTally = (isAverage: boolean): Tally => {
  const sums: number[] = [];
  const losses: number[] = [];
  const counts: number[] = [];
  return {
    add(place, cell) {
      const number = nearestDouble(cell);
      if (number === null) return;
      const sum = sums[place] ?? 0;
      const next = sum + number;
      const loss = Math.abs(sum) >= Math.abs(number) ? sum - next + number : number - next + sum;
      sums[place] = next;
      losses[place] = (losses[place] ?? 0) + loss;
      counts[place] = (counts[place] ?? 0) + 1;
    },
    result(place) {
      const count = counts[place] ?? 0;
      if (count === 0) return exactly(null);
      const sum = sums[place] ?? 0;
      // Beside an infinity the losses are no numbers.
      const total = Number.isFinite(sum) ? sum + (losses[place] ?? 0) : sum;
      return exactly(isAverage ? Number((total / count).toPrecision(SIGNIFICANT_DIGITS)) : total);
    },
  };
};
