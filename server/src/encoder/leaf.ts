import type { Cell, Column, Nested, Row } from '../../../shared/columns';

/** Reads one column's cell, or cells, out of a row. */
export interface LeafReader {
  /** Whether the column passes a to-many hop, so that a row holds a list of cells. */
  readonly many: boolean;
  /** The cell of a column without a to-many hop; `null` where a hop leads nowhere. */
  read(row: Row): Cell;
  /** All cells of a column with a to-many hop, in the order of the relation. */
  readAll(row: Row): Cell[];
}

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

/** Compiles a column's way through the hops into a reader; a column of the document itself costs one array access. */
export const createLeafReader = (column: Column): LeafReader => {
  const { steps, index } = column;
  const many = steps.some((step) => step.many);
  const readAll = (row: Row): Cell[] => {
    const cells: Cell[] = [];
    collect(row, column, 0, cells);
    return cells;
  };
  if (steps.length === 0) return { many, readAll, read: (row) => row[index] as Cell };
  const read = (row: Row): Cell => {
    let at: Row = row;
    for (const step of steps) {
      const nested = at[step.index] as Nested;
      if (nested === null) return null;
      at = nested as Row;
    }
    return at[index] as Cell;
  };
  return { many, readAll, read };
};
