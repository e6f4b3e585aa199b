import { Buffer } from 'node:buffer';
import { NOT_PUT, type Put, viewOf } from '../../row/put';

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

const hasShape = (data: DataView, from: number, to: number, shape: Buffer): boolean => {
  if (to - from !== shape.length) return false;
  for (let at = 0; at < shape.length; at += 1) {
    const byte = data.getUint8(from + at);
    if (shape[at] === ZERO ? byte < ZERO || byte > NINE : byte !== shape[at]) return false;
  }
  return true;
};

const digit = (data: DataView, at: number): number => data.getUint8(at) - ZERO;

const twoDigits = (data: DataView, at: number): number => digit(data, at) * 10 + digit(data, at + 1);

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

const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const daysOf = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (MONTHS[month - 1] ?? 0));

/** Excel's number of a day; 0 of one that no calendar has, such as MySQL's `2026-00-00`. */
const dayNumber = (data: DataView, at: number): number => {
  const year = twoDigits(data, at) * 100 + twoDigits(data, at + 2);
  const [month, day] = [twoDigits(data, at + 5), twoDigits(data, at + 8)];
  return day >= 1 && day <= daysOf(year, month) ? UNIX_EPOCH + daysFromCivil(year, month, day) : 0;
};

/** Milliseconds of a day; `DAY_MS` of what is no time of one, such as PostgreSQL's `24:00:00`. */
const milliseconds = (data: DataView, at: number): number => {
  const [hours, minutes, seconds] = [twoDigits(data, at), twoDigits(data, at + 3), twoDigits(data, at + 6)];
  if (hours > 23 || minutes > 59 || seconds > 59) return DAY_MS;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + digit(data, at + 9) * 100 + twoDigits(data, at + 10);
};

/** Digits behind the point: a trillionth is less than a ten-thousandth of a millisecond. */
const DECIMALS = 12;

/** Bytes of the longest serial number: the digits of the last day of the year 9999, a point, and decimals. */
export const LONGEST_SERIAL = 7 + 1 + DECIMALS;

/**
 * A day and the milliseconds of it as a decimal number, three digits at a time. V8 remembers the text of each number that
 * it prints, beyond the garbage collector's next turns, so a million different ones would fill its heap.
 */
const putSerial = (into: DataView, from: number, day: number, ofDay: number): number => {
  let at = from;
  let unit = 1;
  while (unit * 10 <= day) unit *= 10;
  for (let rest = day; unit >= 1; unit /= 10) {
    const figure = Math.floor(rest / unit);
    into.setUint8(at, ZERO + figure);
    at += 1;
    rest -= figure * unit;
  }
  if (ofDay > 0) {
    into.setUint8(at, POINT);
    at += 1;
  }
  let rest = ofDay;
  for (let group = 0; group < DECIMALS && rest > 0; group += 3) {
    const thousandths = Math.floor((rest * 1_000) / DAY_MS);
    rest = rest * 1_000 - thousandths * DAY_MS;
    const hundreds = Math.floor(thousandths / 100);
    const tens = Math.floor(thousandths / 10);
    into.setUint8(at, ZERO + hundreds);
    into.setUint8(at + 1, ZERO + tens - hundreds * 10);
    into.setUint8(at + 2, ZERO + thousandths - tens * 10);
    at += 3;
  }
  return at;
};

/**
 * Puts the serial number (ECMA-376 part 1, 18.17.4.1) of a day such as `2026-02-03`, where there is room for
 * {@link LONGEST_SERIAL}; `NOT_PUT` before March 1900 and for any other text.
 */
export const putDateSerial: Put = (into, at, data, from, to) => {
  if (!hasShape(data, from, to, DATE)) return NOT_PUT;
  const day = dayNumber(data, from);
  return day < FIRST_SERIAL ? NOT_PUT : putSerial(into, at, day, 0);
};

/** The same of local time such as `2026-02-03T04:05:06.789`. */
export const putDatetimeSerial: Put = (into, at, data, from, to) => {
  if (!hasShape(data, from, to, DATETIME)) return NOT_PUT;
  const day = dayNumber(data, from);
  const ofDay = milliseconds(data, from + 11);
  return day < FIRST_SERIAL || ofDay === DAY_MS ? NOT_PUT : putSerial(into, at, day, ofDay);
};

/** The same of `04:05:06.789`: the fraction of a day. */
export const putTimeSerial: Put = (into, at, data, from, to) => {
  if (!hasShape(data, from, to, TIME)) return NOT_PUT;
  const ofDay = milliseconds(data, from);
  return ofDay === DAY_MS ? NOT_PUT : putSerial(into, at, 0, ofDay);
};

/** Units of the longest text that there is a number of. */
const LONGEST = DATETIME.length;

/** What texts become bytes in, and numbers texts: nothing stays there. UTF-8 has at most three bytes for a unit. */
const given = Buffer.alloc(LONGEST * 3);
const made = Buffer.alloc(LONGEST_SERIAL);
const [givenView, madeView] = [viewOf(given), viewOf(made)];

const serialOf =
  (put: Put) =>
  (text: string): string | null => {
    if (text.length > LONGEST) return null;
    const end = put(madeView, 0, givenView, 0, given.write(text));
    return end === NOT_PUT ? null : made.toString('latin1', 0, end);
  };

/** As {@link putDateSerial} puts it; `null` where it puts nothing. */
export const dateSerial = serialOf(putDateSerial);

/** As {@link putDatetimeSerial} puts it; `null` where it puts nothing. */
export const datetimeSerial = serialOf(putDatetimeSerial);

/** As {@link putTimeSerial} puts it; `null` where it puts nothing. */
export const timeSerial = serialOf(putTimeSerial);
