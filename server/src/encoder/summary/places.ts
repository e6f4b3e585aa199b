import type { Cell, Column, ColumnStep, Nested, Row } from '../../../../shared/columns';
import type { SummaryGroup } from '../../../../shared/summary';
import { createLeafReader, isJoined } from '../../row/leaf';

/** Finds the places of a document in a table. */
export interface PlaceFinder {
  /** The hops that give a document several places. */
  readonly steps: readonly ColumnStep[];
  /** The rows on the way to the place that is being visited, the document's first; `null` where a hop leads nowhere. */
  readonly way: readonly (Row | null)[];
  /** The number of the entry that is being visited; `null` where the group has no entries. */
  readonly entry: (() => Cell) | null;
  /** @param visit is given the group's cell of each place */
  visitAll(row: Row, visit: (cell: Cell) => void): void;
}

/** The document's own cell, or one that to-one hops lead to. */
const createSinglePlace = (column: Column): PlaceFinder => {
  const { read } = createLeafReader(column);
  const way: (Row | null)[] = [null];
  return {
    steps: [],
    way,
    entry: null,
    visitAll(row, visit) {
      way[0] = row;
      visit(read(row));
    },
  };
};

/** A place for each item of a list, and one for a list without items, as an outer join in SQL gives it. */
const createItemPlaces = ({ steps, index }: Column): PlaceFinder => {
  const way: (Row | null)[] = Array.from({ length: steps.length + 1 }, () => null);

  const visitMissing = (depth: number, visit: (cell: Cell) => void): void => {
    way.fill(null, depth + 1);
    visit(null);
  };

  /** @returns false for an item of another kind than the hop's, which has no place */
  const walk = (row: Row, depth: number, visit: (cell: Cell) => void): boolean => {
    way[depth] = row;
    const step = steps[depth];
    if (step === undefined) {
      visit(row[index] as Cell);
      return true;
    }
    const nested = row[step.index] as Nested;
    if (nested === null && step.variantOf !== undefined) return false;
    const items = nested === null ? [] : ((step.many ? nested : [nested]) as readonly Row[]);
    let isFound = false;
    for (const item of items) isFound = walk(item, depth + 1, visit) || isFound;
    if (isFound) return true;
    if (nested !== null && !step.many) return false;
    visitMissing(depth, visit);
    return true;
  };

  return {
    steps,
    way,
    entry: null,
    visitAll: (row, visit) => void walk(row, 0, visit),
  };
};

const entriesOf = (cell: Cell): readonly (readonly [key: string, value: unknown])[] => {
  if (typeof cell !== 'string' || !cell.startsWith('{')) return [];
  try {
    return Object.entries(JSON.parse(cell) as object);
  } catch {
    // SQLite keeps any text in a column of JSON; what is none has no entries.
    return [];
  }
};

const toNumber = (value: unknown): Cell => (typeof value === 'number' || typeof value === 'string' ? value : null);

/** A place for each key of an object. */
const createEntryPlaces = (column: Column): PlaceFinder => {
  const leaf = createLeafReader(column);
  const way: (Row | null)[] = [null];
  let number: Cell = null;
  return {
    steps: [],
    way,
    entry: () => number,
    visitAll(row, visit) {
      way[0] = row;
      for (const cell of leaf.many ? leaf.readAll(row) : [leaf.read(row)]) {
        for (const [key, value] of entriesOf(cell)) {
          number = toNumber(value);
          visit(key);
        }
      }
    },
  };
};

export const createPlaceFinder = ({ kind, column }: SummaryGroup): PlaceFinder => {
  if (kind === 'entries') return createEntryPlaces(column);
  return isJoined(column) ? createItemPlaces(column) : createSinglePlace(column);
};
