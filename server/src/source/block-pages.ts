import type { ColumnType } from '../../../shared/columns';
import { cellAt, partsOf, type RowBlock, sliceBlock } from '../row/row-block';
import { createBatchSize, FIRST_ROWS, MAX_BATCH_CHARACTERS } from './batch-size';
import type { BlockField } from './block-cells';
import type { Dialect } from './database';
import { type NextPage, pagesByKey, type PagesInput, type Paging } from './pages';
import type { Query, RawRow } from './session';
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
const BYTES_BATCHES = 6;

/** Batches in a page that the database packs within this thread, which keeps everybody waiting. */
const PACKED_BATCHES = 2;

/** What SQLite says of a value of more than a gigabyte. */
const TOO_LONG = 'SQLITE_TOOBIG';

/** How many times as many rows as the page before a page may have: the first rows can be much shorter than others. */
const MOST_GROWTH = 8;

/** How the block of a page's query is read. */
interface BlockReading {
  read(query: Query): Promise<RowBlock>;
  /** Batches in the next page. */
  pageBatches(): number;
}

/** Blocks of values. @param rows reads the rows that are wanted in a block */
const gathering = <Wanted>(fields: readonly BlockField[], rows: (wanted: Wanted) => Promise<RawRow[]>) => {
  const builder = createValueBlocks(fields);
  return async (wanted: Wanted): Promise<RowBlock> => {
    for (const row of await rows(wanted)) builder.add(row);
    return builder.take();
  };
};

/** Blocks of the bytes that the database sends; `null` where it sends no text. */
const byBytes = ({ session, dialect }: BlockPagesInput, fields: readonly BlockField[]): BlockReading | null => {
  const { rowBytes } = session;
  if (rowBytes === null || dialect.createBlocks === null) return null;
  const builder = dialect.createBlocks(fields);
  return {
    read: async (query) => {
      await rowBytes(query, builder.add);
      return builder.take();
    },
    pageBatches: () => BYTES_BATCHES,
  };
};

/** Blocks of pages that the database packs; `null` where it packs none. */
const byPacking = ({ session, dialect }: BlockPagesInput, fields: readonly BlockField[]): BlockReading | null => {
  if (dialect.createPacking === null) return null;
  const packing = dialect.createPacking(fields);
  const readValues = gathering(fields, session.rows);
  let isPacked = true;
  const readPacked = async (query: Query): Promise<RowBlock | null> => {
    try {
      return packing.unpack((await session.rows(packing.pack(query)))[0] as RawRow);
    } catch (error) {
      if ((error as { readonly code?: unknown }).code === TOO_LONG) return null;
      throw error;
    }
  };
  return {
    read: async (query) => {
      const block = isPacked ? await readPacked(query) : null;
      // What one page has, others mostly have as well.
      isPacked = block !== null;
      return block ?? readValues(query);
    },
    pageBatches: () => (isPacked ? PACKED_BATCHES : dialect.pageBatches),
  };
};

const blockPaging = ({ key }: BlockPagesInput, { read }: BlockReading): Paging<RowBlock> => ({
  read,
  keyOf: (block, row) => cellAt(block, row, key.index),
  first: (block, count) => sliceBlock(block, 0, count),
});

/** Behind the fields are numbers, and the id of a document where pages go by that. */
const otherType = ({ root, key }: BlockPagesInput, at: number): ColumnType =>
  at === key.index && root.keyAttribute === 'documentId' ? 'text' : 'integer';

/** Reads pages as blocks, each in the parts that are handed on. */
export const blockPages = (input: BlockPagesInput): (() => Promise<readonly RowBlock[]>) => {
  const { selected, dialect, cells, nextPage } = input;
  const others = selected
    .slice(input.fields.length)
    .map((_column, at): BlockField => ({ type: otherType(input, input.fields.length + at), convert: null }));
  const fields = [...input.fields, ...others];
  const reading = input.root.isDirect ? (byBytes(input, fields) ?? byPacking(input, fields)) : null;
  const next = reading === null ? gathering(fields, nextPage) : pagesByKey(input, blockPaging(input, reading));
  const pageBatches = reading?.pageBatches ?? (() => dialect.pageBatches);
  const size = createBatchSize({ cells, columns: selected.length, pageBatches });
  let before = FIRST_ROWS;
  return async () => {
    const block = await next(Math.min(size.next(), before * MOST_GROWTH));
    before = Math.max(1, block.length);
    if (block.length > 0) size.learn(block.length, block.bytes.length);
    return partsOf(block, size.most, MAX_BATCH_CHARACTERS);
  };
};
