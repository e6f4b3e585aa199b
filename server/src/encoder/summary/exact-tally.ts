import type { Cell } from '../../../../shared/columns';
import { PLAIN_NUMBER, plainDigits } from '../decimal-text';
import { nearestDouble } from './numbers';
import { addScaled, divideScaled, scaledText, toScaled, type Scaled } from './scaled';
import { exactly, type Tally } from './tally';

/** Decimals of the numbers that are summed as safe integers; numbers with more take the way of big ones. */
const MAX_SCALE = 6;
/** Every decimal number of up to 15 digits has a double of its own, so the double tells its digits. */
const MAX_SCALED = 1e15;
/** Text of so many characters has at most 15 digits, or none behind a point. */
const MAX_LENGTH = 16;

const decimalsOf = (text: string): number => {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
};

/**
 * Sums integers and decimals exactly. Most numbers are few digits, and are summed as integers of their smallest unit in
 * doubles; what does not fit is added to a big sum beside them.
 *
 * @param isAverage whether the sum is divided by the number of values
 */
export const createExactTally = (isAverage: boolean): Tally => {
  /** Decimals of `units`, and 10 to their power. */
  let scale = 0;
  let factor = 1;
  const units: number[] = [];
  const counts: number[] = [];
  const big = new Map<number, Scaled>();
  /** Sums that NaN or an infinity has gone into. */
  const beyond = new Map<number, number>();

  const addBig = (place: number, number: Scaled): void => {
    const before = big.get(place);
    big.set(place, before === undefined ? number : addScaled(before, number));
  };

  const spill = (place: number): void => addBig(place, { units: BigInt(units[place] ?? 0), scale });

  /** The number in units, where a double shows that it is exactly so many. */
  const unitsOf = (cell: Cell): number | null => {
    if (typeof cell === 'string' ? cell.length > MAX_LENGTH || !PLAIN_NUMBER.test(cell) : typeof cell !== 'number') {
      return null;
    }
    const number = Number(cell);
    const scaled = Math.round(number * factor);
    return Math.abs(scaled) < MAX_SCALED && scaled / factor === number ? scaled : null;
  };

  const addUnits = (place: number, number: number): void => {
    const sum = (units[place] ?? 0) + number;
    if (Number.isSafeInteger(sum)) {
      units[place] = sum;
    } else {
      spill(place);
      units[place] = number;
    }
  };

  const raiseScale = (to: number): void => {
    const step = 10 ** (to - scale);
    for (const [place, sum] of units.entries()) {
      const raised = sum * step;
      if (!Number.isSafeInteger(raised)) spill(place);
      units[place] = Number.isSafeInteger(raised) ? raised : 0;
    }
    scale = to;
    factor *= step;
  };

  const addBeyond = (place: number, cell: Cell): boolean => {
    const number = nearestDouble(cell);
    if (number !== null) beyond.set(place, (beyond.get(place) ?? 0) + number);
    return number !== null;
  };

  /** @returns whether the cell is a number */
  const addSlowly = (place: number, cell: Cell): boolean => {
    const text = plainDigits(String(cell));
    if (!PLAIN_NUMBER.test(text)) return addBeyond(place, cell);
    const decimals = decimalsOf(text);
    if (decimals > scale && decimals <= MAX_SCALE) raiseScale(decimals);
    const number = unitsOf(cell);
    if (number === null) addBig(place, toScaled(text));
    else addUnits(place, number);
    return true;
  };

  const sumOf = (place: number): Scaled => {
    const small = { units: BigInt(units[place] ?? 0), scale };
    const rest = big.get(place);
    return rest === undefined ? small : addScaled(rest, small);
  };

  return {
    add(place, cell) {
      const number = unitsOf(cell);
      if (number !== null) addUnits(place, number);
      else if (!addSlowly(place, cell)) return;
      counts[place] = (counts[place] ?? 0) + 1;
    },
    result(place) {
      const count = counts[place] ?? 0;
      if (count === 0) return exactly(null);
      const unbounded = beyond.get(place);
      if (unbounded !== undefined) return exactly(unbounded);
      return exactly(scaledText(isAverage ? divideScaled(sumOf(place), count) : sumOf(place)));
    },
  };
};
