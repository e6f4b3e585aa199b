import type { ColumnFormat, ColumnType } from '../../../shared/columns';
import { problem } from '../errors/export-error';
import type { ColumnRequest, ExportRequest } from '../request/schema';

const NUMERIC: readonly ColumnType[] = ['integer', 'biginteger', 'decimal', 'float'];

/** Which types a format fits. */
const FITTING: Readonly<Record<ColumnFormat['kind'], readonly ColumnType[]>> = {
  money: NUMERIC,
  number: NUMERIC,
  percent: NUMERIC,
  date: ['datetime', 'date', 'time'],
  boolean: ['boolean'],
};

type DateFormats = Pick<ExportRequest, 'dateFormat' | 'timeFormat' | 'datetimeFormat'>;

const patternOf = (type: ColumnType, { dateFormat, timeFormat, datetimeFormat }: DateFormats): string | undefined => {
  switch (type) {
    case 'date':
      return dateFormat;
    case 'time':
      return timeFormat;
    case 'datetime':
      return datetimeFormat;
    default:
      return undefined;
  }
};

/**
 * The format of a column: its own, or what the request says of all dates.
 *
 * @throws ExportError `EXPORT_INVALID_REQUEST` when it does not fit the column's type
 */
export const formatOf = (
  { path, format }: ColumnRequest,
  type: ColumnType,
  request: DateFormats,
  field: string,
): ColumnFormat | undefined => {
  if (format === undefined) {
    const pattern = patternOf(type, request);
    return pattern === undefined ? undefined : { kind: 'date', pattern };
  }
  if (FITTING[format.kind].includes(type)) return format;
  const message = `${path} is ${type}: a ${format.kind} format does not fit it.`;
  throw problem('EXPORT_INVALID_REQUEST', `${field}.format`, 'format_type', message);
};
