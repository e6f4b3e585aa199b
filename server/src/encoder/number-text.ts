import type { Cell, NumberFormat } from '../../../shared/columns';
import { PLAIN_NUMBER, plainDigits, roundDecimals } from './decimal-text';

/** Sets the thousands of a plain number's text apart; each group is cut once, however long the text is. */
const grouped = (text: string): string => {
  const start = text.startsWith('-') ? 1 : 0;
  const point = text.indexOf('.');
  const end = point < 0 ? text.length : point;
  let at = start + ((end - start) % 3 || 3);
  let output = text.slice(0, at);
  for (; at < end; at += 3) output += `,${text.slice(at, at + 3)}`;
  return output + text.slice(end);
};

/**
 * Compiles the rounding of numbers: `2.345` with two decimals is `2.35`, exactly, however many digits the number
 * has. What is no number, such as `NaN`, gives `null`.
 */
export const createRounding = (decimals: number): ((cell: Cell) => string | null) => {
  return (cell) => {
    const text = plainDigits(String(cell));
    return PLAIN_NUMBER.test(text) ? roundDecimals(text, decimals) : null;
  };
};

/**
 * Compiles a number column into text: `1234.5` with two decimals and thousands apart is `1,234.50`.
 * What is no number is given back as it is.
 */
export const createNumberText = (format: NumberFormat): ((cell: Cell) => string) => {
  const round = createRounding(format.decimals);
  if (!format.grouping) return (cell) => round(cell) ?? String(cell);
  return (cell) => {
    const text = round(cell);
    return text === null ? String(cell) : grouped(text);
  };
};
