import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it, mock } from 'node:test';
import type { HealthAnswer } from '../../../shared/contracts/health';
import type { Job } from '../../../shared/contracts/jobs';
import { WORKER } from '../../../shared/uids';
import { HOTEL, ORDER } from '../../support/content';
import { errorOf } from '../../support/http';
import { auditOf, call, dataOf, filesOf, partsOf, setJobs, show, submit, until } from '../../support/jobs';
import { retentionOn, withOwnRunners } from '../../support/job-runner';
import { withSetting } from '../../support/run-export';
import type { Site } from '../../support/site';
import { until as isSo } from '../../support/until';

const REQUEST = { format: 'csv', columns: ['id'], filters: { id: { $lt: 20 } } };
const PREFER = { prefer: 'respond-async' };

export const jobRetentionSuite = (site: () => Site): void => {
  let token = '';
  const workers = () => site().strapi.db.query(WORKER);
  const completed = async (): Promise<Job> => until(site(), (await submit(site(), ORDER, token, REQUEST)).id, token);
  const health = async () => dataOf<HealthAnswer['data']>(await call(site(), 'GET', '/export/health', token));

  before(async () => {
    token = await site().adminToken('admin@example.com');
  });

  describe('what is out of time', () => {
    it('is ended, its file deleted, and written down, once', async () => {
      const { id } = await completed();
      await setJobs(site(), { documentId: id }, { expiresAt: new Date(Date.now() - 1_000) });
      await Promise.all([retentionOn(site()).expire(), retentionOn(site()).expire()]);
      const job = await show(site(), id, token);
      assert.equal(job.status, 'expired');
      assert.equal(job.expiredBy, 'time');
      assert.ok(!filesOf(site()).some((name) => name.startsWith(id)));
      const lines = await auditOf(site(), { jobId: id, event: 'expired' });
      assert.equal(lines.length, 1);
    });

    it('is so after the time of its exporter, else the longest of the roles, else that of all', async () => {
      const minute = 60_000;
      const lifetime = {
        default: 2 * minute,
        exporters: { [ORDER]: minute },
        roles: { 'strapi-super-admin': 3 * minute, authenticated: 5 * minute },
      };
      const few = { format: 'csv', columns: ['name'], filters: { id: { $lt: 20 } } };
      const keptFor = async (exporter: string, authorization: string, body: object, prefix = '/export') => {
        const { id } = await submit(site(), exporter, authorization, body, prefix);
        const { expiresAt, completedAt } = await until(site(), id, authorization, { prefix });
        return new Date(expiresAt ?? 0).getTime() - new Date(completedAt ?? 0).getTime();
      };
      await withSetting(site(), 'jobs.fileLifetime', lifetime, async () => {
        const other = { ...REQUEST, filters: { id: { $lt: 21 } } };
        assert.equal(await keptFor(ORDER, token, other), minute);
        assert.equal(await keptFor(HOTEL, token, few), 3 * minute);
        assert.equal(await keptFor(HOTEL, await site().adminToken('editor@example.com'), few), 2 * minute);
        assert.equal(
          await keptFor(HOTEL, await site().endUserToken('user@example.com'), few, '/api/export'),
          5 * minute,
        );
      });
    });

    it('of records is removed, but never one that is active', async () => {
      const { id } = await completed();
      await call(site(), 'DELETE', `/export/jobs/${id}`, token);
      const old = new Date(Date.now() - 100 * 86_400_000);
      await withOwnRunners(site(), async (ask) => {
        const waiting = await ask();
        await setJobs(site(), { documentId: { $in: [id, waiting.id] } }, { createdAt: old });
        await retentionOn(site(), 90 * 86_400_000).expire();
        assert.equal((await call(site(), 'GET', `/export/jobs/${id}`, token)).status, 404);
        assert.equal((await show(site(), waiting.id, token)).status, 'pending');
        await call(site(), 'POST', `/export/jobs/${waiting.id}/cancel`, token);
      });
      assert.ok((await auditOf(site(), { jobId: id })).length > 0, 'the log outlives the record');
    });
  });

  describe('the clean-up', () => {
    it('removes files of no job and leaves what is not ours', async () => {
      const kept = await completed();
      const place = (name: string): string => path.join(site().files, name);
      const orphans = ['aaaaaaaaaaaaaaaaaaaaaaaa-1', `${kept.id}-2`, `${kept.id}-1.0123456789ab.part`];
      const foreign = ['notes.txt', 'README'];
      for (const name of [...orphans, ...foreign]) writeFileSync(place(name), 'x');
      await retentionOn(site()).cleanUp();
      for (const name of orphans) assert.ok(!existsSync(place(name)), name);
      for (const name of foreign) assert.ok(existsSync(place(name)), name);
      assert.equal((await call(site(), 'GET', kept.downloadUrl ?? '', token)).status, 200);
    });

    it('ends records whose file is gone', async () => {
      const { id } = await completed();
      await partsOf(site()).storage.delete({ key: `${id}-1`, reference: null });
      await retentionOn(site()).cleanUp();
      const job = await show(site(), id, token);
      assert.equal(job.status, 'expired');
      assert.equal(job.expiredBy, 'deleted');
    });
  });

  describe('the health of jobs', () => {
    it('counts what waits and runs, and shows the workers', async () => {
      const data = await health();
      assert.equal(data.isHealthy, true, data.problems.join());
      assert.equal(data.workers.alive, 1);
      assert.equal(data.queue.driver, 'database');
      assert.ok(data.storage.isWritable && data.storage.isShared);
      assert.ok(data.storage.storedBytes > 0);
      const user = await site().endUserToken('user@example.com');
      const told = dataOf<HealthAnswer['data']>(await call(site(), 'GET', '/api/export/health', user));
      assert.equal(data.workers.list.length, 1);
      assert.deepEqual([told.workers.alive, told.workers.list], [1, []], 'machines are the panel’s alone');
      assert.equal((await call(site(), 'GET', '/export/health', null)).status, 401);
    });

    it('says that no worker is alive, and so does a job that waits', async () => {
      // The worker lives, of course, but says so no more.
      const beat = mock.method(partsOf(site()).workers, 'beat', async () => true);
      try {
        await withOwnRunners(site(), async (ask) => {
          const { id } = await ask();
          await workers().updateMany({ where: {}, data: { heartbeatAt: new Date(0) } });
          const { isHealthy, problems, workers: told } = await health();
          assert.equal(isHealthy, false);
          assert.deepEqual(problems, ['No worker is running: jobs wait until one starts.']);
          assert.deepEqual([told.alive, told.list.map(({ isAlive }) => isAlive)], [0, [false]]);
          assert.equal((await show(site(), id, token)).waitingFor, 'worker');
          await call(site(), 'POST', `/export/jobs/${id}/cancel`, token);
        });
      } finally {
        beat.mock.restore();
      }
      await isSo('the next sign of life', async () => (await health()).workers.alive === 1);
      assert.equal((await health()).isHealthy, true);
    });

    it('says that disks are not shared, and jobs are refused then', async () => {
      const now = new Date();
      const other = { worker: 'elsewhere', host: 'other-host', pid: 1, concurrency: 1, queue: 'database' };
      await workers().create({ data: { ...other, storage: 'local', startedAt: now, heartbeatAt: now } });
      try {
        const data = await health();
        assert.equal(data.isHealthy, false);
        assert.match(data.problems.join(), /other-host is not seen from here/);
        const refused = await call(site(), 'POST', `/export/${ORDER}`, token, REQUEST, PREFER);
        assert.equal(refused.status, 503);
        assert.equal(errorOf(refused).code, 'EXPORT_STORAGE_NOT_SHARED');
        const direct = await call(site(), 'POST', `/export/${ORDER}`, token, REQUEST);
        assert.equal(direct.status, 200, 'what needs no storage is answered as ever');
        await partsOf(site()).storage.markers?.leave('elsewhere');
        assert.equal((await health()).isHealthy, true);
      } finally {
        await workers().deleteMany({ where: { worker: 'elsewhere' } });
        await partsOf(site()).storage.markers?.remove('elsewhere');
      }
    });
  });
};
