import { Buffer } from 'node:buffer';
import { createTextBytes, type TextBytes } from '../text-bytes';

/** Days from Excel's day 0 to 1 January 1970, for days after February 1900. */
const UNIX_EPOCH = 25_569;
const DAY_MS = 86_400_000;

/** 1 March 1900: before it, Excel counts a 29 February 1900 that never was. */
const FIRST_SERIAL = 61;

const [ZERO, NINE, POINT] = [48, 57, 46];

/** What the texts look like, with a zero for any digit. */
const DATE = Buffer.from('0000-00-00');
const DATETIME = Buffer.from('0000-00-00T00:00:00.000');
const TIME = Buffer.from('00:00:00.000');

const hasShape = (bytes: Buffer, from: number, to: number, shape: Buffer): boolean => {
  if (to - from !== shape.length) return false;
  for (let at = 0; at < shape.length; at += 1) {
    const byte = bytes[from + at] as number;
    if (shape[at] === ZERO ? byte < ZERO || byte > NINE : byte !== shape[at]) return false;
  }
  return true;
};

const digit = (bytes: Buffer, at: number): number => (bytes[at] as number) - ZERO;

const twoDigits = (bytes: Buffer, at: number): number => digit(bytes, at) * 10 + digit(bytes, at + 1);

/**
 * Days since 1970 of a date in the Gregorian calendar, by Howard Hinnant's `days_from_civil`
 * (https://howardhinnant.github.io/date_algorithms.html) for years from 0 on.
 */
const daysFromCivil = (year: number, month: number, day: number): number => {
  // The year begins in March, so that the leap day is its last.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

const dayNumber = (bytes: Buffer, at: number): number => {
  const year = twoDigits(bytes, at) * 100 + twoDigits(bytes, at + 2);
  return UNIX_EPOCH + daysFromCivil(year, twoDigits(bytes, at + 5), twoDigits(bytes, at + 8));
};

const milliseconds = (bytes: Buffer, at: number): number => {
  const minutes = twoDigits(bytes, at) * 60 + twoDigits(bytes, at + 3);
  const seconds = minutes * 60 + twoDigits(bytes, at + 6);
  return seconds * 1000 + digit(bytes, at + 9) * 100 + twoDigits(bytes, at + 10);
};

/** Digits behind the point: a trillionth is less than a ten-thousandth of a millisecond. */
const DECIMALS = 12;

/** Digits of the last day of the year 9999. */
const MOST_DIGITS = 7;

/**
 * A day and the milliseconds of it as a decimal number, three digits at a time. V8 remembers the text of each number that
 * it prints, beyond the garbage collector's next turns, so a million different ones would fill its heap.
 */
const putSerial = (out: TextBytes, day: number, ofDay: number): void => {
  out.reserve(MOST_DIGITS + 1 + DECIMALS);
  const { buffer } = out;
  let at = out.length;
  let unit = 1;
  while (unit * 10 <= day) unit *= 10;
  for (let rest = day; unit >= 1; unit /= 10) {
    const figure = Math.floor(rest / unit);
    buffer[at] = ZERO + figure;
    at += 1;
    rest -= figure * unit;
  }
  if (ofDay > 0) {
    buffer[at] = POINT;
    at += 1;
  }
  let rest = ofDay;
  for (let group = 0; group < DECIMALS && rest > 0; group += 3) {
    const thousandths = Math.floor((rest * 1_000) / DAY_MS);
    rest = rest * 1_000 - thousandths * DAY_MS;
    const hundreds = Math.floor(thousandths / 100);
    const tens = Math.floor(thousandths / 10);
    buffer[at] = ZERO + hundreds;
    buffer[at + 1] = ZERO + tens - hundreds * 10;
    buffer[at + 2] = ZERO + thousandths - tens * 10;
    at += 3;
  }
  out.length = at;
};

/**
 * Adds the serial number of what some bytes say (ECMA-376 part 1, 18.17.4.1).
 *
 * @returns `false` before March 1900 and for any other text; then nothing was added
 */
export type PutSerial = (out: TextBytes, bytes: Buffer, from: number, to: number) => boolean;

/** Of a day such as `2026-02-03`. */
export const putDateSerial: PutSerial = (out, bytes, from, to) => {
  if (!hasShape(bytes, from, to, DATE)) return false;
  const day = dayNumber(bytes, from);
  if (day < FIRST_SERIAL) return false;
  putSerial(out, day, 0);
  return true;
};

/** Of local time such as `2026-02-03T04:05:06.789`. */
export const putDatetimeSerial: PutSerial = (out, bytes, from, to) => {
  if (!hasShape(bytes, from, to, DATETIME)) return false;
  const day = dayNumber(bytes, from);
  if (day < FIRST_SERIAL) return false;
  putSerial(out, day, milliseconds(bytes, from + 11));
  return true;
};

/** Of `04:05:06.789`: the fraction of a day. */
export const putTimeSerial: PutSerial = (out, bytes, from, to) => {
  if (!hasShape(bytes, from, to, TIME)) return false;
  putSerial(out, 0, milliseconds(bytes, from));
  return true;
};

/** Units of the longest text that there is a number of. */
const LONGEST = DATETIME.length;

/** What texts become bytes in, and numbers texts: nothing stays there. */
const [given, made] = [createTextBytes(), createTextBytes()];

const serialOf =
  (put: PutSerial) =>
  (text: string): string | null => {
    if (text.length > LONGEST) return null;
    given.length = 0;
    made.length = 0;
    given.add(text);
    return put(made, given.buffer, 0, given.length) ? made.buffer.toString('latin1', 0, made.length) : null;
  };

/** As {@link putDateSerial} adds it; `null` where it adds nothing. */
export const dateSerial = serialOf(putDateSerial);

/** As {@link putDatetimeSerial} adds it; `null` where it adds nothing. */
export const datetimeSerial = serialOf(putDatetimeSerial);

/** As {@link putTimeSerial} adds it; `null` where it adds nothing. */
export const timeSerial = serialOf(putTimeSerial);
