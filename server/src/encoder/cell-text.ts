import type { Cell, Column } from '../../../shared/columns';
import { createBooleanText } from './boolean-text';
import { createDatePattern } from './date-pattern';
import { createMoneyText } from './money';
import { createNumberText } from './number-text';
import { createPercentText } from './percent-text';
import { createZonedTime, createZoneSuffix } from './zoned-time';

/** A value's text as a person reads it; never called with `null`. */
export type CellText = (cell: Cell) => string;

const NO_DATE = '1970-01-01T';
const NO_TIME = 'T00:00:00.000';

const datetimeText = (column: Column, timeZone: string): CellText => {
  const zoned = createZonedTime(timeZone);
  if (column.format?.kind === 'date') {
    const pattern = createDatePattern(column.format.pattern);
    return (cell) => pattern(zoned(cell as string)) ?? (cell as string);
  }
  if (timeZone === 'UTC') return (cell) => cell as string;
  const suffix = createZoneSuffix(timeZone);
  return (cell) => zoned(cell as string) + suffix(cell as string);
};

/** Plain dates and times belong to no zone, so a zone never shifts them. */
const plainText = (column: Column, complete: (text: string) => string): CellText => {
  if (column.format?.kind !== 'date') return (cell) => cell as string;
  const pattern = createDatePattern(column.format.pattern);
  return (cell) => pattern(complete(cell as string)) ?? (cell as string);
};

/** Compiles a column's type and format into its text: ISO 8601 for dates, `true`/`false`, digits as they are. */
export const createCellText = (column: Column, timeZone: string): CellText => {
  const { format } = column;
  if (format?.kind === 'money') return createMoneyText(format);
  if (format?.kind === 'number') return createNumberText(format);
  if (format?.kind === 'percent') return createPercentText(format);
  if (format?.kind === 'boolean') return createBooleanText(format);
  switch (column.type) {
    case 'datetime':
      return datetimeText(column, timeZone);
    case 'date':
      return plainText(column, (text) => text + NO_TIME);
    case 'time':
      return plainText(column, (text) => NO_DATE + text);
    default:
      return String;
  }
};
