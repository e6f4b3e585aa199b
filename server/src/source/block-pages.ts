import { cellAt, type RowBlock, sliceBlock } from '../row/row-block';
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

/** Bytes of a row's cells. */
const lengthOf = ({ places, types }: RowBlock, row: number): number => {
  let bytes = 0;
  for (let at = row * types.length * 2; at < (row + 1) * types.length * 2; at += 2) {
    bytes += (places[at + 1] as number) - (places[at] as number);
  }
  return bytes;
};

/** Parts of a page, as large as batches of rows are. */
const inParts = (block: RowBlock, most: number): readonly RowBlock[] => {
  const parts: RowBlock[] = [];
  let from = 0;
  let bytes = 0;
  for (let row = 0; row < block.length; row += 1) {
    const own = lengthOf(block, row);
    if (row > from && (row - from >= most || bytes + own > MAX_BATCH_CHARACTERS)) {
      parts.push(sliceBlock(block, from, row));
      from = row;
      bytes = 0;
    }
    bytes += own;
  }
  if (block.length > from) parts.push(sliceBlock(block, from, block.length));
  return parts;
};

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
    return inParts(block, size.most);
  };
};
