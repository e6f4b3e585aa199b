import type { Cell, MoneyFormat } from '../../../shared/columns';
import { padDecimals, PLAIN_NUMBER, plainDigits, shiftPoint } from './decimal-text';

/** Decimals of a currency's amounts (ISO 4217, as the platform's CLDR data has them): 2 for `USD`, 0 for `JPY`. */
export const currencyDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/**
 * Compiles a money column into text in currency units: `1234` stored as cents of `USD` is `12.34`.
 * What is not a plain decimal number is given back as it is.
 */
export const createMoneyText = ({ currency, storedAs }: MoneyFormat): ((cell: Cell) => string) => {
  const digits = currencyDigits(currency);
  return (cell) => {
    const text = plainDigits(String(cell));
    if (!PLAIN_NUMBER.test(text)) return text;
    return padDecimals(storedAs === 'cents' ? shiftPoint(text, digits) : text, digits);
  };
};
