import { MAX_SORT_KEYS } from '../../../shared/request-limits';
import type { ColumnChoice } from './columns';
import { isRecord } from './records';

/** A field that rows are sorted by, as the request has it. */
export interface SortKey {
  readonly path: string;
  readonly direction: 'asc' | 'desc';
}

/** One as the form has it: `id` tells it apart while it moves and changes. */
export interface SortRow extends SortKey {
  readonly id: number;
}

type Rows = readonly SortRow[];

/** Makes other fields to sort by of the chosen ones. */
export type EditSort = (rows: Rows) => Rows;

export const DIRECTIONS = ['asc', 'desc'] as const;

const isSortKey = (value: unknown): value is SortKey =>
  isRecord(value) && typeof value.path === 'string' && DIRECTIONS.some((one) => one === value.direction);

/** The rows for what a request says. */
export const sortRowsOf = (sort: unknown): Rows =>
  (Array.isArray(sort) ? sort.filter(isSortKey) : []).map(({ path, direction }, at) => ({
    id: at + 1,
    path,
    direction,
  }));

export const toSortKeys = (rows: Rows): readonly SortKey[] => rows.map(({ path, direction }) => ({ path, direction }));

/** Fields that nothing is sorted by yet: once more they would change nothing. */
export const freeFields = (fields: readonly ColumnChoice[], rows: Rows): readonly ColumnChoice[] =>
  fields.filter(({ path }) => !rows.some((row) => row.path === path));

/** The field that comes next, or `null` where there can be no more. */
export const nextField = (fields: readonly ColumnChoice[], rows: Rows): ColumnChoice | null =>
  rows.length < MAX_SORT_KEYS ? (freeFields(fields, rows)[0] ?? null) : null;

/** Adds a field, which counts where all before it are equal. */
export const withField =
  ({ path }: ColumnChoice): EditSort =>
  (rows) => [...rows, { id: Math.max(0, ...rows.map(({ id }) => id)) + 1, path, direction: 'asc' }];

export const changedRow =
  (id: number, key: Partial<SortKey>): EditSort =>
  (rows) =>
    rows.map((row) => (row.id === id ? { ...row, ...key } : row));
