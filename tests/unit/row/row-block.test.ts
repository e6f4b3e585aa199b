import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { partsOf, type RowBlock, rowsOf } from '../../../server/src/row/row-block';
import { createPostgresBlocks } from '../../../server/src/source/postgres-block';
import { rowBody } from '../../support/postgres-messages';

/** A block of texts and their lengths. */
const blockOf = (lengths: readonly number[]): RowBlock => {
  const builder = createPostgresBlocks([
    { type: 'text', convert: null },
    { type: 'integer', convert: null },
  ]);
  for (const length of lengths) {
    const body = rowBody(['x'.repeat(length), String(length)]);
    builder.add(body, 0, body.length);
  }
  return builder.take();
};

/** The rows' lengths by part. */
const lengthsOf = (parts: readonly RowBlock[]): number[][] =>
  parts.map((part) => rowsOf(part).map(([, length]) => Number(length)));

describe('parts of a block', () => {
  it('have at most so many rows, in their order', () => {
    assert.deepEqual(lengthsOf(partsOf(blockOf([1, 2, 3, 4, 5]), 2, 1_000)), [[1, 2], [3, 4], [5]]);
    assert.deepEqual(lengthsOf(partsOf(blockOf([1, 2]), 2, 1_000)), [[1, 2]]);
  });

  it('have at most so many bytes, but for a row that has more by itself', () => {
    assert.deepEqual(lengthsOf(partsOf(blockOf([10, 40, 40, 10, 500, 10, 10]), 100, 100)), [
      [10, 40, 40],
      [10],
      [500],
      [10, 10],
    ]);
  });

  it('are none of a block without rows', () => {
    assert.deepEqual(partsOf(blockOf([]), 10, 10), []);
  });
});
