import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from '../../../server/src/source/read-ahead';
import { readAhead, readInTurns } from '../../../server/src/source/read-ahead';

const row = (value: number) => [value];

/** Pages of two batches each; counts what was asked for. */
const createPages = (pages: number, failAt = Infinity, read = readAhead) => {
  const state = { asked: 0, closed: 0 };
  const load = async (): Promise<Page<readonly (readonly number[])[]>> => {
    const at = state.asked;
    state.asked += 1;
    await Promise.resolve();
    if (at === failAt) throw new Error('connection lost');
    return at < pages ? [[row(at * 2)], [row(at * 2 + 1)]] : [];
  };
  const close = async (): Promise<void> => {
    state.closed += 1;
  };
  return { state, batches: () => read(load, close) };
};

describe('reading ahead', () => {
  it('gives every batch once, in order, and closes', async () => {
    const { state, batches } = createPages(5);
    const seen: unknown[] = [];
    for await (const batch of batches()) seen.push(...batch.flat());
    assert.deepEqual(seen, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.deepEqual(state, { asked: 6, closed: 1 });
  });

  it('has asked for one page beyond the one that is used, and for no more', async () => {
    const { state, batches } = createPages(5);
    const reading = batches();
    await reading.next();
    assert.equal(state.asked, 2);
    await reading.next();
    assert.equal(state.asked, 2);
    await reading.next();
    assert.equal(state.asked, 3);
    await reading.return();
    assert.deepEqual(state, { asked: 3, closed: 1 });
  });

  it('gives others their turn between batches', async () => {
    const { batches } = createPages(3);
    let turns = 0;
    let isOver = false;
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    for await (const batch of batches()) assert.equal(batch.length, 1);
    isOver = true;
    assert.ok(turns >= 5, `${turns} turns`);
  });

  it('fails where the page that failed would have been, after the ones before', async () => {
    const { state, batches } = createPages(5, 2);
    const seen: unknown[] = [];
    await assert.rejects(async () => {
      for await (const batch of batches()) seen.push(...batch.flat());
    }, /connection lost/);
    assert.deepEqual(seen, [0, 1, 2, 3]);
    assert.equal(state.closed, 1);
  });
});

describe('reading in turns', () => {
  const createInTurns = (pages: number, failAt?: number) => createPages(pages, failAt, readInTurns);

  it('gives every batch once, in order, has asked for no page that is not used, and closes', async () => {
    const { state, batches } = createInTurns(3);
    const seen: unknown[] = [];
    for await (const batch of batches()) {
      seen.push(...batch.flat());
      assert.equal(state.asked, Math.ceil(seen.length / 2));
    }
    assert.deepEqual(seen, [0, 1, 2, 3, 4, 5]);
    assert.deepEqual(state, { asked: 4, closed: 1 });
  });

  it('never reads and hands on in one turn of the event loop', async () => {
    let turn = 0;
    let isOver = false;
    const count = (): void => {
      turn += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    const reads: number[] = [];
    const handed: number[] = [];
    const load = async (): Promise<Page<number>> => {
      reads.push(turn);
      return reads.length <= 4 ? [1, 2] : [];
    };
    for await (const batch of readInTurns(load, async () => undefined)) {
      assert.ok(batch > 0);
      handed.push(turn);
    }
    isOver = true;
    assert.equal(handed.length, 8);
    assert.equal(new Set([...reads, ...handed]).size, reads.length + handed.length);
  });

  it('fails where the page that failed would have been, and closes', async () => {
    const { state, batches } = createInTurns(5, 2);
    const seen: unknown[] = [];
    await assert.rejects(async () => {
      for await (const batch of batches()) seen.push(...batch.flat());
    }, /connection lost/);
    assert.deepEqual(seen, [0, 1, 2, 3]);
    assert.equal(state.closed, 1);
  });
});
