import type { Cell, Column } from '../../../../shared/columns';
import { ownText } from '../../row/own-text';
import { createCellText } from '../cell-text';
import { createBudget } from './budget';
import { comparatorOf } from './extreme-tally';
import { isNumeric } from './numbers';

/** One group of a table. */
export interface Group {
  readonly place: number;
  readonly label: string;
}

/** Gives the cells that look alike one place. */
export interface Groups {
  placeOf(cell: Cell): number;
  /** The groups by name, the one of missing values last. */
  inOrder(): readonly Group[];
  /** The group of those that came too late to have one of their own. */
  rest(): { readonly group: Group; readonly count: number } | null;
}

const MAX_GROUPS = 10_000;
const MAX_CHARACTERS = 4_000_000;

const EMPTY_LABEL = '(empty)';
const REST_LABEL = '…';

interface NamedGroup extends Group {
  /** The first of its cells, which the groups are sorted by. */
  readonly cell: Cell;
}

/** Names are sorted as people do: `Room 2` before `Room 10`, `éclair` beside `eclair`. */
const compareNames = (): ((left: Cell, right: Cell) => number) => {
  const { compare } = new Intl.Collator('en', { numeric: true });
  return (left, right) => compare(String(left), String(right));
};

const isDated = ({ type }: Pick<Column, 'type'>): boolean => type === 'datetime' || type === 'date' || type === 'time';

/** @param column what the cells are */
export const createGroups = (column: Column, timeZone: string): Groups => {
  const toText = createCellText(column, timeZone);
  const budget = createBudget(MAX_GROUPS, MAX_CHARACTERS);
  const named = new Map<string, NamedGroup>();
  let places = 0;
  let empty: Group | null = null;
  let rest: Group | null = null;
  let restCount = 0;

  const next = (label: string): Group => ({ place: places++, label });

  const placeOfNew = (text: string, cell: Cell): number => {
    if (!budget.take(text)) {
      restCount += 1;
      return (rest ??= next(REST_LABEL)).place;
    }
    const name = ownText(text);
    const group = { ...next(name), cell: typeof cell === 'string' ? ownText(cell) : cell };
    named.set(name, group);
    return group.place;
  };

  return {
    placeOf(cell) {
      const text = cell === null ? '' : toText(cell);
      if (text === '') return (empty ??= next(EMPTY_LABEL)).place;
      return named.get(text)?.place ?? placeOfNew(text, cell);
    },
    inOrder() {
      const compare = isNumeric(column.type) || isDated(column) ? comparatorOf(column.type) : compareNames();
      const sorted: Group[] = [...named.values()].sort((left, right) => compare(left.cell, right.cell));
      return empty === null ? sorted : [...sorted, empty];
    },
    rest: () => (rest === null ? null : { group: rest, count: restCount }),
  };
};
