import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { mock } from 'node:test';
import { Transform } from 'node:stream';
import type { Job, SubmittedAnswer } from '../../../shared/contracts/jobs';
import type { FileStorage } from '../../../server/src/storage/port';
import { JOB } from '../../../shared/uids';
import { createS3Server } from '../../conformance/support/s3-server';
import { openS3 } from '../../conformance/support/storages';
import { call, dataOf, filesOf, partsOf, show, withJobsHeld } from '../../support/jobs';
import { withSetting } from '../../support/run-export';
import type { Site } from '../../support/site';
import type { Entry } from '../entry';
import { FAULT, withFailingRuns } from '../support/failing-runs';
import { API, ask, completed, download, ended, MANAGER, newRequest, refusalOf } from '../support/jobs';
import { ACCOUNT, jsonOf } from '../support/records';
import { indexedColumns } from '../support/statements';

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  excel: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const post = async (site: Site, exporter: string, body: object) =>
  call(site, 'POST', `${API}/${exporter}`, await site.endUserToken(MANAGER), body);

/** Lets what is written to a storage take its time. */
const withSlowStorage = async (site: Site, work: () => Promise<void>): Promise<void> => {
  const { storage } = partsOf(site);
  const create = storage.create.bind(storage);
  const slow = mock.method(storage, 'create', async (...input: Parameters<FileStorage['create']>) => {
    const upload = await create(...input);
    const stream = new Transform({
      transform: (chunk, _encoding, done) => setTimeout(() => done(null, chunk), 150),
    });
    stream.pipe(upload.stream);
    return { ...upload, stream };
  });
  try {
    await work();
  } finally {
    slow.mock.restore();
  }
};

