/**
 * What a source hands to an encoder: rows of cells, and the columns that say where in a row each output position is
 * found and what its cells mean. Cells look the same whatever database they came from.
 */

/**
 * One value in its neutral form. Which JavaScript type it has follows from the column's {@link ColumnType}:
 *
 * | type | cell |
 * | --- | --- |
 * | `text` | the text as stored |
 * | `integer` `biginteger` `decimal` `float` | the number in canonical decimal notation, as text or as a JavaScript number: printing it gives the exact value (`12.5`, never `12.50`) |
 * | `boolean` | `true` or `false` |
 * | `datetime` | ISO 8601 in UTC with milliseconds, `2026-02-03T04:05:06.789Z` |
 * | `date` | `2026-02-03` |
 * | `time` | `04:05:06.789` |
 * | `json` | JSON text without insignificant white space |
 *
 * A missing value is `null` in every type.
 */
export type Cell = string | number | boolean | null;

export type ColumnType =
  'text' | 'integer' | 'biginteger' | 'decimal' | 'float' | 'boolean' | 'datetime' | 'date' | 'time' | 'json';

/** A row of a related document or component, of many of them, or nothing. */
export type Nested = Row | readonly Row[] | null;

/** Cells first, then the nested rows of the hops; the positions are those of the plan's columns. */
export type Row = readonly (Cell | Nested)[];

/** One hop on the way from the exported document to a cell: a relation, a component or a media field. */
export interface ColumnStep {
  /** The attribute's name, as in the content type's schema. */
  readonly name: string;
  /** Where in the row of this level the nested row or rows stand. */
  readonly index: number;
  /** Whether the hop leads to a list of rows. */
  readonly many: boolean;
}

/**
 * An amount of money.
 *
 * CSV shows currency units with the currency's number of decimals and no symbol; Excel shows a number with a currency
 * format; JSON keeps the stored number.
 */
export interface MoneyFormat {
  readonly kind: 'money';
  /** ISO 4217 code, such as `USD`. */
  readonly currency: string;
  /** Whether the stored number counts whole units (`12.34`) or the smallest unit (`1234`). */
  readonly storedAs: 'units' | 'cents';
}

/** How dates and times are shown in CSV and Excel: a pattern of `yyyy MM dd HH mm ss SSS`, other characters as they are. */
export interface DateFormat {
  readonly kind: 'date';
  readonly pattern: string;
}

export type ColumnFormat = MoneyFormat | DateFormat;

/** One output position. */
export interface Column {
  /** The dotted path that names the column in requests and in JSON, such as `city.name`. */
  readonly key: string;
  /** The title in the header row of CSV and Excel. */
  readonly header: string;
  readonly type: ColumnType;
  readonly format?: ColumnFormat;
  /** The hops before the leaf; empty for the document's own fields. */
  readonly steps: readonly ColumnStep[];
  /** Where the cell stands in the row that the last step leads to. */
  readonly index: number;
}
