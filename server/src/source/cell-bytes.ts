import type { Cell } from '../../../shared/columns';
import { NOT_PUT } from '../row/put';
import type { BlockCells } from './block-cells';
import { createEpochBytes, LONGEST_EPOCH } from './epoch-text';

/** Writes cells as their bytes, without a text of each. */

const [ZERO, POINT, MINUS] = [48, 46, 45];

/** Numbers of more digits are printed by V8, which takes longer. */
const MOST = 999_999_999;

const digitsOf = (whole: number): number => {
  let digits = 1;
  for (let most = 9; whole > most; most = most * 10 + 9) digits += 1;
  return digits;
};

/**
 * Adds some units of the last decimal as a number, without the zeros at its end.
 *
 * @param allUnits a whole number, not negative, that a double holds exactly
 */
export const addFixed = (cells: BlockCells, isNegative: boolean, allUnits: number, allDecimals: number): void => {
  let units = allUnits;
  let decimals = allDecimals;
  while (decimals > 0 && units % 10 === 0) {
    units /= 10;
    decimals -= 1;
  }
  const digits = Math.max(digitsOf(units), decimals + 1);
  const length = Number(isNegative) + digits + Number(decimals > 0);
  cells.reserve(length);
  const { bytes, length: start } = cells;
  let at = start + length;
  for (let digit = 0; digit < digits; digit += 1) {
    if (digit === decimals && decimals > 0) {
      at -= 1;
      bytes[at] = POINT;
    }
    const tens = Math.floor(units / 10);
    at -= 1;
    bytes[at] = ZERO + units - tens * 10;
    units = tens;
  }
  if (isNegative) bytes[start] = MINUS;
  cells.length = start + length;
  cells.place(start, cells.length);
};

/** The decimals of the numbers that are written by their digits. */
export const DECIMALS = 6;

const MILLION = 10 ** DECIMALS;

/**
 * Adds a number as JavaScript prints it: the fewest digits that no other double is nearer to. No two decimals of up to 15
 * digits are the same double, so where a decimal of nine is this double, JavaScript prints it.
 */
const addNumber = (cells: BlockCells, value: number): void => {
  const magnitude = Math.abs(value);
  if (Number.isInteger(magnitude) && magnitude <= MOST) {
    addFixed(cells, value < 0, magnitude, 0);
    return;
  }
  const millionths = Math.round(magnitude * MILLION);
  if (millionths <= MOST && millionths / MILLION === magnitude) addFixed(cells, value < 0, millionths, DECIMALS);
  else cells.addText(String(value));
};

/** Adds what a conversion gave, as printing it gives it. */
export const addCell = (cells: BlockCells, cell: Cell): void => {
  if (typeof cell === 'string') cells.addText(cell);
  else if (typeof cell === 'number') addNumber(cells, cell);
  else if (cell === null) cells.addMissing();
  else cells.addText(String(cell));
};

/** A driver's value where there is no conversion: SQLite keeps any value in a column of any type. */
export const printed = (raw: unknown): Cell => (typeof raw === 'string' || typeof raw === 'number' ? raw : String(raw));

/** @returns a function that adds a moment, of milliseconds of the epoch; `false` for what is none */
export const createAddEpoch = (cells: BlockCells): ((epoch: number) => boolean) => {
  const putEpoch = createEpochBytes();
  return (epoch) => {
    cells.reserve(LONGEST_EPOCH);
    const start = cells.length;
    const end = putEpoch(cells.bytes, start, epoch);
    if (end === NOT_PUT) return false;
    cells.length = end;
    cells.place(start, end);
    return true;
  };
};
