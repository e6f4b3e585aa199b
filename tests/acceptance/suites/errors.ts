import assert from 'node:assert/strict';
import { docsOf, type ErrorCode, ERRORS } from '../../../server/src/errors/registry';
import type { ExportsService } from '../../../server/src/services/exports';
import type { Job } from '../../../shared/contracts/jobs';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import type { Answer } from '../../support/http';
import { call, dataOf, filesOf, partsOf, setJobs, show, submit, until, withJobsHeld } from '../../support/jobs';
import type { Site } from '../../support/site';
import type { Entry } from '../entry';
import { type Moment, withDatabaseLost, withStorageLost } from '../support/outages';
import { newPayer } from '../support/points';

const API = '/api/export';
const PREFIX = { prefix: API };
const HOTELS = `${API}/hotels`;
const CSV = { format: 'csv' };

interface Told {
  readonly data: null;
  readonly error: {
    readonly status: number;
    readonly name: string;
    readonly message: string;
    readonly details: Details;
  };
}

interface Details {
  readonly code: string;
  readonly docs: string;
  readonly errors: unknown;
}

/** An error of the registry in Strapi's envelope, told as the registry tells it. */
const assertTold = (answer: Answer, code: ErrorCode, what = ''): Details => {
  const text = answer.body.toString();
  const { status, message } = ERRORS[code];
  assert.equal(answer.status, status, `${what} ${text}`);
  const { data, error } = JSON.parse(text) as Told;
  assert.deepEqual([data, error.status, error.name], [null, status, 'ExportError'], what);
  assert.ok(error.message.startsWith(message), text);
  assert.deepEqual([error.details.code, error.details.docs], [code, docsOf(code)], what);
  assert.ok(Array.isArray(error.details.errors), text);
  return error.details;
};

const assertRetryLater = ({ headers }: Answer): void =>
  assert.ok(Number(headers['retry-after']) > 0, String(headers['retry-after']));

const manager = (site: Site): Promise<string> => site.endUserToken('manager@example.com');

let asked = 0;

/** A request that no other job was asked for with. */
const different = (): object => {
  asked += 1;
  return { ...CSV, filters: { rating_from: asked / 1_000 } };
};

const finished = async (site: Site, token: string): Promise<Job> => {
  const job = await until(site, (await submit(site, 'hotels', token, different(), API)).id, token, PREFIX);
  assert.equal(job.status, 'completed', JSON.stringify(job.error));
  return job;
};

const onPlan = (site: Site): Moment<'plan'> => ({
  of: site.strapi.plugin(PLUGIN_ID).service<ExportsService>('exports'),
  method: 'plan',
});

