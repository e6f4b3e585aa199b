import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { NO_PROGRESS, type Progress } from '../../../server/src/job/progress';
import type { JobRow } from '../../../server/src/job/record';
import type { JobStore } from '../../../server/src/job/store';
import { watchRecord } from '../../../server/src/job/watch';

const STALL = 700;

const watching = (
  answer: () => Promise<boolean>,
  progress: () => Progress,
  touch: (job: JobRow, attempt: number, changes: Progress) => Promise<boolean> = answer,
) => {
  const [onLost, onStalled] = [mock.fn(), mock.fn()];
  const store = { isRunning: answer, touch } as unknown as JobStore;
  const watch = watchRecord({
    ...{ store, job: {} as JobRow, attempt: 1, progress },
    ...{ stallTimeout: STALL, onLost, onStalled },
  });
  return { watch, lost: () => onLost.mock.callCount(), stalled: () => onStalled.mock.callCount() };
};

describe('who looks after an attempt', { concurrency: true }, () => {
  it('sees that it is stuck, and nothing while it moves', async () => {
    let rowsDone = 0;
    const moving = watching(
      async () => true,
      () => ({ ...NO_PROGRESS, rowsDone: (rowsDone += 1) }),
    );
    const stuck = watching(
      async () => true,
      () => NO_PROGRESS,
    );
    await pause(3 * STALL);
    assert.equal(moving.stalled(), 0);
    assert.ok(stuck.stalled() > 0);
    await Promise.all([moving.watch.stop(), stuck.watch.stop()]);
    const before = stuck.stalled();
    await pause(2 * STALL);
    assert.equal(stuck.stalled(), before, 'nothing is looked at any more');
  });

  it('does so also while the database hangs, and stops although it does', async () => {
    const hanging = watching(
      () => new Promise(() => undefined),
      () => NO_PROGRESS,
    );
    await pause(3 * STALL);
    assert.ok(hanging.stalled() > 0);
    const begunAt = performance.now();
    await hanging.watch.stop();
    assert.ok(performance.now() - begunAt < 4_000);
  });

  it('tells once that it is somebody else’s, and not that the database is away', async () => {
    const lost = watching(
      async () => false,
      () => NO_PROGRESS,
    );
    const away = watching(
      () => Promise.reject(new Error('away')),
      () => NO_PROGRESS,
    );
    await pause(1_800);
    assert.deepEqual([lost.lost(), away.lost()], [1, 0]);
    await Promise.all([lost.watch.stop(), away.watch.stop()]);
  });

  it('writes progress at least every tenth of the rows, however fast they are, and less often than rows come', async () => {
    const rowsTotal = 1_000;
    let rowsDone = 0;
    const written: number[] = [];
    const running = watching(
      async () => true,
      () => ({ ...NO_PROGRESS, phase: 'writing', rowsTotal, rowsDone }),
      async (_job, _attempt, changes) => written.push(changes.rowsDone) > 0,
    );
    for (; rowsDone < rowsTotal; rowsDone += 10) {
      running.watch.moved();
      await new Promise(setImmediate);
    }
    running.watch.moved();
    await running.watch.stop();
    const steps = [...written, rowsTotal].map((rows, at) => rows - (written[at - 1] ?? 0));
    assert.ok(Math.max(...steps) <= 100 && Math.min(...steps) > 10, written.join(' '));
    // All rows are told of with the file.
    assert.ok(!written.includes(rowsTotal), written.join(' '));
  });

  it('asks a database that is away, and of a record that is lost, no more often because rows come', async () => {
    let rowsDone = 0;
    const progress = (): Progress => ({ ...NO_PROGRESS, phase: 'writing', rowsTotal: 1_000, rowsDone });
    const [away, gone] = [mock.fn(() => Promise.reject(new Error('away'))), mock.fn(async () => false)];
    const running = [watching(away, progress), watching(gone, progress)];
    for (; rowsDone < 1_000; rowsDone += 100) {
      for (const { watch } of running) watch.moved();
      await pause(10);
    }
    // Each once, for the first step.
    assert.deepEqual([away.mock.callCount(), gone.mock.callCount(), running[1]?.lost()], [1, 1, 1]);
    await Promise.all(running.map(({ watch }) => watch.stop()));
  });
});
