import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type RowBlock, rowsOf } from '../../../server/src/row/row-block';
import { createPostgresBlocks } from '../../../server/src/source/postgres-block';
import type { Source } from '../../../server/src/source/port';
import { rowBody } from '../../support/postgres-messages';
import { createEncoder, createSink, createSource, start } from './support';

const blockOf = (...numbers: readonly number[]): RowBlock => {
  const builder = createPostgresBlocks([{ type: 'integer', convert: null }]);
  for (const number of numbers) {
    const body = rowBody([String(number)]);
    builder.add(body, 0, body.length);
  }
  return builder.take();
};

/** A source of rows that has three more as blocks. */
const createBlockSource = (): Source => ({
  ...createSource(1, { rows: 2 }),
  async *blocks() {
    yield blockOf(7, 8);
    yield blockOf(9);
  },
});

const lines = (block: RowBlock): string =>
  rowsOf(block)
    .map(([cell]) => `block ${String(cell)}\n`)
    .join('');

const rows = (all: readonly (readonly unknown[])[]): string => all.map(([cell]) => `row ${String(cell)}\n`).join('');

describe('a run in blocks', () => {
  it('gives the encoder blocks where both ends know them, and rows to begin with', async () => {
    const sink = createSink();
    const progress: number[] = [];
    const encoder = createEncoder({ begin: (sample) => `begin ${JSON.stringify(sample)}\n`, rows, block: lines });
    const result = await start({
      ...{ source: createBlockSource(), sink, encoder },
      onProgress: (done) => progress.push(done),
    });
    assert.equal(sink.bytes().toString(), 'begin [["7"],["8"]]\nblock 7\nblock 8\nblock 9\nend 3\n');
    assert.equal(result.rows, 3);
    assert.deepEqual(progress, [2, 3]);
  });

  it('gives it rows where it knows no blocks, or the source has none', async () => {
    for (const [source, block] of [
      [createBlockSource(), undefined],
      [createSource(1, { rows: 2 }), lines],
    ] as const) {
      const sink = createSink();
      await start({ source, sink, encoder: createEncoder({ rows, ...(block && { block }) }) });
      assert.equal(sink.bytes().toString(), 'begin 2\nrow 0\nrow 1\nend 2\n');
    }
  });
});
