import type { Column, Row } from '../../../shared/columns';
import type { RowBlock } from '../row/row-block';

/** A piece of the file. An empty one is skipped. */
export type Chunk = string | Uint8Array;

/** What an encoder may change in a value, so that nothing is changed silently. */
export type WarningKind =
  /** Text that a spreadsheet could take for a formula was prefixed with an apostrophe. */
  | 'formulas-neutralised'
  /** Text longer than an Excel cell holds was cut at 32,767 characters. */
  | 'cells-cut'
  /** Characters that XML cannot carry were replaced by U+FFFD. */
  | 'characters-replaced'
  /** Groups of a summary that came after its 10,000th share one, called `…`; each place there counts. */
  | 'groups-merged'
  /** A number of different values in a summary is a lower bound, since only the first 100,000 are told apart. */
  | 'distinct-limited'
  /** Values that came after the last sheet of their own share the sheet `Other`; each row there counts. */
  | 'sheets-merged'
  /** Values of a list's items had no column any more, since it has only so many; each value left out counts. */
  | 'items-left-out';

/** Counts what was changed on the way; each kind is the number of cells concerned, or of what it names instead. */
export interface WarningCounter {
  add(kind: WarningKind, cells?: number): void;
}

/** What every encoder is made from. */
export interface EncoderInput {
  readonly columns: readonly Column[];
  /** IANA time zone in which dates with a time are shown; `UTC` leaves ISO 8601 as it is. */
  readonly timeZone: string;
  /** Between the items of a to-many column, where a format has one cell for them. */
  readonly separator: string;
  readonly warnings: WarningCounter;
}

/** Writes one column's cell of a row, as the file has it. */
export type CellWriter = (row: Row) => string;

/** The last bytes: one piece, or many that are made one by one as the sink takes them. */
export type Ending = Chunk | Promise<Chunk> | AsyncIterable<Chunk>;

/**
 * Rows → bytes. Called in the order `begin`, `rows` any number of times, `end`; per-column formatters are built once.
 * An encoder may hold pieces back (compression), so that the chunk of one call carries rows of an earlier one.
 */
export interface Encoder {
  /** @param sample the first rows, which `rows` is given again: for what must be decided before the first row, such as column widths */
  begin(sample: readonly Row[]): Chunk | Promise<Chunk>;
  rows(rows: readonly Row[]): Chunk | Promise<Chunk>;
  /** The same of a block; missing where the columns or the format need rows. The bytes are the same. */
  block?(block: RowBlock): Chunk | Promise<Chunk>;
  /** @param rowCount how many rows were written in all */
  end(rowCount: number): Ending;
  /**
   * Gives back what the encoder holds outside of memory. Called in every outcome, also where the verbs before were never
   * called or one of them is still waiting. Safe to call more than once.
   */
  close?(): Promise<void>;
}
