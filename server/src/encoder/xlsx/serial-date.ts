/** Days from Excel's day 0 to 1 January 1970, for days after February 1900. */
const UNIX_EPOCH = 25_569;
const DAY_MS = 86_400_000;

/** 1 March 1900: before it, Excel counts a 29 February 1900 that never was. */
const FIRST_SERIAL = 61;

const DATE = /^\d{4}-\d\d-\d\d$/;
const DATETIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/;
const TIME = /^\d\d:\d\d:\d\d\.\d{3}$/;

const ZERO = 48;

const twoDigits = (text: string, at: number): number =>
  (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;

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

const dayNumber = (text: string): number =>
  UNIX_EPOCH + daysFromCivil(twoDigits(text, 0) * 100 + twoDigits(text, 2), twoDigits(text, 5), twoDigits(text, 8));

const milliseconds = (text: string, at: number): number => {
  const minutes = twoDigits(text, at) * 60 + twoDigits(text, at + 3);
  const seconds = minutes * 60 + twoDigits(text, at + 6);
  return seconds * 1000 + (text.charCodeAt(at + 9) - ZERO) * 100 + twoDigits(text, at + 10);
};

/** The serial number of `2026-02-03`; `null` before March 1900 and for any other text (ECMA-376 part 1, 18.17.4.1). */
export const dateSerial = (text: string): number | null => {
  if (!DATE.test(text)) return null;
  const serial = dayNumber(text);
  return serial < FIRST_SERIAL ? null : serial;
};

const THOUSANDS = Array.from({ length: 1_000 }, (_none, value) => String(value).padStart(3, '0'));

/** Digits behind the point, three at a time: a twelfth is less than a ten-thousandth of a millisecond. */
const GROUPS = 4;

/**
 * A day and the milliseconds of it as a decimal number. V8 remembers the text of each number that it prints, beyond the
 * garbage collector's next turns, so a million different ones fill its heap.
 */
const serialText = (day: number, ofDay: number): string => {
  let text = String(day);
  let rest = ofDay;
  for (let group = 0; group < GROUPS && rest > 0; group += 1) {
    const thousandths = Math.floor((rest * 1_000) / DAY_MS);
    text += (group === 0 ? '.' : '') + (THOUSANDS[thousandths] as string);
    rest = rest * 1_000 - thousandths * DAY_MS;
  }
  return text;
};

/** The serial number of local time `2026-02-03T04:05:06.789`; `null` before March 1900 and for any other text. */
export const datetimeSerial = (text: string): string | null => {
  if (!DATETIME.test(text)) return null;
  const day = dayNumber(text);
  return day < FIRST_SERIAL ? null : serialText(day, milliseconds(text, 11));
};

/** The fraction of a day of `04:05:06.789`; `null` for any other text. */
export const timeSerial = (text: string): string | null =>
  TIME.test(text) ? serialText(0, milliseconds(text, 0)) : null;
