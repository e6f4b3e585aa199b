import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { HealthAnswer } from '../../../shared/contracts/health';
import { ORDER } from '../../support/content';
import { errorOf } from '../../support/http';
import { call, dataOf, submit, until as untilEnd } from '../../support/jobs';
import { mountSmallDisk, unmount } from '../../support/small-disk';
import { until } from '../../support/until';
import { createPlace, type Place, signIn } from '../support/playground';

const visible = (folder: string): string[] => readdirSync(folder).filter((name) => !name.startsWith('.'));

/** A disk of two megabytes. */
export const fullDiskSuite = (seeded: () => string, orders: number): void => {
  const disk = mkdtempSync(path.join(os.tmpdir(), 'export-disk-'));
  const skip = mountSmallDisk(disk);
  if (skip !== false) rmdirSync(disk);
  describe('a disk with little room', { skip }, () => {
    let place: Place;
    before(() => {
      place = createPlace(seeded());
    });
    after(async () => {
      await place.remove();
      unmount(disk);
      rmdirSync(disk);
    });

    it('refuses jobs before it is full, and says so', async () => {
      const site = await place.start({ EXPORT_DIRECTORY: disk });
      const token = await signIn(site);
      const answer = await call(site, 'POST', `/export/${ORDER}/background`, token, { format: 'csv' });
      assert.deepEqual([answer.status, errorOf(answer).code], [507, 'EXPORT_STORAGE_FULL']);
      const { isHealthy, problems } = dataOf<HealthAnswer['data']>(await call(site, 'GET', '/export/health', token));
      assert.equal(isHealthy, false, problems.join());
      assert.equal((await call(site, 'GET', `/export/${ORDER}/csv?columns=id`, token)).status, 200);
      await site.stop();
    });

    it('that becomes full fails the job, leaves nothing of it, and lets others be', async () => {
      const site = await place.start({ EXPORT_DIRECTORY: disk, EXPORT_MIN_FREE_BYTES: '0' });
      const token = await signIn(site);
      const small = { format: 'csv', columns: ['id'], filters: { id: { $lte: 1_000 } } };
      const before = await untilEnd(site, (await submit(site, ORDER, token, small)).id, token);
      assert.equal(before.status, 'completed');
      const job = await untilEnd(site, (await submit(site, ORDER, token, { format: 'csv' })).id, token);
      assert.deepEqual([job.status, job.attempt, job.error?.code], ['failed', 1, 'EXPORT_STORAGE_FULL']);
      assert.ok(job.rowsDone < orders);
      // It is told before its file is removed.
      await until('nothing is left of it', () => visible(disk).length === 1);
      assert.deepEqual(visible(disk), [`${before.id}-1`]);
      const file = await call(site, 'GET', before.downloadUrl ?? '', token);
      assert.equal(file.body.length, before.bytes);
      const again = { ...small, columns: ['id', 'qty'] };
      assert.equal((await untilEnd(site, (await submit(site, ORDER, token, again)).id, token)).status, 'completed');
    });
  });
};
