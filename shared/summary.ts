/**
 * What a summary says of the exported rows: figures, and tables of figures by group. It is gathered in the same pass over
 * the rows that writes the file.
 *
 * Every {@link Column} here is read from the *document's* row, as the source gives it. A column over a list
 * (`list: 'join'`) stands for all items, one with `list: 'count'` for their number. A column's `key`, `header` and
 * `width` are not looked at.
 */
import type { Column, ColumnFormat } from './columns';

/** What a sheet of a workbook says about all rows of the export. */
export interface SummaryLayout {
  /** The wanted name of the sheet. */
  readonly name: string;
  /** The first line of the sheet. */
  readonly title: string;
  /** Figures over all documents, one below the other. */
  readonly figures: readonly SummaryFigure[];
  /** Figures by group, below the figures. */
  readonly tables: readonly SummaryTable[];
}

/**
 * What is measured. Missing values (`null`) are passed over, as in SQL, and without a present value there is no result.
 *
 * | kind | result |
 * | --- | --- |
 * | `count` | the number of documents; in a table, of places: a document has one for each item of a list it is grouped by |
 * | `sum` | the exact sum of integers and decimals; of floats a compensated one (Neumaier) |
 * | `average` | the sum by the number of present values, to 15 significant digits |
 * | `min` `max` | the smallest or largest value: numbers as numbers, any other type as text, which for ISO dates is by time |
 * | `distinct` | the number of different values; of more than 100,000, or 16 million characters of them, a lower bound |
 * | `value` | only where a table is grouped by `entries`: the exact sum of the entries' numbers |
 */
export type Measure =
  | { readonly kind: 'count' }
  | { readonly kind: 'sum' | 'average' | 'min' | 'max' | 'distinct'; readonly column: Column }
  | { readonly kind: 'value' };

/** One figure, or one column of figures in a table. */
export interface SummaryFigure {
  readonly label: string;
  readonly measure: Measure;
  /**
   * How the result is shown. When missing, `sum`, `average`, `min` and `max` are shown as their column is; where that has
   * no format either, averages have two decimals, and numbers and whole sums have their thousands set apart.
   */
  readonly format?: ColumnFormat;
}

/**
 * What a document is grouped by.
 *
 * - `cell`: the column's cell as the export shows it, so that a date pattern of `yyyy-MM` groups by month. A list gives
 *   the document a place for each item; there, a measure over the same list looks at that item alone. A missing value, an
 *   empty text and a list without items are the group `(empty)`.
 * - `entries`: the cell is JSON text of an object of numbers. Each key is a group, and its number the measure `value`;
 *   a number of more than 15 digits stays exact where it is a text. A document without entries has no place.
 */
export interface SummaryGroup {
  readonly kind: 'cell' | 'entries';
  readonly column: Column;
}

/**
 * Figures by group. Memory stays flat: of more than 10,000 groups, or 4 million characters of their names, the ones that
 * come last are one group called `…`, which stands at the end.
 */
export interface SummaryTable {
  readonly title: string;
  /** The header of the groups' names. */
  readonly groupLabel: string;
  readonly group: SummaryGroup;
  readonly measures: readonly SummaryFigure[];
  /** How many groups are shown, by the first measure, largest first; `null` for all, by their names. */
  readonly top: number | null;
  /** A chart of the first measure beside the table, of its first 25 groups. */
  readonly chart: 'bar' | 'pie' | null;
}
