import { ExportError, problem } from '../errors/export-error';
import type { Exporter, ExporterColumn } from '../exporter/exporter';
import { columnFromText, type ColumnRequest } from '../request/schema';
import { newLevel } from './column-nodes';
import { walkPath } from './column-path';
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
}

/** The command line acts with the operator's authority, and is not asked. */
const isShown = async (column: ExporterColumn, { access: { requester } }: Rights): Promise<boolean> =>
  column.kind === 'path' || requester.kind === 'operator' || column.isVisibleTo(requester);

/** Whether the requester may have a column of the exporter's; an error that says something else is thrown. */
export const isPermitted = async (rights: Rights, place: Place, column: ExporterColumn): Promise<boolean> => {
  if (!(await isShown(column, rights))) return false;
  const paths = column.kind === 'computed' ? column.dependsOn : [column.key];
  for (const text of paths) {
    const { path, toMany } = columnFromText(text);
    try {
      // A tree of its own: what is found closed on the way must not be read.
      await walkPath(rights, newLevel(place), path, listCellOf(toMany), 'columns');
    } catch (error) {
      if (error instanceof ExportError && error.code === 'EXPORT_FIELD_FORBIDDEN') return false;
      throw error;
    }
  }
  return true;
};

const toWanted = (column: ExporterColumn, asked?: ColumnRequest): WantedColumn => {
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

/** Of an exporter with columns of its own, those that a request names. */
const namedColumns = async (
  { rights, place, exporter }: WantedInput,
  own: readonly ExporterColumn[],
  requested: readonly ColumnRequest[],
): Promise<Wanted> => {
  const columns: WantedColumn[] = [];
  for (const [at, asked] of requested.entries()) {
    const key = keyOf(asked);
    const column = asked.toMany === 'sheet' || asked.toMany === 'rows' ? undefined : own.find((one) => one.key === key);
    const field = `columns.${at}`;
    if (column === undefined) {
      const names = own.map((one) => one.key).join(', ');
      const message = `${exporter.name} has no column ${key}. There are ${names}.`;
      throw problem('EXPORT_UNKNOWN_COLUMN', field, 'unknown_column', message);
    }
    if (column.kind === 'computed' && !(await isPermitted(rights, place, column))) {
      throw problem('EXPORT_FIELD_FORBIDDEN', field, 'not_readable', `${key} is not readable for you.`);
    }
    columns.push(toWanted(column, asked));
  }
  return { columns, leftOut: [] };
};

/** The columns of an export: those that the request names, or the exporter's, less what the requester may not read. */
export const wantedColumns = async (input: WantedInput): Promise<Wanted> => {
  const { rights, place, exporter, view, requested } = input;
  const own = exporter.columns;
  if (own === null) {
    if (requested !== undefined) return { columns: requested, leftOut: [] };
    const { requests, leftOut } = defaultColumns(rights.schema, place, view);
    return { columns: requests, leftOut };
  }
  if (requested !== undefined) return namedColumns(input, own, requested);
  const columns: WantedColumn[] = [];
  const leftOut: LeftOutColumn[] = [];
  for (const column of own.filter(({ isDefault }) => isDefault)) {
    if (await isPermitted(rights, place, column)) columns.push(toWanted(column));
    else leftOut.push({ key: column.key, reason: 'forbidden' });
  }
  return { columns, leftOut };
};
