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
  /**
   * Set on a step that keeps only the items of one kind: a component of a dynamic zone, a type of a polymorphic
   * relation. It names the key that tells the kind (`__component`, `__type`), and `name` is the kind itself, such as
   * `blocks.quote`. JSON writes the fields of the nested row into the item's own object.
   */
  readonly variantOf?: string;
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

/** How numbers are shown in CSV and Excel; JSON keeps the stored number. */
export interface NumberFormat {
  readonly kind: 'number';
  /** Digits behind the decimal point, 0 to 15; what is more is rounded half away from zero. */
  readonly decimals: number;
  /** Whether thousands are set apart: `1,234` (in Excel with the reader's own separator). */
  readonly grouping: boolean;
}

/**
 * How a fraction is shown as a percentage: `0.125` with one decimal is `12.5%` in CSV and Excel, where the cell stays a
 * number. JSON keeps the stored number.
 */
export interface PercentFormat {
  readonly kind: 'percent';
  /** Digits behind the decimal point of the percentage, 0 to 15; what is more is rounded half away from zero. */
  readonly decimals: number;
}

/** What `true` and `false` are called in CSV and Excel; JSON keeps them. */
export interface BooleanFormat {
  readonly kind: 'boolean';
  readonly true: string;
  readonly false: string;
}

export type ColumnFormat = MoneyFormat | DateFormat | NumberFormat | PercentFormat | BooleanFormat;

/**
 * What becomes of a path that leads over a list, in one cell: all values joined (or nested, in JSON), how many there
 * are, the first one, or the one at a place.
 */
export type ListCell = 'join' | 'count' | 'first' | 'item';

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
  /** Where the cell stands in the row that the last step leads to; not looked at where items are counted. */
  readonly index: number;
  /**
   * What is shown of a list, where a step leads to one; `join` when missing. `count` counts the rows that the last step
   * leads to, and its `type` is `integer`.
   */
  readonly list?: ListCell;
  /** Which item is shown with `list: 'item'`, from 0, and of how many that have columns of their own. */
  readonly item?: { readonly at: number; readonly of: number };
  /** The width in Excel, in characters, 1 to 250. When missing, it follows from the header and the first rows. */
  readonly width?: number;
}

/** One step on the way to a list. */
export interface ListStep extends ColumnStep {
  /**
   * Where the items are of several kinds: the places in an item's row of the kinds that become rows; items of other kinds
   * do not. All do when missing.
   */
  readonly kinds?: readonly number[];
}

/** The way to the lists whose items become rows of their own: the steps of the hops, from the document on. */
export type ListPath = readonly ListStep[];

/** A further sheet of a workbook: one row for each item of a list. */
export interface SheetColumns {
  /** The wanted name. */
  readonly name: string;
  /** The lists on the way; its last step is the one whose items are the sheet's rows. */
  readonly path: ListPath;
  /**
   * The parent's key first, then what is shown of the items. The steps along `path` are to-one here: the row that is
   * written has one item in the place of each list.
   */
  readonly columns: readonly Column[];
}
