import type { Row } from '../../../shared/columns';
import type { RowBlock } from '../row/row-block';

/** How many rows a source has. */
export interface RowTotal {
  readonly rows: number;
  /** Whether it was counted in the snapshot that the rows are read from; without one, rows may come and go. */
  readonly isExact: boolean;
}

/** The rows of a plan, read once. */
export interface Source {
  /** Counts the rows; must not be called while batches are being read. */
  count(): Promise<RowTotal>;
  /** The rows in batches of at least one. The next batch is read while one is being used. */
  batches(): AsyncGenerator<readonly Row[], void, undefined>;
  /**
   * The same rows in blocks, where nothing hangs on them and the database sends text; in place of `batches`. A block is valid
   * until the next one is asked for.
   */
  readonly blocks?: () => AsyncGenerator<RowBlock, void, undefined>;
  /** Gives the connection back. Safe to call more than once. */
  close(): Promise<void>;
}
