import type { Row } from '../../../../shared/columns';
import type { SummaryLayout } from '../../../../shared/summary';
import type { WarningCounter } from '../port';
import { compileMeasure, type MeasuredColumn } from './measure';
import { createTableGatherer, type TableResult } from './table';
import type { SummaryValue } from './tally';

export type { MeasuredColumn } from './measure';
export type { GroupResult, TableResult } from './table';
export type { SummaryValue } from './tally';

/** What a summary comes to; labels and titles are the layout's. */
export interface SummaryResult {
  readonly figures: readonly { readonly column: MeasuredColumn; readonly value: SummaryValue }[];
  readonly tables: readonly TableResult[];
}

/** Gathers a summary while the rows are written. What it keeps does not grow with their number. */
export interface Summary {
  /** Takes in the documents' rows. */
  add(rows: readonly Row[]): void;
  /** Called once, after the last row. */
  result(): SummaryResult;
}

export interface SummaryContext {
  /** IANA name, for groups of dates. */
  readonly timeZone: string;
  readonly warnings: WarningCounter;
}

/** The place of figures. */
const ALL = 0;

/** @throws Error where an entry's number is asked for and there are no entries */
export const createSummary = (layout: SummaryLayout, { timeZone, warnings }: SummaryContext): Summary => {
  const figures = layout.figures.map((figure) => compileMeasure(figure, { steps: [], entry: null }));
  const tables = layout.tables.map((table) => createTableGatherer(table, timeZone));

  const warn = ({ figures: shown, tables: gathered }: SummaryResult): void => {
    const merged = gathered.reduce((sum, table) => sum + table.merged, 0);
    const values = [
      ...shown.map(({ value }) => value),
      ...gathered.flatMap(({ groups }) => groups.flatMap((group) => group.values)),
    ];
    const bounds = values.filter(({ isLeast }) => isLeast).length;
    if (merged > 0) warnings.add('groups-merged', merged);
    if (bounds > 0) warnings.add('distinct-limited', bounds);
  };

  return {
    add(rows) {
      for (const row of rows) {
        for (const figure of figures) figure.add(ALL, row);
        for (const table of tables) table.add(row);
      }
    },
    result() {
      const result: SummaryResult = {
        figures: figures.map(({ column, result: resultOf }) => ({ column, value: resultOf(ALL) })),
        tables: tables.map((table) => table.result()),
      };
      warn(result);
      return result;
    },
  };
};
