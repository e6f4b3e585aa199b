/** Exact decimal numbers of any size. */
import { shiftPoint } from '../decimal-text';

/** The number `units / 10 ** scale`. */
export interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

/** What Excel shows, and what every double can be told by. */
const SIGNIFICANT_DIGITS = 15;

const powerOfTen = (exponent: number): bigint => 10n ** BigInt(exponent);

const rescale = ({ units, scale }: Scaled, to: number): bigint =>
  to === scale ? units : units * powerOfTen(to - scale);

/** Reads a plain number's text, `-12.34`. */
export const toScaled = (text: string): Scaled => {
  const point = text.indexOf('.');
  if (point < 0) return { units: BigInt(text), scale: 0 };
  return { units: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 };
};

export const addScaled = (left: Scaled, right: Scaled): Scaled => {
  const scale = Math.max(left.scale, right.scale);
  return { units: rescale(left, scale) + rescale(right, scale), scale };
};

/** Negative, zero or positive, as sorting wants it. */
export const compareScaled = (left: Scaled, right: Scaled): number => {
  const scale = Math.max(left.scale, right.scale);
  const difference = rescale(left, scale) - rescale(right, scale);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
};

/** The number in canonical decimal notation: `12.5`, never `12.50`. */
export const scaledText = ({ units, scale }: Scaled): string => {
  const text = shiftPoint(String(units), scale);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
};

const digitCount = (number: bigint): number => String(number).length;

/** A number by a positive whole one, rounded half away from zero to 15 significant digits. */
export const divideScaled = ({ units, scale }: Scaled, by: number): Scaled => {
  const size = units < 0n ? -units : units;
  const divisor = BigInt(by);
  // One digit more than wanted is enough to round by; what is cut off behind it cannot make a half.
  const raised = Math.max(0, SIGNIFICANT_DIGITS + 1 + digitCount(divisor) - digitCount(size));
  const quotient = (size * powerOfTen(raised)) / divisor;
  const surplus = Math.max(0, digitCount(quotient) - SIGNIFICANT_DIGITS);
  const half = surplus === 0 ? 0n : 5n * powerOfTen(surplus - 1);
  const rounded = (quotient + half) / powerOfTen(surplus);
  const finalScale = scale + raised - surplus;
  const signed = units < 0n ? -rounded : rounded;
  return finalScale >= 0 ? { units: signed, scale: finalScale } : { units: signed * powerOfTen(-finalScale), scale: 0 };
};
