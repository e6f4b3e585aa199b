import { CronExpressionParser } from 'cron-parser';

/** Five fields apart by spaces: no seconds, and none of the names and random values that the parser has beside cron's own. */
const FIVE_FIELDS = /^[\d*/,\-a-zA-Z]+(?: +[\d*/,\-a-zA-Z]+){4}$/;
const WORDS = /[a-z]+/gi;
const KNOWN_WORDS = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)$/i;

const isPlain = (cron: string): boolean =>
  FIVE_FIELDS.test(cron) && [...cron.matchAll(WORDS)].every(([word]) => KNOWN_WORDS.test(word));

/**
 * The first moment after another that an expression names. One in the hour that a change of the clocks leaves out comes an
 * hour later, one in the hour that comes twice comes once.
 *
 * @param cron five fields, as `crontab(5)` has them
 * @param timeZone IANA name of the zone that they are in
 * @throws Error for what is no such expression, or names no moment at all
 */
export const nextRun = (cron: string, timeZone: string, after: Date): Date => {
  if (!isPlain(cron)) throw new Error('Expected five fields: minute, hour, day of month, month, day of week.');
  return CronExpressionParser.parse(cron, { tz: timeZone, currentDate: after }).next().toDate();
};
