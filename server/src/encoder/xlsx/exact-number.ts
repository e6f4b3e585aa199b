import type { Cell, Column, MoneyFormat } from '../../../../shared/columns';
import { PLAIN_NUMBER, shiftPoint } from '../decimal-text';
import { currencyDigits } from '../money';
import { createRounding } from '../number-text';
import { PERCENT_PLACES } from '../percent-text';

/** Every decimal number of so many significant digits survives the way through a double, and Excel shows no more. */
const SIGNIFICANT_DIGITS = 15;
/** Integers up to here are doubles without a gap. */
const MAX_INTEGER = 2 ** 53;
/** Far above the smallest double, so that no fraction becomes zero. */
const MAX_LENGTH = 300;

const isExact = (text: string): boolean => {
  if (text.length > MAX_LENGTH || Math.abs(Number(text)) > MAX_INTEGER) return false;
  const digits = text.replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '');
  return digits.length <= SIGNIFICANT_DIGITS;
};

/**
 * A number's digits where a number cell shows them exactly, otherwise `null`: for more than 15 significant digits,
 * integers beyond 2^53, and what is no plain decimal number, such as `1e+21` or `NaN`.
 */
const exactNumber = (cell: Cell): string | null => {
  const text = String(cell);
  if (!PLAIN_NUMBER.test(text)) return null;
  if (text.length > SIGNIFICANT_DIGITS && !isExact(text)) return null;
  // Excel knows no negative zero.
  return text === '-0' ? '0' : text;
};

/** Longer than the digits that a double has, so that what is text already can be neither infinite nor zero by rounding. */
const MAX_DOUBLE_LENGTH = 25;

/** A double in the shortest digits that give it back, or `null` for what is no number. */
const finiteNumber = (cell: Cell): string | number | null => {
  if (typeof cell === 'string' && cell.length <= MAX_DOUBLE_LENGTH && PLAIN_NUMBER.test(cell)) {
    return cell === '-0' ? '0' : cell;
  }
  const number = Number(cell);
  if (!Number.isFinite(number)) return null;
  return number === 0 ? 0 : number;
};

/** Compiles a money column into its amounts in currency units, as digits; `null` as in {@link exactNumber}. */
const createExactMoney = ({ currency, storedAs }: MoneyFormat): ((cell: Cell) => string | null) => {
  if (storedAs === 'units') return exactNumber;
  const places = currencyDigits(currency);
  return (cell) => {
    const text = String(cell);
    // Shifted as text: 1.1 - 1 in doubles is not 0.1.
    return PLAIN_NUMBER.test(text) ? exactNumber(shiftPoint(text, places)) : null;
  };
};

/**
 * Compiles the rounding of a number to `decimals` where it has more digits than Excel shows. Excel rounds what it shows
 * by itself, so other numbers keep their decimals. `null` where the rounded number has too many digits as well.
 */
const createExactRounding = (decimals: number): ((cell: Cell) => string | null) => {
  const round = createRounding(decimals);
  return (cell) => {
    const exact = exactNumber(cell);
    if (exact !== null) return exact;
    const rounded = round(cell);
    return rounded === null ? null : exactNumber(rounded);
  };
};

/** What a number cell holds, compiled for a column; `null` for a cell that only text can show as it is. */
type CellNumber = (cell: Cell) => string | number | null;

/** Compiles a column of numbers into what its number cells hold; `null` for a column of another type. */
export const createCellNumber = ({ type, format }: Pick<Column, 'type' | 'format'>): CellNumber | null => {
  if (format?.kind === 'money') return createExactMoney(format);
  switch (type) {
    case 'float':
      // A float is a double, which a number cell holds as it is; only the display is rounded.
      return finiteNumber;
    case 'integer':
    case 'biginteger':
    case 'decimal':
      if (format?.kind === 'number') return createExactRounding(format.decimals);
      return format?.kind === 'percent' ? createExactRounding(format.decimals + PERCENT_PLACES) : exactNumber;
    default:
      return null;
  }
};
