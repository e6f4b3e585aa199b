import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { JobRunner } from '../../../server/src/job/run-job';
import { createWorker, type Worker, type WorkerInput } from '../../../server/src/job/worker';
import type { WorkerRow, Workers } from '../../../server/src/job/workers';
import { makeScratchFolder, removeScratchFolder } from '../../../server/src/sink/scratch-folders';
import { createGate } from '../../conformance/support/queues';
import { until } from '../../support/until';

const NAME = 'worker-1';

describe('a worker', () => {
  let done: string[];
  let told: string[];
  let worker: Worker | null;

  beforeEach(() => {
    done = [];
    told = [];
    worker = null;
  });
  afterEach(() => worker?.stop());

  const step =
    (what: string, work: () => Promise<unknown> = async () => undefined) =>
    async (): Promise<void> => {
      done.push(what);
      await work();
    };

  const queueOf = (consume: () => Promise<unknown> = async () => undefined): WorkerInput['queue'] => ({
    driver: 'database',
    enqueue: async () => undefined,
    remove: async () => undefined,
    isReachable: async () => true,
    close: async () => undefined,
    consume: async () => {
      await step('consume', consume)();
      return { stop: step('consumer stops') };
    },
  });

  const workersOf = (changes: Partial<Workers> = {}): Workers => ({
    all: async () => [],
    isAlive: () => true,
    living: async () => [{ worker: NAME } as WorkerRow],
    join: step('join'),
    beat: async () => true,
    leave: step('leave'),
    notShared: async () => null,
    tidy: step('tidy workers'),
    ...changes,
  });

  const create = (changes: Partial<WorkerInput> = {}): Worker => {
    const tell = (message: string): void => {
      told.push(message);
    };
    const runner = { close: () => done.push('close') } as unknown as JobRunner;
    const retention = { deleteFile: async () => undefined, expire: step('expire'), cleanUp: step('clean up') };
    const intervals = { lookInterval: 60_000, expiryInterval: 60_000 };
    worker = createWorker({
      ...{ name: NAME, concurrency: 1, queue: queueOf(), workers: workersOf(), runner, retention, ...intervals },
      ...{
        recovery: { look: async () => undefined },
        closeCharges: async () => undefined,
        runSchedules: async () => undefined,
        tidyTickets: step('tidy tickets'),
      },
      log: { error: tell, info: () => undefined },
      ...changes,
    });
    return worker;
  };

  const fail = () => Promise.reject(new Error('out of order'));

  it('joins, takes jobs, and leaves when it has stopped to take them', async () => {
    const one = create();
    await one.start();
    await one.stop();
    assert.deepEqual(done, ['join', 'consume', 'consumer stops', 'close', 'leave']);
    assert.deepEqual(told, []);
  });

  it('that is stopped while it joins takes no jobs, and leaves after it has joined', async () => {
    const gate = createGate();
    const one = create({ workers: workersOf({ join: step('join', () => gate.opened.then(step('joined'))) }) });
    const started = one.start();
    await until('it joins', () => done.includes('join'));
    const stopped = one.stop();
    await pause(50);
    gate.open();
    await Promise.all([started, stopped]);
    assert.deepEqual(done, ['join', 'close', 'joined', 'leave']);
  });

  it('that is stopped at once does not join', async () => {
    const one = create();
    await Promise.all([one.start(), one.stop()]);
    assert.deepEqual(done, ['close', 'leave']);
  });

  it('that is stopped while it begins to take jobs takes none, and does nothing by itself any more', async () => {
    const gate = createGate();
    const one = create({ queue: queueOf(() => gate.opened), expiryInterval: 10 });
    const started = one.start();
    await until('it begins', () => done.includes('consume'));
    const stopped = one.stop();
    await pause(50);
    gate.open();
    await Promise.all([started, stopped]);
    assert.deepEqual(done, ['join', 'consume', 'close', 'consumer stops', 'leave']);
    await pause(50);
    assert.equal(done.length, 5);
  });

  it('that cannot begin can still be stopped', async () => {
    const gate = createGate();
    const one = create({ queue: queueOf(() => gate.opened.then(fail)) });
    const started = one.start();
    await until('it begins', () => done.includes('consume'));
    const stopped = one.stop();
    gate.open();
    await assert.rejects(started, /out of order/);
    await stopped;
    assert.deepEqual(done, ['join', 'consume', 'close', 'leave']);
  });

  it('keeps house in steps that do not wait for each other to succeed', async () => {
    const retention = { deleteFile: async () => undefined, expire: step('expire', fail), cleanUp: step('clean', fail) };
    const workers = workersOf({ tidy: step('tidy workers', fail) });
    const one = create({ retention, workers, tidyTickets: step('tidy tickets', fail), expiryInterval: 5 });
    await one.start();
    await until('the second turn comes', () => done.filter((what) => what === 'expire').length >= 2);
    assert.deepEqual(done.slice(2, 7), ['expire', 'clean', 'tidy workers', 'tidy tickets', 'expire']);
    assert.equal(told.filter((message) => message.includes('out of order')).length >= 4, true);
    // The clean-up comes every tenth time, also when it fails.
    assert.equal(done.filter((what) => what === 'clean').length, 1);
  });

  it('leaves the house to the eldest', async () => {
    const living = async () => [{ worker: 'eldest' } as WorkerRow, { worker: NAME } as WorkerRow];
    const one = create({ workers: workersOf({ living }), expiryInterval: 5 });
    await one.start();
    await pause(50);
    assert.deepEqual(done, ['join', 'consume']);
  });

  it('clears away temporary folders of processes that were killed', async () => {
    const own = await makeScratchFolder(tmpdir());
    const dead = String(spawnSync(process.execPath, ['-e', '']).pid);
    const left = path.join(tmpdir(), path.basename(own).replace(`-${process.pid}-`, `-${dead}-`));
    await mkdir(left);
    const one = create();
    await one.start();
    await until('it is cleared away', () => !existsSync(left));
    assert.ok(existsSync(own));
    await removeScratchFolder(own);
    assert.deepEqual(told, []);
  });
});
