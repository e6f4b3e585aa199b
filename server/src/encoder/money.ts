import type { Cell, MoneyFormat } from '../../../shared/columns';

/** Decimals of a currency's amounts (ISO 4217, as the platform's CLDR data has them): 2 for `USD`, 0 for `JPY`. */
export const currencyDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;

const EXPONENT = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/;

/** The digits of a JavaScript number, which prints very large and very small ones with an exponent. */
const plainDigits = (text: string): string => {
  const match = EXPONENT.exec(text);
  if (match === null) return text;
  const [, sign = '', lead = '', fraction = '', power = '0'] = match;
  const digits = lead + fraction;
  const places = Number(power);
  return sign + (places < 0 ? `0.${'0'.repeat(-places - 1)}${digits}` : digits.padEnd(places + 1, '0'));
};

/** Moves the decimal point of a number's text to the left, exactly, and pads: `-5` by 2 is `-0.05`. */
export const shiftPoint = (text: string, places: number): string => {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  const digits = whole.padStart(places + 1, '0');
  const cut = digits.length - places;
  const decimals = digits.slice(cut) + fraction;
  return `${negative ? '-' : ''}${digits.slice(0, cut)}${decimals === '' ? '' : `.${decimals}`}`;
};

/** Pads a plain number's text with zeros to at least `places` decimals; never cuts: `12.5` at 2 is `12.50`. */
const padDecimals = (text: string, places: number): string => {
  const point = text.indexOf('.');
  const present = point < 0 ? 0 : text.length - point - 1;
  if (present >= places) return text;
  return `${text}${point < 0 ? '.' : ''}${'0'.repeat(places - present)}`;
};

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
