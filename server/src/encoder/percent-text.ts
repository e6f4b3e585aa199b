import type { Cell, PercentFormat } from '../../../shared/columns';
import { PLAIN_NUMBER, plainDigits, raisePoint, roundDecimals } from './decimal-text';

/** How far a fraction is from its percentage. */
export const PERCENT_PLACES = 2;

/**
 * Compiles a percent column into text: `0.1255` with one decimal is `12.6%`, exactly, however many digits the number
 * has. What is no number is given back as it is.
 */
export const createPercentText = ({ decimals }: PercentFormat): ((cell: Cell) => string) => {
  return (cell) => {
    const text = plainDigits(String(cell));
    return PLAIN_NUMBER.test(text) ? `${roundDecimals(raisePoint(text, PERCENT_PLACES), decimals)}%` : String(cell);
  };
};
