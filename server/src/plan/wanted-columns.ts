import type { Format } from '../../../shared/formats';
import { ExportError, problem } from '../errors/export-error';
import type { Exporter, ExporterColumn, ExporterList, FilterValues, PathColumn } from '../exporter/exporter';
import { columnFromText, type ColumnRequest } from '../request/schema';
import { newLevel } from './column-nodes';
import { type Destination, walkPath } from './column-path';
import { keyOf, type WantedColumn } from './columns';
import { defaultColumns } from './default-columns';
import type { Place, Rights } from './hop';
import { listCellOf } from './lists';
import type { LeftOutColumn } from './plan';
import type { View } from './view';

interface Wanted {
  readonly columns: readonly WantedColumn[];
  readonly leftOut: readonly LeftOutColumn[];
}

export interface WantedInput {
  readonly rights: Rights;
  readonly place: Place;
  readonly exporter: Exporter;
  /** Whose order the columns have that the type has by itself; `null` for the schema's. */
  readonly view: View | null;
  /** `undefined` where the request names none. */
  readonly requested: readonly ColumnRequest[] | undefined;
  readonly format: Format;
  readonly filterValues: FilterValues;
}

/**
 * Where a column's path leads, without anything being read of it; `null` where the requester may not go.
 *
 * @param field what names the column, for errors that say that there is none
 */
export const destinationOf = async (
  rights: Rights,
  place: Place,
  text: string,
  field: string,
): Promise<Destination | null> => {
  const { path, toMany } = columnFromText(text);
  try {
    return await walkPath(rights, newLevel(place), path, listCellOf(toMany), field);
  } catch (error) {
    if (error instanceof ExportError && error.code === 'EXPORT_FIELD_FORBIDDEN') return null;
    throw error;
  }
};

/** The command line acts with the operator's authority, and is not asked. */
const isShown = async (column: ExporterColumn, { access: { requester } }: Rights): Promise<boolean> =>
  column.kind === 'path' || requester.kind === 'operator' || column.isVisibleTo(requester);

/** Whether the requester may have a column of the exporter's; an error that says something else is thrown. */
export const isPermitted = async (
  rights: Rights,
  place: Place,
  column: ExporterColumn,
  field: string,
): Promise<boolean> => {
  if (!(await isShown(column, rights))) return false;
  const paths = column.kind === 'computed' ? column.dependsOn : [column.key];
  for (const path of paths) if ((await destinationOf(rights, place, path, field)) === null) return false;
  return true;
};

export const toWanted = (column: ExporterColumn, asked?: ColumnRequest): WantedColumn => {
  const { label, format, width, key } = column;
  const header = asked?.header ?? label;
  const shown = asked?.format ?? format;
  return {
    ...(column.kind === 'computed' ? { path: key, computed: column } : columnFromText(key)),
    ...(header !== undefined && { header }),
    ...(shown !== undefined && { format: shown }),
    ...(width !== undefined && { width }),
  };
};

/** A list's column as a format has it: on a sheet, in places of its own, or joined and nested. */
const toWantedOfList = (
  { label, csvPlaces }: ExporterList,
  column: PathColumn,
  format: Format,
  asked?: ColumnRequest,
): readonly WantedColumn[] => {
  const wanted = toWanted(column, asked);
  if (format === 'xlsx') return [{ ...wanted, toMany: 'sheet', sheet: label }];
  if (format !== 'csv' || csvPlaces === null) return [wanted];
  return Array.from({ length: csvPlaces }, (_none, at) => ({
    ...wanted,
    header: `${wanted.header ?? column.key} ${at + 1}`,
    item: { at, of: csvPlaces },
  }));
};

interface Offered {
  readonly column: ExporterColumn;
  readonly list: ExporterList | null;
  /** Where its definition stands. */
  readonly field: string;
}

/** Everything that an exporter has, in its order. */
const offeredBy = (columns: readonly ExporterColumn[], { lists }: Exporter): readonly Offered[] => [
  ...columns.map((column, at) => ({ column, list: null, field: `columns.${at}` })),
  ...lists.flatMap((list, at) =>
    list.columns.map((column, index) => ({ column, list, field: `lists.${at}.columns.${index}` })),
  ),
];

const toWantedOf = ({ column, list }: Offered, format: Format, asked?: ColumnRequest): readonly WantedColumn[] =>
  list === null || column.kind === 'computed' ? [toWanted(column, asked)] : toWantedOfList(list, column, format, asked);

/** Of an exporter with columns of its own, those that a request names. */
const namedColumns = async (
  { rights, place, exporter, format }: WantedInput,
  offered: readonly Offered[],
  requested: readonly ColumnRequest[],
): Promise<Wanted> => {
  const columns: WantedColumn[] = [];
  for (const [at, asked] of requested.entries()) {
    const key = keyOf(asked);
    const isOwnChoice = asked.toMany !== 'sheet' && asked.toMany !== 'rows';
    const found = isOwnChoice ? offered.find(({ column }) => column.key === key) : undefined;
    const field = `columns.${at}`;
    if (found === undefined) {
      const names = offered.map(({ column }) => column.key).join(', ');
      const message = `${exporter.name} has no column ${key}. There are ${names}.`;
      throw problem('EXPORT_UNKNOWN_COLUMN', field, 'unknown_column', message);
    }
    if (found.column.kind === 'computed' && !(await isPermitted(rights, place, found.column, field))) {
      throw problem('EXPORT_FIELD_FORBIDDEN', field, 'not_readable', `${key} is not readable for you.`);
    }
    columns.push(...toWantedOf(found, format, asked));
  }
  return { columns, leftOut: [] };
};

/** The columns of an export: those that the request names, or the exporter's, less what the requester may not read. */
export const wantedColumns = async (input: WantedInput): Promise<Wanted> => {
  const { rights, place, exporter, view, requested, format, filterValues } = input;
  if (exporter.columns === null) {
    if (requested !== undefined) return { columns: requested, leftOut: [] };
    const { requests, leftOut } = defaultColumns(rights.schema, place, view);
    return { columns: requests, leftOut };
  }
  const offered = offeredBy(exporter.columns, exporter);
  if (requested !== undefined) return namedColumns(input, offered, requested);
  const columns: WantedColumn[] = [];
  const leftOut: LeftOutColumn[] = [];
  for (const one of offered.filter(({ column }) => column.isDefault && column.when(filterValues))) {
    if (await isPermitted(rights, place, one.column, one.field)) columns.push(...toWantedOf(one, format));
    else leftOut.push({ key: one.column.key, reason: 'forbidden' });
  }
  return { columns, leftOut };
};
