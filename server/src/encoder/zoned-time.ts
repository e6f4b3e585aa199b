const HOUR = 3_600_000;

const wallClock = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    // V8 keeps this calendar Gregorian before 1582 too, as ECMA-402 asks; `iso8601` it lets turn Julian there.
    calendar: 'gregory',
    era: 'narrow',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });

/** Minutes from UTC to a zone's wall clock at one instant; zones before 1972 also have seconds. */
const offsetAt = (formatter: Intl.DateTimeFormat, instant: number): number => {
  const parts: Record<string, number> = {};
  let isBeforeChrist = false;
  for (const { type, value } of formatter.formatToParts(instant)) {
    if (type === 'era') isBeforeChrist = value === 'B';
    else parts[type] = Number(value);
  }
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const wall = Date.UTC(2000, month - 1, day, hour, minute, second);
  const shown = new Date(wall).setUTCFullYear(isBeforeChrist ? 1 - year : year, month - 1, day);
  return shown - Math.floor(instant / 1000) * 1000;
};

/** The hour of ISO text, `2026-07-01T10`: everything that a whole-hour offset changes. */
const HOUR_LENGTH = 13;
/** Of ISO text with a year of four digits; others are longer. */
const ISO_LENGTH = 24;

const REMEMBERED_HOURS = 20_000;

/**
 * Compiles a time zone into a conversion of ISO 8601 UTC text (`2026-07-01T10:00:00.000Z`) to that zone's wall clock
 * without a suffix (`2026-07-01T12:00:00.000`).
 *
 * Asking `Intl` costs microseconds, and rows of one export share few hours, so the hours are remembered: in an hour
 * whose offset is one and whole, only the text before the minutes changes. In any other the offset is asked for.
 *
 * @param timeZone IANA name, already checked
 */
export const createZonedTime = (timeZone: string): ((iso: string) => string) => {
  if (timeZone === 'UTC') return (iso) => (iso.endsWith('Z') ? iso.slice(0, -1) : iso);
  const formatter = wallClock(timeZone);
  const hours = new Map<string, string | null>();
  const localHourOf = (hour: string): string | null => {
    const start = Date.parse(`${hour}:00:00.000Z`);
    if (Number.isNaN(start)) return null;
    const offset = offsetAt(formatter, start);
    if (offset % HOUR !== 0 || offset !== offsetAt(formatter, start + HOUR - 1)) return null;
    return new Date(start + offset).toISOString().slice(0, -11);
  };
  const exactly = (iso: string): string => {
    const instant = Date.parse(iso);
    if (Number.isNaN(instant)) return iso;
    return new Date(instant + offsetAt(formatter, instant)).toISOString().slice(0, -1);
  };
  return (iso) => {
    if (iso.length !== ISO_LENGTH) return exactly(iso);
    const hour = iso.slice(0, HOUR_LENGTH);
    let local = hours.get(hour);
    if (local === undefined) {
      if (hours.size >= REMEMBERED_HOURS) hours.clear();
      local = localHourOf(hour);
      hours.set(hour, local);
    }
    return local === null ? exactly(iso) : local + iso.slice(HOUR_LENGTH, -1);
  };
};

/** The suffix of an instant in a zone, `Z` for UTC or `+02:00`, compiled likewise; none for what is no instant. */
export const createZoneSuffix = (timeZone: string): ((iso: string) => string) => {
  if (timeZone === 'UTC') return () => 'Z';
  const zoned = createZonedTime(timeZone);
  return (iso) => {
    const minutes = Math.round((Date.parse(`${zoned(iso)}Z`) - Date.parse(iso)) / 60_000);
    if (Number.isNaN(minutes)) return '';
    const size = Math.abs(minutes);
    const two = (part: number): string => String(part).padStart(2, '0');
    return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  };
};
