import { Buffer } from 'node:buffer';
import type { ListPath, Row } from '../../../shared/columns';
import { explode } from './explode';
import type { Chunk, Encoder } from './port';

/** A document may have any number of items; the inner encoder is given no more rows than a source's large batch has. */
const MAX_ROWS = 5_000;

const pieces = function* (rows: readonly Row[], path: ListPath): Generator<readonly Row[], void, undefined> {
  let piece: Row[] = [];
  for (const row of rows) {
    for (const item of explode(row, path, true)) {
      piece.push(item);
      if (piece.length === MAX_ROWS) {
        yield piece;
        piece = [];
      }
    }
  }
  if (piece.length > 0) yield piece;
};

const concatenate = (chunks: readonly Chunk[]): Chunk => {
  const [only = ''] = chunks;
  if (chunks.length <= 1) return only;
  if (chunks.every((chunk) => typeof chunk === 'string')) return chunks.join('');
  return Buffer.concat(chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk)));
};

/**
 * Makes an encoder write one row for each item that a path leads to, and one for a document without items. The inner
 * encoder's columns have to-one steps along the path, as {@link explode} leaves one item in the place of each list; it
 * is told the number of rows that were written, not of documents.
 */
export const createExplodingEncoder = (inner: Encoder, path: ListPath): Encoder => {
  let written = 0;
  return {
    begin: (sample) => inner.begin(pieces(sample, path).next().value ?? []),
    async rows(rows) {
      const chunks: Chunk[] = [];
      for (const piece of pieces(rows, path)) {
        chunks.push(await inner.rows(piece));
        written += piece.length;
      }
      return concatenate(chunks);
    },
    end: () => inner.end(written),
    close: async () => inner.close?.(),
  };
};
