import { cellAt, partsOf, type RowBlock } from '../row/row-block';
import { createBatchSize, FIRST_ROWS, MAX_BATCH_CHARACTERS } from './batch-size';
import type { BlockField } from './postgres-block';
import type { Dialect } from './database';
import { pagesById, type PagesInput } from './pages';

export interface BlockPagesInput extends PagesInput {
  readonly dialect: Dialect;
  /** The plan's fields; behind them are ids, and what else tells rows apart. */
  readonly fields: readonly BlockField[];
  /** Wanted in a batch. */
  readonly cells: number;
}

/** Batches in a page. More than of rows, since the collector has nothing to do with them. */
const PAGE_BATCHES = 6;

/** How many times as many rows as the page before a page may have: the first rows can be much shorter than others. */
const MOST_GROWTH = 8;

/**
 * Reads pages as blocks, in the order of the ids.
 *
 * @returns `null` where they cannot be: the database sends no text, or the rows go by something else
 */
export const blockPages = (input: BlockPagesInput): (() => Promise<readonly RowBlock[]>) | null => {
  const { root, session, key, selected, dialect, fields, cells } = input;
  const { rowBytes } = session;
  if (rowBytes === null || dialect.createBlocks === null || !root.isDirect || root.keyAttribute !== 'id') return null;
  const others = selected.slice(fields.length).map((): BlockField => ({ type: 'integer', convert: null }));
  const size = createBatchSize({ cells, columns: selected.length, pageBatches: PAGE_BATCHES });
  const builder = dialect.createBlocks([...fields, ...others]);
  const next = pagesById(
    input,
    async (query) => {
      await rowBytes(query, builder.add);
      return builder.take();
    },
    (block) => cellAt(block, block.length - 1, key.index),
  );
  let before = FIRST_ROWS;
  return async () => {
    const block = await next(Math.min(size.next(), before * MOST_GROWTH));
    before = Math.max(1, block.length);
    if (block.length > 0) size.learn(block.length, block.bytes.length);
    return partsOf(block, size.most, MAX_BATCH_CHARACTERS);
  };
};
