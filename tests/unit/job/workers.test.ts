import assert from 'node:assert/strict';
import { rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { createWorkers } from '../../../server/src/job/workers';
import { createLocalStorage } from '../../../server/src/storage/local';
import type { FileStorage, Markers } from '../../../server/src/storage/port';
import { WORKER } from '../../../shared/uids';
import { temporaryFolder } from '../../conformance/support/storages';
import { type JobDatabase, openJobDatabase } from '../../support/job-database';

const FACTS = { concurrency: 2, queue: 'database' };

const HOUR = 3_600_000;

describe('the workers', () => {
  let records: JobDatabase;
  let folder: string;
  let storage: FileStorage;
  let markers: Markers;

  beforeEach(async () => {
    records = await openJobDatabase();
    folder = await temporaryFolder();
    storage = createLocalStorage(folder);
    assert.ok(storage.markers !== null);
    markers = storage.markers;
  });
  afterEach(async () => {
    await records.close();
    await rm(folder, { recursive: true });
  });

  const workersOn = (changes: Partial<Markers> = {}) =>
    createWorkers({ database: () => records.database, storage: { ...storage, markers: { ...markers, ...changes } } });

  const makeOld = async (name: string): Promise<void> => {
    const then = new Date(Date.now() - 2 * HOUR);
    await utimes(path.join(folder, '.workers', name), then, then);
  };

  it('who leave are forgotten before their sign is, so that nobody misses it', async () => {
    const rows: number[] = [];
    const workers = workersOn({
      remove: async (name) => {
        rows.push((await workers.living()).length);
        await markers.remove(name);
      },
    });
    await workers.join('one', FACTS);
    await workers.leave('one');
    assert.deepEqual(rows, [0]);
    assert.equal(await markers.sees('one'), false);
  });

  it('who cannot sign off keep their sign', async () => {
    const workers = workersOn();
    await workers.join('one', FACTS);
    const query = mock.method(records.database, 'query', () => {
      throw new Error('away');
    });
    await assert.rejects(workers.leave('one'), /away/);
    query.mock.restore();
    assert.equal(await workers.notShared(), null);
  });

  it('leave their sign again when it is gone', async () => {
    const workers = workersOn();
    await workers.join('one', FACTS);
    await markers.remove('one');
    assert.match((await workers.notShared()) ?? '', /is not seen from here/);
    assert.equal(await workers.beat('one'), true);
    assert.equal(await workers.notShared(), null);
  });

  it('who were forgotten leave no sign by a beat: they join again', async () => {
    const workers = workersOn();
    assert.equal(await workers.beat('one'), false);
    assert.equal(await markers.sees('one'), false);
  });

  it('have signs of life even where the disk takes no signs', async () => {
    const workers = workersOn();
    await workers.join('one', FACTS);
    await markers.remove('one');
    await records.database.query(WORKER).updateMany({ where: {}, data: { heartbeatAt: new Date(0) } });
    const full = workersOn({ leave: () => Promise.reject(new Error('full')) });
    await assert.rejects(full.beat('one'), /full/);
    assert.equal((await workers.living()).length, 1);
  });

  it('who just join keep their sign while others tidy up', async () => {
    const workers = workersOn();
    await markers.leave('joining');
    await markers.leave('dead');
    await makeOld('dead');
    await workers.join('alive', FACTS);
    await makeOld('alive');
    await workers.tidy();
    const seen = await Promise.all(['joining', 'dead', 'alive'].map((name) => markers.sees(name)));
    assert.deepEqual(seen, [true, false, true]);
  });

  it('who are long dead are forgotten', async () => {
    const workers = workersOn();
    await workers.join('dead', FACTS);
    await makeOld('dead');
    const heartbeatAt = new Date(Date.now() - 2 * HOUR);
    await records.database.query(WORKER).updateMany({ where: {}, data: { heartbeatAt } });
    await workers.tidy();
    assert.deepEqual(await workers.all(), []);
    assert.equal(await markers.sees('dead'), false);
  });
});
