import { cellAt, partsOf, type RowBlock } from '../row/row-block';
import { createBatchSize, FIRST_ROWS, MAX_BATCH_CHARACTERS } from './batch-size';
import type { BlockField } from './block-cells';
import type { Dialect } from './database';
import { type NextPage, pagesById, type PagesInput } from './pages';
import { createValueBlocks } from './value-block';

export interface BlockPagesInput extends PagesInput {
  readonly dialect: Dialect;
  /** The plan's fields; behind them are ids, and what else tells rows apart. */
  readonly fields: readonly BlockField[];
  /** Wanted in a batch. */
  readonly cells: number;
  /** Reads rows as the plan wants them, where bytes cannot be had. */
  readonly nextPage: NextPage;
}

/** Batches in a page of bytes. More than of rows, since the collector has nothing to do with them. */
const PAGE_BATCHES = 6;

/** How many times as many rows as the page before a page may have: the first rows can be much shorter than others. */
const MOST_GROWTH = 8;

type NextBlock = (count: number) => Promise<RowBlock>;

/** Blocks of the bytes that the database sends; `null` where it sends no text, or the rows go by something else than their id. */
const blocksOfBytes = (input: BlockPagesInput, fields: readonly BlockField[]): NextBlock | null => {
  const { root, session, key, dialect } = input;
  const { rowBytes } = session;
  if (rowBytes === null || dialect.createBlocks === null || !root.isDirect || root.keyAttribute !== 'id') return null;
  const builder = dialect.createBlocks(fields);
  return pagesById(
    input,
    async (query) => {
      await rowBytes(query, builder.add);
      return builder.take();
    },
    (block) => cellAt(block, block.length - 1, key.index),
  );
};

const blocksOfValues = ({ nextPage }: BlockPagesInput, fields: readonly BlockField[]): NextBlock => {
  const builder = createValueBlocks(fields);
  return async (count) => {
    for (const row of await nextPage(count)) builder.add(row);
    return builder.take();
  };
};

/** Reads pages as blocks, each in the parts that are handed on. */
export const blockPages = (input: BlockPagesInput): (() => Promise<readonly RowBlock[]>) => {
  const { selected, dialect, cells } = input;
  const others = selected.slice(input.fields.length).map((): BlockField => ({ type: 'integer', convert: null }));
  const fields = [...input.fields, ...others];
  const ofBytes = blocksOfBytes(input, fields);
  const next = ofBytes ?? blocksOfValues(input, fields);
  const pageBatches = ofBytes === null ? dialect.pageBatches : PAGE_BATCHES;
  const size = createBatchSize({ cells, columns: selected.length, pageBatches });
  let before = FIRST_ROWS;
  return async () => {
    const block = await next(Math.min(size.next(), before * MOST_GROWTH));
    before = Math.max(1, block.length);
    if (block.length > 0) size.learn(block.length, block.bytes.length);
    return partsOf(block, size.most, MAX_BATCH_CHARACTERS);
  };
};
