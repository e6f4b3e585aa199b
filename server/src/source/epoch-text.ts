import { NOT_PUT } from '../row/put';

const DAY = 86_400_000;
const REMEMBERED_DAYS = 20_000;

const padded = (count: number, length: number): readonly string[] =>
  Array.from({ length: count }, (_none, value) => String(value).padStart(length, '0'));

const TWO = padded(60, 2);
const THREE = padded(1_000, 3);

/** ECMA-262: a time value is an integer within 100,000,000 days of the epoch. */
const isInstant = (epoch: number): boolean => Math.abs(epoch) <= 8.64e15;

/** The text of a day, as far as the time: rows share their days, so it is mostly known. */
const createDayText = (): ((day: number) => string) => {
  const days = new Map<number, string>();
  return (day) => {
    const known = days.get(day);
    if (known !== undefined) return known;
    const text = new Date(day * DAY).toISOString();
    const date = text.slice(0, text.indexOf('T') + 1);
    if (days.size >= REMEMBERED_DAYS) days.clear();
    days.set(day, date);
    return date;
  };
};

/**
 * Makes ISO 8601 text of epoch milliseconds, as `Date.prototype.toISOString` does, four times as fast, since only the time
 * of the day is computed for each.
 *
 * @returns a function that gives `null` for what is no instant
 */
export const createEpochText = (): ((epoch: number) => string | null) => {
  const dayText = createDayText();
  return (epoch) => {
    const whole = Math.trunc(epoch);
    if (!isInstant(whole)) return null;
    const day = Math.floor(whole / DAY);
    const seconds = Math.floor((whole - day * DAY) / 1_000);
    const minutes = Math.floor(seconds / 60);
    const clock = `${TWO[Math.floor(minutes / 60)]}:${TWO[minutes % 60]}:${TWO[seconds % 60]}`;
    return `${dayText(day)}${clock}.${THREE[whole - day * DAY - seconds * 1_000]}Z`;
  };
};

/** Bytes of the longest of these texts, `-271821-04-20T00:00:00.000Z`. */
export const LONGEST_EPOCH = 27;

const [ZERO, COLON, POINT, LETTER_Z] = [48, 58, 46, 90];

/** Writes a number of two digits, and what follows it. */
const putTwo = (bytes: Uint8Array, at: number, value: number, behind: number): void => {
  bytes[at] = ZERO + Math.floor(value / 10);
  bytes[at + 1] = ZERO + (value % 10);
  bytes[at + 2] = behind;
};

/**
 * Makes the same of it as {@link createEpochText}, as bytes.
 *
 * @returns a function that gives where they end, or `NOT_PUT` for what is no instant; there must be room for
 *   {@link LONGEST_EPOCH}
 */
export const createEpochBytes = (): ((bytes: Uint8Array, from: number, epoch: number) => number) => {
  const dayText = createDayText();
  return (bytes, from, epoch) => {
    const whole = Math.trunc(epoch);
    if (!isInstant(whole)) return NOT_PUT;
    const day = Math.floor(whole / DAY);
    const date = dayText(day);
    let at = from;
    for (let place = 0; place < date.length; place += 1) {
      bytes[at] = date.charCodeAt(place);
      at += 1;
    }
    const time = whole - day * DAY;
    const seconds = Math.floor(time / 1_000);
    const minutes = Math.floor(seconds / 60);
    const rest = time - seconds * 1_000;
    putTwo(bytes, at, Math.floor(minutes / 60), COLON);
    putTwo(bytes, at + 3, minutes % 60, COLON);
    putTwo(bytes, at + 6, seconds % 60, POINT);
    bytes[at + 9] = ZERO + Math.floor(rest / 100);
    putTwo(bytes, at + 10, rest % 100, LETTER_Z);
    return at + 13;
  };
};
