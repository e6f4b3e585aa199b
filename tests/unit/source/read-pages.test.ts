import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from '../../../server/src/source/read-pages';
import { readAhead, readInTurns } from '../../../server/src/source/read-pages';

const row = (value: number) => [value];

/** Pages of two batches each; counts what was asked for. */
const createPages = (read: typeof readAhead, pages: number, failAt = Infinity) => {
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

/** Counts the turns of the event loop. */
const countTurns = () => {
  const turns = { count: 0, isOver: false };
  const count = (): void => {
    turns.count += 1;
    if (!turns.isOver) setImmediate(count);
  };
  setImmediate(count);
  return turns;
};

for (const [name, read] of [
  ['reading ahead', readAhead],
  ['reading in turns', readInTurns],
] as const) {
  describe(name, () => {
    it('gives every batch once, in order, and closes', async () => {
      const { state, batches } = createPages(read, 5);
      const seen: unknown[] = [];
      for await (const batch of batches()) seen.push(...batch.flat());
      assert.deepEqual(seen, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      assert.deepEqual(state, { asked: 6, closed: 1 });
    });

    it('gives others their turn between batches', async () => {
      const turns = countTurns();
      for await (const batch of createPages(read, 3).batches()) assert.equal(batch.length, 1);
      turns.isOver = true;
      assert.ok(turns.count >= 5, `${turns.count} turns`);
    });

    it('fails where the page that failed would have been, after the ones before', async () => {
      const { state, batches } = createPages(read, 5, 2);
      const seen: unknown[] = [];
      await assert.rejects(async () => {
        for await (const batch of batches()) seen.push(...batch.flat());
      }, /connection lost/);
      assert.deepEqual(seen, [0, 1, 2, 3]);
      assert.equal(state.closed, 1);
    });
  });
}

it('reading ahead has asked for one page beyond the one that is used, and for no more', async () => {
  const { state, batches } = createPages(readAhead, 5);
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

it('reading in turns asks for no page before it is wanted, and closes where nobody wants more', async () => {
  const { state, batches } = createPages(readInTurns, 5);
  const reading = batches();
  await reading.next();
  await reading.next();
  assert.equal(state.asked, 1);
  await reading.next();
  assert.equal(state.asked, 2);
  await reading.return();
  assert.deepEqual(state, { asked: 2, closed: 1 });
});

it('reading in turns never reads and hands on in one turn of the event loop', async () => {
  const turns = countTurns();
  const reads: number[] = [];
  const handed: number[] = [];
  const load = async (): Promise<Page<number>> => {
    reads.push(turns.count);
    return reads.length <= 4 ? [1, 2] : [];
  };
  for await (const batch of readInTurns(load, async () => undefined)) {
    assert.ok(batch > 0);
    handed.push(turns.count);
  }
  turns.isOver = true;
  assert.equal(handed.length, 8);
  assert.equal(new Set([...reads, ...handed]).size, reads.length + handed.length);
});
