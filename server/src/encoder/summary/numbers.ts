import type { Cell, ColumnType } from '../../../../shared/columns';
import { PLAIN_NUMBER, plainDigits } from '../decimal-text';
import { compareScaled, toScaled } from './scaled';

/** What databases call the numbers that have no digits. */
const NAMED: ReadonlySet<string> = new Set(['NaN', 'Infinity', '-Infinity']);

export const isNumeric = (type: ColumnType): boolean =>
  type === 'integer' || type === 'biginteger' || type === 'decimal' || type === 'float';

/** The double nearest to a cell; `null` for what is no number, such as text that SQLite keeps in any column. */
export const nearestDouble = (cell: Cell): number | null => {
  if (typeof cell === 'number') return cell;
  const text = String(cell);
  return PLAIN_NUMBER.test(plainDigits(text)) || NAMED.has(text) ? Number(text) : null;
};

const compareDigits = (left: Cell, right: Cell): number => {
  const [first, second] = [plainDigits(String(left)), plainDigits(String(right))];
  if (!PLAIN_NUMBER.test(first) || !PLAIN_NUMBER.test(second)) return 0;
  return compareScaled(toScaled(first), toScaled(second));
};

/** Compares numbers exactly, also those that a double cannot tell apart; what is no number is largest, as in SQL. */
export const compareNumbers = (left: Cell, right: Cell): number => {
  const [first, second] = [Number(left), Number(right)];
  if (first < second) return -1;
  if (first > second) return 1;
  if (first !== second) return Number(Number.isNaN(first)) - Number(Number.isNaN(second));
  return left === right || (typeof left === 'number' && typeof right === 'number') ? 0 : compareDigits(left, right);
};
