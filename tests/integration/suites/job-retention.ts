import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import type { HealthAnswer, Job } from '../../../shared/contracts/jobs';
import { WORKER } from '../../../shared/uids';
import { ORDER } from '../../support/content';
import { errorOf } from '../../support/http';
import { auditOf, call, dataOf, filesOf, partsOf, setJobs, show, submit, until } from '../../support/jobs';
import { retentionOn, withOwnRunners } from '../../support/job-runner';
import type { Site } from '../../support/site';

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
      assert.equal((await call(site(), 'GET', '/api/export/health', user)).status, 200);
      assert.equal((await call(site(), 'GET', '/export/health', null)).status, 401);
    });

    it('says that no worker is alive, and so does a job that waits', async () => {
      const [row] = (await workers().findMany({})) as { id: number; worker: string }[];
      assert.ok(row !== undefined);
      await withOwnRunners(site(), async (ask) => {
        const { id } = await ask();
        await workers().updateMany({ where: {}, data: { heartbeatAt: new Date(0) } });
        const job = await show(site(), id, token);
        const data = await health();
        // The worker lives, of course, and may have said so meanwhile.
        if (data.workers.alive === 0) {
          assert.match(data.problems.join(), /No worker is running/);
          assert.equal(job.waitingFor, 'worker');
        }
        await call(site(), 'POST', `/export/jobs/${id}/cancel`, token);
      });
      for (let waited = 0; (await health()).workers.alive === 0 && waited < 100; waited += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      assert.equal((await health()).workers.alive, 1, 'the next sign of life');
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

  describe('the log', () => {
    it('is read with its own right, by page and as an export', async () => {
      const first = await call(site(), 'GET', '/export/audit?pageSize=5', token);
      assert.equal(first.status, 200);
      const { data } = JSON.parse(first.body.toString()) as { data: { event: string; level: string }[] };
      assert.equal(data.length, 5);
      assert.ok(data.every(({ level }) => level === 'HIGH'));
      const file = await call(site(), 'GET', '/export/plugin::content-export.audit-entry/ndjson', token);
      assert.equal(file.status, 200);
      assert.match(file.body.toString(), /"event":"requested"/);
      const editor = await site().adminToken('editor@example.com');
      assert.equal((await call(site(), 'GET', '/export/audit', editor)).status, 403);
      const route = '/export/plugin::content-export.audit-entry/csv';
      assert.equal((await call(site(), 'GET', route, editor)).status, 403);
      const jobs = await call(site(), 'GET', '/export/plugin::content-export.job/csv', token);
      assert.equal(jobs.status, 404);
    });

    it('has refusals with what was missing', async () => {
      const editor = await site().adminToken('editor@example.com');
      const body = { format: 'csv', columns: ['email'] };
      const answer = await call(site(), 'POST', '/export/api::hotel.hotel', editor, body, { 'user-agent': 'curl/8' });
      assert.equal(answer.status, 403);
      const line = (await auditOf(site(), { event: 'refused' })).at(-1);
      assert.ok(line !== undefined);
      assert.equal(line.exporter, 'api::hotel.hotel');
      assert.equal(line.code, 'EXPORT_FIELD_FORBIDDEN');
      assert.match(line.reason ?? '', /email/);
      assert.equal(line.userAgent, 'curl/8');
    });

    it('has streams, and how they ended', async () => {
      const route = `/export/${ORDER}/csv?columns=id&filters[id][$lt]=7`;
      assert.equal((await call(site(), 'GET', route, token)).status, 200);
      const lines = (await auditOf(site(), { exporter: ORDER, jobId: null })).slice(-2);
      assert.deepEqual(
        lines.map(({ event }) => event),
        ['requested', 'completed'],
      );
      assert.equal(lines[1]?.rows, 6);
      assert.deepEqual(lines[0]?.filters, { id: { $lt: '7' } });
    });
  });
};
