import type { Cell, ColumnType } from '../../../shared/columns';
import { compactJson } from './compact-json';
import { createEpochText } from './epoch-text';

/** How one database keeps its values. */
export interface Storage {
  readonly name: 'sqlite' | 'postgres' | 'mysql';
  /** What date columns without a zone mean: `local` for the process's zone, else an offset such as `Z` or `+02:00`. */
  readonly timeZone: string;
}

/** Turns one driver value into its neutral form, see `Cell`. Never called with `null`. */
export type ToCell = (raw: unknown) => Cell;

/** `null` where the driver's value is the neutral form already, so that nothing is done for it. */
export type Conversion = ToCell | null;

const UTC_TEXT = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d+))?(Z|[+-]\d{2}(?::?\d{2})?)?$/;

const EXPONENTIAL = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/i;

/** A driver's value as text, which nearly all are already. */
const textOf = (raw: unknown): string => (typeof raw === 'string' ? raw : String(raw));

const trimZeros = (raw: unknown): Cell => {
  const text = plainNumber(raw);
  if (!text.includes('.')) return text;
  let end = text.length;
  while (text.charCodeAt(end - 1) === 48) end -= 1;
  return text.slice(0, text.charCodeAt(end - 1) === 46 ? end - 1 : end);
};

/** Decimal notation without an exponent, which JavaScript uses for very large and very small numbers. */
const plainNumber = (raw: unknown): string => {
  const text = textOf(raw);
  // Asked first, since it is asked of every cell and hardly ever true.
  const match = text.includes('e') || text.includes('E') ? EXPONENTIAL.exec(text) : null;
  if (match === null) return text;
  const [, sign = '', lead = '', fraction = '', exponent = '0'] = match;
  const power = Number(exponent);
  const digits = lead + fraction;
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  return sign + digits.padEnd(power + 1, '0');
};

const toFloat = (raw: unknown): Cell => {
  const number = Number(raw);
  return Number.isFinite(number) ? number : String(raw);
};

/** PostgreSQL prints the shortest digits that give a double back, as JavaScript does; it differs in exponents and in `-0`. */
const PRINTED_DOUBLE = /^(?!-0$)-?\d+(?:\.\d+)?$/;

const fromPrintedDouble = (raw: unknown): Cell =>
  typeof raw === 'string' && PRINTED_DOUBLE.test(raw) ? raw : toFloat(raw);

const epochText = createEpochText();

const fromEpoch = (raw: unknown): Cell =>
  typeof raw === 'number' ? (epochText(raw) ?? String(raw)) : fromUtcPattern(String(raw));

const milliseconds = (fraction: string | undefined): string => (fraction ?? '').slice(0, 3).padEnd(3, '0');

/** `2026-02-03 04:05:06.789` and its kin, meant in UTC where they name no offset. */
const fromUtcPattern = (text: string): Cell => {
  const match = UTC_TEXT.exec(text);
  if (match === null) return text;
  const [, date = '', time = '', fraction, zone] = match;
  const iso = `${date}T${time}.${milliseconds(fraction)}`;
  if (zone === undefined || zone === 'Z' || /^[+-]00/.test(zone)) return `${iso}Z`;
  const offset = zone.length === 3 ? `${zone}:00` : zone;
  return new Date(iso + offset).toISOString();
};

/** What milliseconds lack behind `2026-02-03 04:05:06.789`, by the text's length: databases leave zeros out at the end. */
const MISSING: readonly (string | undefined)[] = Object.assign([], { 19: '.000Z', 21: '00Z', 22: '0Z', 23: 'Z' });

const POINT = 46;

/** The same of a column that holds nothing but dates: the common lengths are cut without a pattern. */
const fromUtcText = (raw: unknown): Cell => {
  const text = textOf(raw);
  const missing = MISSING[text.length];
  if (missing !== undefined && (text.length === 19 || text.charCodeAt(19) === POINT)) {
    return `${text.slice(0, 10)}T${text.slice(11)}${missing}`;
  }
  return fromUtcPattern(text);
};

/** Whether text stays as it is. */
export const isText = (convert: Conversion): boolean => convert === textOf;

/** Whether a column's moments are text in UTC, which needs no calendar to become ISO 8601. */
export const isUtcText = (convert: Conversion): boolean => convert === fromUtcText;

/** Whether a column's moments are milliseconds of the epoch, where they are numbers. */
export const isEpoch = (convert: Conversion): boolean => convert === fromEpoch;

/**
 * The drivers write dates as wall-clock time into columns that have no zone, and read them so: in the time zone of the
 * process, or in the one that the site's connection settings name. ECMA-262: text without an offset is local time.
 */
const fromZonedText =
  (offset: string): ToCell =>
  (raw) => {
    const match = UTC_TEXT.exec(String(raw));
    if (match === null || match[4] !== undefined) return fromUtcPattern(String(raw));
    const [, date = '', time = '', fraction] = match;
    return new Date(`${date}T${time}.${milliseconds(fraction)}${offset}`).toISOString();
  };

const toBoolean = (raw: unknown): Cell => {
  if (raw === 't' || raw === '1' || raw === 1) return true;
  if (raw === 'f' || raw === '0' || raw === 0) return false;
  return null;
};

/** `04:05:06` and `04:05:06.7` become `04:05:06.789`'s length. */
const toTime = (raw: unknown): Cell => {
  const text = textOf(raw);
  if (text.length === 12) return text;
  if (text.length === 8) return `${text}.000`;
  const [clock = '', fraction] = text.split('.');
  return `${clock}.${milliseconds(fraction)}`;
};

const toDate = (raw: unknown): Cell => {
  if (typeof raw === 'number') return new Date(raw).toISOString().slice(0, 10);
  const text = textOf(raw);
  return text.length === 10 ? text : text.slice(0, 10);
};

/** V8 reports `UTC` for each of the zone's names. */
const isUtc = (): boolean => Intl.DateTimeFormat().resolvedOptions().timeZone === 'UTC';

const datetimeOf = ({ name, timeZone }: Storage): ToCell => {
  if (name === 'sqlite') return fromEpoch;
  if (timeZone === 'local') return isUtc() ? fromUtcText : fromZonedText('');
  return timeZone === 'Z' || timeZone === '+00:00' ? fromUtcText : fromZonedText(timeZone);
};

/** How one database's values of a type become neutral cells. */
export const conversionOf = (storage: Storage, type: ColumnType): Conversion => {
  switch (type) {
    case 'text':
      return storage.name === 'sqlite' ? textOf : null;
    case 'integer':
    case 'biginteger':
      return null;
    case 'decimal':
      return trimZeros;
    case 'float':
      return storage.name === 'postgres' ? fromPrintedDouble : toFloat;
    case 'boolean':
      return toBoolean;
    case 'datetime':
      return datetimeOf(storage);
    case 'date':
      return toDate;
    case 'time':
      return toTime;
    case 'json':
      return (raw) => compactJson(String(raw));
  }
};
