const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A day's first moment in the browser's time zone; `after` is for days behind it. */
const midnight = (day: string, after = 0): Date => {
  const [year = 0, month = 1, date = 1] = (DAY.exec(day) ?? []).slice(1).map(Number);
  return new Date(year, month - 1, date + after);
};

/** The first moment of a day (`2026-02-03`) in the browser's time zone, ISO 8601. */
export const startOfDay = (day: string): string => midnight(day).toISOString();

/** The last one. */
export const endOfDay = (day: string): string => new Date(midnight(day, 1).getTime() - 1).toISOString();