/** One entry for each kind of error that line B21 names. */
export const errorEntries: readonly Entry[] = [
  {
    id: 'B21',
    title: 'answers whoever may not with 403',
    check: async (site) => {
      const token = await site.endUserToken('nobody@example.com');
      for (const [method, route] of [
        ['GET', `${HOTELS}/csv`],
        ['POST', HOTELS],
        ['POST', `${HOTELS}/estimate`],
      ] as const) {
        const body = method === 'POST' ? CSV : undefined;
        assertTold(await call(site, method, route, token, body), 'EXPORT_FORBIDDEN', route);
      }
    },
  },
  {
    id: 'B21',
    title: 'answers whoever has too few points with 402, balance and cost',
    check: async (site) => {
      const { token } = await newPayer(site, 1);
      const answer = await call(site, 'GET', `${HOTELS}/csv`, token);
      const { balance, cost } = assertTold(answer, 'EXPORT_INSUFFICIENT_POINTS') as Details & Record<string, unknown>;
      assert.equal(balance, 1);
      assert.ok(Number(cost) > 1);
    },
  },
  {
    id: 'B21',
    title: 'answers 404 for a job that is not there and one of somebody else alike',
    check: async (site) => {
      const own = await manager(site);
      const { id } = await finished(site, own);
      const { token } = await newPayer(site, 0);
      const routes = [
        ...['', '/download', '/manifest'].map((path) => ['GET', path] as const),
        ...['/cancel', '/retry', '/rerun', '/tickets'].map((path) => ['POST', path] as const),
        ['DELETE', ''] as const,
      ];
      for (const [method, path] of routes) {
        const ask = (job: string): Promise<Answer> => call(site, method, `${API}/jobs/${job}${path}`, token);
        const [foreign, unknown] = [await ask(id), await ask('no-such-job')];
        assertTold(foreign, 'EXPORT_JOB_NOT_FOUND', path);
        assert.deepEqual(foreign.body, unknown.body, path);
      }
      assert.equal((await show(site, id, own, API)).status, 'completed');
    },
  },
  {
    id: 'B21',
    title: 'answers 409 for a file that is not ready, and 410 for one that is not kept any more',
    check: async (site) => {
      const token = await manager(site);
      const { id } = await withJobsHeld(site, async () => {
        const job = await submit(site, 'hotels', token, different(), API);
        for (const path of ['download', 'manifest']) {
          assertTold(await call(site, 'GET', `${API}/jobs/${job.id}/${path}`, token), 'EXPORT_JOB_NOT_READY', path);
        }
        return job;
      });
      await until(site, id, token, PREFIX);
      const download = (): Promise<Answer> => call(site, 'GET', `${API}/jobs/${id}/download`, token);
      assert.equal((await download()).status, 200);
      const ticket = await call(site, 'POST', `${API}/jobs/${id}/tickets`, token);
      await setJobs(site, { documentId: id }, { expiresAt: new Date(Date.now() - 1_000) });
      assertTold(await download(), 'EXPORT_FILE_EXPIRED');
      assertTold(await call(site, 'GET', dataOf<{ url: string }>(ticket).url, null), 'EXPORT_FILE_EXPIRED', 'a link');
    },
  },
  {
    id: 'B21',
    title: 'fails a job cleanly where its file cannot be written, and runs it again when it can',
    check: async (site) => {
      const token = await manager(site);
      const kept = await finished(site, token);
      const { id } = await withJobsHeld(site, () => submit(site, 'hotels', token, different(), API));
      const download = (job: string): Promise<Answer> => call(site, 'GET', `${API}/jobs/${job}/download`, token);
      await withStorageLost(site, async () => {
        const { status, error, downloadUrl } = await until(site, id, token, PREFIX);
        assert.deepEqual([status, error?.code, downloadUrl], ['failed', 'EXPORT_STORAGE_FAILED', null]);
        assert.equal(error?.message, ERRORS.EXPORT_STORAGE_FAILED.message);
        const lost = await download(kept.id);
        assertTold(lost, 'EXPORT_STORAGE_FAILED', 'a file of before');
        assertRetryLater(lost);
      });
      assertTold(await download(id), 'EXPORT_JOB_CONFLICT');
      assert.deepEqual(
        filesOf(site).filter((name) => name.startsWith(id)),
        [],
      );
      assert.equal((await download(kept.id)).status, 200);
      assert.equal((await call(site, 'POST', `${API}/jobs/${id}/retry`, token)).status, 202);
      assert.equal((await until(site, id, token, PREFIX)).status, 'completed');
      assert.equal((await download(id)).status, 200);
    },
  },
  {
    id: 'B21',
    title: 'answers 503 and when to ask again while the database is away',
    check: async (site) => {
      const token = await manager(site);
      const asks: readonly (readonly [method: string, route: string, body?: object])[] = [
        ['GET', `${HOTELS}/csv`],
        ['POST', `${HOTELS}/estimate`, CSV],
        ['POST', HOTELS, different()],
      ];
      for (const [method, route, body] of asks) {
        const answer = await withDatabaseLost(site, onPlan(site), () => call(site, method, route, token, body));
        assertTold(answer, 'EXPORT_DATABASE_UNAVAILABLE', route);
        assertRetryLater(answer);
        assert.doesNotMatch(answer.body.toString(), /ECONN|knex|select|127\.0\.0\.1/i);
        const again = await call(site, method, route, token, body);
        assert.equal(again.status, 200, again.body.toString());
      }
    },
  },
  {
    id: 'B21',
    title: 'answers 503 for a download whose job cannot be looked up further, and gives the file afterwards',
    check: async (site) => {
      const token = await manager(site);
      const { id } = await finished(site, token);
      const download = (): Promise<Answer> => call(site, 'GET', `${API}/jobs/${id}/download`, token);
      const onJob: Moment<'byId'> = { of: partsOf(site).store, method: 'byId' };
      const answer = await withDatabaseLost(site, onJob, download);
      assertTold(answer, 'EXPORT_DATABASE_UNAVAILABLE');
      assertRetryLater(answer);
      const again = await download();
      assert.equal(again.status, 200, again.body.toString());
    },
  },
];
