/** Numbers as their text: what a double would round stays exact. */

/** A number without an exponent, which the functions here take. */
export const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;

/** A double's exponent has at most three digits; more would be text that only looks like a number, and zeros without end. */
const EXPONENT = /^(-?)(\d)(?:\.(\d+))?e([+-]\d{1,3})$/;

/** The digits of a JavaScript number, which prints very large and very small ones with an exponent. */
export const plainDigits = (text: string): string => {
  const match = EXPONENT.exec(text);
  if (match === null) return text;
  const [, sign = '', lead = '', fraction = '', power = '0'] = match;
  const digits = lead + fraction;
  const places = Number(power);
  if (places < 0) return `${sign}0.${'0'.repeat(-places - 1)}${digits}`;
  const whole = digits.slice(0, places + 1).padEnd(places + 1, '0');
  const rest = digits.slice(places + 1);
  return `${sign}${whole}${rest === '' ? '' : `.${rest}`}`;
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

/** Moves the decimal point of a plain number's text to the right, exactly: `0.125` by 2 is `12.5`, `-5` is `-500`. */
export const raisePoint = (text: string, places: number): string => {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  const digits = (whole + fraction.slice(0, places).padEnd(places, '0')).replace(/^0+(?=\d)/, '');
  const rest = fraction.slice(places);
  return `${negative ? '-' : ''}${digits}${rest === '' ? '' : `.${rest}`}`;
};

/** Pads a plain number's text with zeros to at least `places` decimals; never cuts: `12.5` at 2 is `12.50`. */
export const padDecimals = (text: string, places: number): string => {
  const point = text.indexOf('.');
  const present = point < 0 ? 0 : text.length - point - 1;
  if (present >= places) return text;
  return `${text}${point < 0 ? '.' : ''}${'0'.repeat(places - present)}`;
};

/** One more than a text of digits: `199` is `200`. */
const increment = (digits: string): string => {
  let at = digits.length - 1;
  while (digits[at] === '9') at -= 1;
  const zeros = '0'.repeat(digits.length - 1 - at);
  return at < 0 ? `1${zeros}` : `${digits.slice(0, at)}${Number(digits[at]) + 1}${zeros}`;
};

/**
 * Rounds a plain number's text half away from zero, to exactly `places` decimals: `2.345` at 2 is `2.35`, `-0.5` at 0
 * is `-1`. What rounds to zero has no sign.
 */
export const roundDecimals = (text: string, places: number): string => {
  const negative = text.startsWith('-');
  const size = negative ? text.slice(1) : text;
  const point = size.indexOf('.');
  let rounded = size;
  if (point >= 0 && size.length - point - 1 > places) {
    const kept = size.slice(0, point) + size.slice(point + 1, point + 1 + places);
    const isUp = size.charAt(point + 1 + places) >= '5';
    rounded = shiftPoint(isUp ? increment(kept) : kept, places);
  }
  const padded = padDecimals(rounded, places);
  return negative && /[1-9]/.test(padded) ? `-${padded}` : padded;
};
