import type { Cell, Column, ColumnStep, Nested, Row } from '../../../shared/columns';

/** Reads one column's cell, or cells, out of a row. */
export interface LeafReader {
  /** Whether a row holds a list of cells, see {@link isJoined}. */
  readonly many: boolean;
  /** The one cell of a column that is not joined; `null` where a hop leads nowhere and where a list has no first item. */
  read(row: Row): Cell;
  /** All cells that the column's hops lead to, in the order of the relation. */
  readAll(row: Row): Cell[];
}

/** Whether a column's rows hold lists of cells, which JSON nests and other formats join into one text. */
export const isJoined = ({ steps, list = 'join' }: Column): boolean =>
  list === 'join' && steps.some((step) => step.many);

const collect = (row: Row, column: Column, depth: number, into: Cell[]): void => {
  const step = column.steps[depth];
  if (step === undefined) {
    into.push(row[column.index] as Cell);
    return;
  }
  const nested = row[step.index] as Nested;
  if (nested === null) return;
  if (!step.many) collect(nested as Row, column, depth + 1, into);
  else for (const item of nested as readonly Row[]) collect(item, column, depth + 1, into);
};

/** How many rows the last step leads to. An item of another kind than a variant step's leads nowhere. */
const countRows = (row: Row, steps: readonly ColumnStep[], depth: number): number => {
  const step = steps[depth];
  if (step === undefined) return 1;
  const nested = row[step.index] as Nested;
  if (nested === null) return 0;
  if (!step.many) return countRows(nested as Row, steps, depth + 1);
  const items = nested as readonly Row[];
  if (depth === steps.length - 1) return items.length;
  let count = 0;
  for (const item of items) count += countRows(item, steps, depth + 1);
  return count;
};

/** The first of the rows that the last step leads to: items that lead nowhere are passed over. */
const firstRow = (row: Row, steps: readonly ColumnStep[], depth: number): Row | null => {
  const step = steps[depth];
  if (step === undefined) return row;
  const nested = row[step.index] as Nested;
  if (nested === null) return null;
  if (!step.many) return firstRow(nested as Row, steps, depth + 1);
  for (const item of nested as readonly Row[]) {
    const found = firstRow(item, steps, depth + 1);
    if (found !== null) return found;
  }
  return null;
};

const createItemRead = (column: Column, at: number): LeafReader['read'] => {
  return (row) => {
    const cells: Cell[] = [];
    collect(row, column, 0, cells);
    return cells[at] ?? null;
  };
};

const createRead = (column: Column): LeafReader['read'] => {
  const { steps, index, list, item } = column;
  if (list === 'item') return createItemRead(column, item?.at ?? 0);
  if (list === 'count') return (row) => countRows(row, steps, 0);
  if (steps.length === 0) return (row) => row[index] as Cell;
  if (list === 'first') {
    return (row) => {
      const found = firstRow(row, steps, 0);
      return found === null ? null : (found[index] as Cell);
    };
  }
  return (row) => {
    let at: Row = row;
    for (const step of steps) {
      const nested = at[step.index] as Nested;
      if (nested === null) return null;
      at = nested as Row;
    }
    return at[index] as Cell;
  };
};

/** Compiles a column's way through the hops into a reader; a column of the document itself costs one array access. */
export const createLeafReader = (column: Column): LeafReader => ({
  many: isJoined(column),
  read: createRead(column),
  readAll: (row) => {
    const cells: Cell[] = [];
    collect(row, column, 0, cells);
    return cells;
  },
});
