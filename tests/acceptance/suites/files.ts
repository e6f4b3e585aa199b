import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import path from 'node:path';
import type { Job, JobList } from '../../../shared/contracts/jobs';
import { call, dataOf, filesOf, partsOf, until, withJobsHeld } from '../../support/jobs';
import { retentionOn } from '../../support/job-runner';
import type { Entry } from '../entry';
import { API, ask, completed, download, letExpire, MANAGER, newRequest, refusalOf } from '../support/jobs';
import { NOBODY } from '../support/hotels';
import { withStorageLost } from '../support/outages';
import { jsonOf } from '../support/records';

const modeOf = (file: string): number => statSync(file).mode & 0o777;

/** One entry for each thing that is asked for of jobs' files. */
export const fileEntries: readonly Entry[] = [
  {
    id: 'B16',
    title: 'shows a job to its owner and to a role that may see all, and is 404 for everybody else',
    check: async (site) => {
      const { job, token } = await completed(site, 'hotels');
      const show = (id: string, by: string) => call(site, 'GET', `${API}/jobs/${id}`, by);
      assert.equal((await show(job.id, token)).status, 200);
      const other = await site.endUserToken(NOBODY);
      for (const [id, by] of [
        [job.id, other],
        ['nothingofthatname', token],
        ['0', token],
      ] as const) {
        assert.deepEqual(refusalOf(await show(id, by)), [404, 'EXPORT_JOB_NOT_FOUND']);
      }
      const admin = await site.adminToken('admin@example.com');
      const seen = dataOf<Job>(await call(site, 'GET', `/export/jobs/${job.id}`, admin));
      assert.deepEqual([seen.id, seen.isOwn, seen.downloadUrl], [job.id, false, null]);
      const all = await call(site, 'GET', '/export/jobs?scope=all', admin);
      assert.ok(jsonOf<JobList>(all).data.some(({ id }) => id === job.id));
      const editor = await site.adminToken('editor@example.com');
      assert.equal((await call(site, 'GET', `/export/jobs/${job.id}`, editor)).status, 404);
      assert.equal((await call(site, 'GET', '/export/jobs?scope=all', editor)).status, 403);
    },
  },
  {
    id: 'B17',
    title: 'streams a finished file to its owner alone, with name, length and type',
    check: async (site) => {
      const { job, token } = await completed(site, 'hotels');
      const { status, headers, body } = await download(site, job.id, token);
      assert.equal(status, 200);
      assert.equal(headers['content-length'], String(body.length));
      assert.equal(job.bytes, body.length);
      assert.match(headers['content-type'] ?? '', /^text\/csv/);
      assert.match(headers['content-disposition'] ?? '', /^attachment; filename="hotels_\d{4}-\d\d-\d\d\.csv"$/);
      for (const by of [await site.endUserToken(NOBODY), await site.endUserToken('user@example.com')]) {
        assert.deepEqual(refusalOf(await download(site, job.id, by)), [404, 'EXPORT_JOB_NOT_FOUND']);
      }
      // Who may see all jobs may not have their files.
      const admin = await site.adminToken('admin@example.com');
      assert.equal((await call(site, 'GET', `/export/jobs/${job.id}/download`, admin)).status, 404);
      assert.deepEqual(refusalOf(await download(site, 'nothingofthatname', token)), [404, 'EXPORT_JOB_NOT_FOUND']);
    },
  },
  {
    id: 'B17',
    title: 'answers 409 for a file that is not ready, and 410 for one that is older than 24 hours',
    check: async (site) => {
      const token = await site.endUserToken('manager@example.com');
      await withJobsHeld(site, async () => {
        const { id } = dataOf<Job>(await ask(site, 'hotels', newRequest()));
        assert.deepEqual(refusalOf(await download(site, id, token)), [409, 'EXPORT_JOB_NOT_READY']);
        await call(site, 'POST', `${API}/jobs/${id}/cancel`, token);
      });
      const { job } = await completed(site, 'hotels');
      assert.equal(Date.parse(job.expiresAt ?? '') - Date.parse(job.completedAt ?? ''), 86_400_000);
      await letExpire(site, job.id);
      // Also before anybody has cleared it away.
      assert.deepEqual(refusalOf(await download(site, job.id, token)), [410, 'EXPORT_FILE_EXPIRED']);
      await retentionOn(site).expire();
      assert.deepEqual(refusalOf(await download(site, job.id, token)), [410, 'EXPORT_FILE_EXPIRED']);
    },
  },
  {
    id: 'B20',
    title: 'keeps files under their job’s id, for the server’s user alone, with their size, and deletes them on time',
    check: async (site) => {
      const { job } = await completed(site, 'hotels');
      const own = (): string[] => filesOf(site).filter((name) => name.startsWith(job.id));
      const [name = ''] = own();
      assert.equal(name, `${job.id}-1`);
      assert.equal(modeOf(site.files), 0o700);
      assert.equal(modeOf(path.join(site.files, name)), 0o600);
      assert.equal(statSync(path.join(site.files, name)).size, job.bytes);
      await retentionOn(site).expire();
      assert.deepEqual(own(), [name]);
      await letExpire(site, job.id);
      await retentionOn(site).expire();
      assert.deepEqual(own(), []);
      const record = await partsOf(site).store.byId(job.id);
      assert.deepEqual([record?.status, record?.expiredBy, Number(record?.bytes)], ['expired', 'time', job.bytes]);
    },
  },
  {
    id: 'B20',
    title: 'offers a name of the exporter’s pattern that is safe on every system',
    check: async (site) => {
      const hostile = '../ac:1001/"x"\r\n';
      const { job } = await completed(site, 'records', { format: 'csv', filters: { account_id: hostile } });
      assert.match(job.fileName ?? '', /^_+ac_1001_x_+\d{4}-\d\d-\d\d\.csv$|^records_[^<>:"/\\|?*\r\n]*\.csv$/);
    },
  },
  {
    id: 'B20',
    title: 'fails a job cleanly when its file cannot be written',
    check: async (site) => {
      const { store } = partsOf(site);
      const token = await site.endUserToken(MANAGER);
      const { id } = await withJobsHeld(site, async () => dataOf<Job>(await ask(site, 'hotels', newRequest())));
      await withStorageLost(site, async () => {
        const job = await until(site, id, token, { prefix: API });
        assert.deepEqual([job.status, job.error?.code], ['failed', 'EXPORT_STORAGE_FAILED']);
        assert.match(job.error?.message ?? '', /place where files are kept/);
        assert.equal(job.downloadUrl, null);
        assert.deepEqual(refusalOf(await download(site, id, token)), [409, 'EXPORT_JOB_CONFLICT']);
      });
      assert.ok(!filesOf(site).some((name) => name.startsWith(id)));
      assert.equal((await store.byId(id))?.fileKey, null);
    },
  },
];