/** One entry for each thing that is asked for of background jobs. */
export const jobEntries: readonly Entry[] = [
  {
    id: 'A14',
    title: 'goes from pending over processing to completed',
    check: async (site) => {
      const token = await site.endUserToken(MANAGER);
      const states = new Set<string>();
      await withSlowStorage(site, async () => {
        const { id } = await withJobsHeld(site, async () => {
          const job = dataOf<Job>(await ask(site, 'records', { format: 'csv', filters: { account_id: ACCOUNT } }));
          states.add((await show(site, job.id, token, API)).status);
          return job;
        });
        while (!states.has('completed')) {
          const { status } = await show(site, id, token, API);
          states.add(status);
          assert.notEqual(status, 'failed');
          await pause(20);
        }
      });
      assert.deepEqual([...states], ['pending', 'processing', 'completed']);
    },
  },
  {
    id: 'A14',
    title: 'ends in failed with a message for people after an error, which tells nothing of the fault itself',
    check: async (site) => {
      const { job } = await withFailingRuns(site, () =>
        ended(site, 'records', { format: 'csv', filters: { account_id: 'x' } }),
      );
      assert.deepEqual([job.status, job.error?.code, job.downloadUrl], ['failed', 'EXPORT_INTERNAL', null]);
      assert.match(job.error?.message ?? '', /^The export failed for a reason of the server/);
      assert.ok(!JSON.stringify(job).includes(FAULT));
    },
  },
  {
    id: 'A15',
    title: 'keeps files in a local directory where nothing else is configured',
    check: async (site) => {
      const { job } = await completed(site, 'hotels');
      assert.deepEqual(
        filesOf(site).filter((name) => name.startsWith(job.id)),
        [`${job.id}-1`],
      );
    },
  },
  {
    id: 'A15',
    title: 'keeps them in object storage where that is configured',
    check: async (site) => {
      const server = await createS3Server();
      const { storage, workers } = partsOf(site);
      const local = { ...storage };
      try {
        // What the site would have made of its configuration when it started.
        Object.assign(storage, await openS3(server));
        mock.method(workers, 'notShared', () => Promise.resolve(null));
        const { job, token } = await completed(site, 'hotels');
        assert.ok((await server.objects()).some((key) => key.endsWith(`${job.id}-1`)));
        assert.ok(!filesOf(site).some((name) => name.startsWith(job.id)));
        const { status, body } = await download(site, job.id, token);
        assert.deepEqual([status, body.length], [200, job.bytes]);
      } finally {
        Object.assign(storage, local);
        mock.restoreAll();
        await server.close();
      }
    },
  },
  {
    id: 'B1',
    title: 'exports hotels, mappings and the supplier summary by POST, with a status and a download of the job',
    check: async (site) => {
      for (const exporter of ['hotels', 'mappings', 'supplier-summary']) {
        for (const format of ['csv', 'json', 'excel']) {
          const { job, token } = await completed(site, exporter, { format, filters: {} });
          const { data } = jsonOf<SubmittedAnswer>(await call(site, 'GET', `${API}/jobs/${job.id}`, token));
          assert.deepEqual([data.status, data.exporter, data.rowsDone], ['completed', exporter, data.rowsTotal]);
          assert.equal(data.format, format === 'excel' ? 'xlsx' : format);
          const { status, body } = await download(site, job.id, token);
          assert.deepEqual([status, body.length], [200, job.bytes]);
          const direct = await post(site, exporter, { format, filters: {} });
          assert.equal(direct.status, 200);
          assert.equal(direct.headers['content-type']?.split(';')[0], TYPES[format]);
        }
      }
    },
  },
  {
    id: 'B4',
    title: 'records who asked for what, how far it is and until when it is kept',
    check: async (site) => {
      const request = newRequest();
      const { job } = await completed(site, 'hotels', request);
      const [row] = (await site.strapi.db.query(JOB).findMany({ where: { documentId: job.id } })) as Record<
        string,
        unknown
      >[];
      assert.match(String(row?.requester), /^end-user:\d+$/);
      assert.deepEqual([row?.exporter, row?.format, row?.status], ['hotels', 'csv', 'completed']);
      assert.deepEqual((row?.request as { filters: object }).filters, request.filters);
      assert.deepEqual([row?.rowsDone, row?.rowsTotal, Number(row?.bytes)], [job.rowsDone, job.rowsDone, job.bytes]);
      for (const moment of ['createdAt', 'startedAt', 'completedAt', 'expiresAt']) {
        assert.ok(!Number.isNaN(Date.parse(String(row?.[moment]))), moment);
      }
    },
  },
  {
    id: 'B4',
    title: 'has its tables from the first start on, with indexes on requester, status, created at and expires at',
    check: async (site) => {
      const indexed = await indexedColumns(site, 'export_jobs');
      for (const column of ['requester', 'status', 'created_at', 'expires_at'])
        assert.ok(indexed.includes(column), column);
    },
  },
  {
    id: 'B10',
    title: 'answers directly below the threshold, and with a job from it on',
    check: async (site) => {
      const token = await site.endUserToken(MANAGER);
      const { rows, mode } = dataOf<{ rows: number; mode: string }>(
        await call(site, 'POST', `${API}/hotels/estimate`, token, newRequest()),
      );
      assert.equal(mode, 'direct');
      // By default 5,000, which is more than there are here.
      assert.equal(site.strapi.config.get('plugin::content-export.backgroundFrom'), 5_000);
      for (const [threshold, status] of [
        [rows + 1, 200],
        [rows, 202],
      ] as const) {
        await withSetting(site, 'backgroundFrom', threshold, async () => {
          const answer = await post(site, 'hotels', newRequest());
          assert.equal(answer.status, status, `${rows} rows, threshold ${threshold}`);
        });
      }
    },
  },
  {
    id: 'B12',
    title: 'tells progress at least every 10 %, never backwards, and offers nothing until it is whole',
    check: async (site) => {
      const token = await site.endUserToken(MANAGER);
      await withSlowStorage(site, async () => {
        const { id } = dataOf<Job>(await ask(site, 'records', { format: 'json', filters: { account_id: ACCOUNT } }));
        const seen: number[] = [];
        for (;;) {
          const { status, rowsDone, rowsTotal, downloadUrl } = await show(site, id, token, API);
          if (rowsTotal !== null) seen.push(rowsDone / rowsTotal);
          if (status === 'completed') break;
          assert.notEqual(status, 'failed');
          assert.equal(downloadUrl, null);
          const file = await download(site, id, token);
          // It may have been finished since it was looked at.
          if (file.status === 200) assert.equal((await show(site, id, token, API)).status, 'completed');
          else assert.deepEqual(refusalOf(file), [409, 'EXPORT_JOB_NOT_READY']);
          await pause(30);
        }
        assert.deepEqual(
          [...seen].sort((left, right) => left - right),
          seen,
        );
        assert.equal(seen.at(-1), 1);
        const steps = seen.map((done, at) => done - (seen[at - 1] ?? 0));
        assert.ok(Math.max(...steps) <= 0.1, steps.join(' '));
      });
    },
  },
  {
    id: 'B12',
    title: 'has an id of its own for each job, and leaves nothing of one that failed',
    check: async (site) => {
      const { job, token } = await withFailingRuns(site, () => ended(site, 'hotels'));
      const other = await completed(site, 'hotels');
      assert.notEqual(job.id, other.job.id);
      assert.equal(job.status, 'failed');
      assert.deepEqual(refusalOf(await download(site, job.id, token)), [409, 'EXPORT_JOB_CONFLICT']);
      assert.ok(!filesOf(site).some((name) => name.startsWith(job.id)));
    },
  },
  {
    id: 'B22',
    title: 'makes a file anew by default',
    check: async (site) => {
      const request = newRequest();
      const first = await completed(site, 'hotels', request);
      const second = await completed(site, 'hotels', request);
      assert.notEqual(first.job.id, second.job.id);
      assert.equal(second.job.reusedFrom, null);
    },
  },
  {
    id: 'B22',
    title:
      'answers from a finished file of the same requester, request and rights where the site wants that, with its moment',
    check: async (site) => {
      const request = newRequest();
      const other = await site.endUserToken('user@example.com');
      await withSetting(site, 'jobs.reuseFinished', true, async () => {
        const first = await completed(site, 'hotels', request);
        const answer = await ask(site, 'hotels', request);
        assert.equal(answer.status, 200);
        const again = jsonOf<SubmittedAnswer>(answer);
        assert.equal(again.meta.isNew, false);
        assert.deepEqual(
          [again.data.status, again.data.reusedFrom, again.data.asOf],
          ['completed', first.job.id, first.job.asOf],
        );
        assert.equal((await download(site, again.data.id, first.token)).status, 200);
        const body = { ...request, columns: ['ittid'] };
        assert.equal((await ask(site, 'hotels', body)).status, 202);
        assert.equal(
          (await call(site, 'POST', `${API}/hotels`, other, request, { prefer: 'respond-async' })).status,
          202,
        );
      });
    },
  },
];
