import assert from 'node:assert/strict';
import { before, describe, it, mock } from 'node:test';
import { ensureAdmin, ensureAdminRole, readAndExport } from '../../../playground/scripts/seed/people';
import type { AuditLine } from '../../../shared/contracts/audit';
import type { JobMoment } from '../../../shared/contracts/jobs';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { HOTEL, ORDER } from '../../support/content';
import { errorOf } from '../../support/http';
import { auditOf, call, dataOf, submit, until as untilEnded } from '../../support/jobs';
import type { Site } from '../../support/site';
import { until } from '../../support/until';

const REQUEST = { format: 'csv', columns: ['id'], filters: { id: { $lt: 20 } } };

/** The lines that exports leave in the log, and who may read them. */
export const exportLogSuite = (site: () => Site): void => {
  let token = '';
  before(async () => {
    token = await site().adminToken('admin@example.com');
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

    it('is filtered by what is asked for, naming what is wrong', async () => {
      const since = new Date(Date.now() - 1).toISOString();
      const { id } = await submit(site(), ORDER, token, {
        format: 'csv',
        columns: ['id'],
        filters: { id: { $lt: 9 } },
      });
      await untilEnded(site(), id, token);
      const editor = await site().adminToken('editor@example.com');
      await call(site(), 'POST', `/export/${ORDER}`, editor, REQUEST);
      const linesOf = async (query: object): Promise<AuditLine[]> => {
        const parameters = new URLSearchParams({ from: since, ...query }).toString();
        return dataOf<AuditLine[]>(await call(site(), 'GET', `/export/audit?${parameters}`, token));
      };
      const completed = await linesOf({ event: 'completed', exporter: ORDER });
      assert.deepEqual(
        completed.map(({ jobId, rows }) => [jobId, rows]),
        [[id, 8]],
      );
      const refused = await linesOf({ requester: 'EDITOR@', code: 'EXPORT_FORBIDDEN' });
      assert.deepEqual(
        refused.map(({ event, exporter }) => [event, exporter]),
        [['refused', ORDER]],
      );
      assert.deepEqual(await linesOf({ to: since, event: 'refused' }), []);
      assert.deepEqual(await linesOf({ exporter: 'no-such' }), []);
      const wrong = [{ event: 'eaten' }, { from: 'yesterday' }, { to: '2001-01-01T00:00:00Z' }, { color: 'red' }];
      for (const query of wrong) {
        const parameters = new URLSearchParams({ from: since, ...query }).toString();
        const answer = await call(site(), 'GET', `/export/audit?${parameters}`, token);
        assert.deepEqual([answer.status, errorOf(answer).field], [400, Object.keys(query)[0]], parameters);
      }
    });

    it('tells whoever may see a job what happened to it, and no more of others', async () => {
      const { id } = await submit(site(), ORDER, token, {
        format: 'csv',
        columns: ['id'],
        filters: { id: { $lt: 8 } },
      });
      await untilEnded(site(), id, token);
      await call(site(), 'GET', `/export/jobs/${id}/download`, token);
      await until(
        'the download is logged',
        async () => (await auditOf(site(), { jobId: id, event: 'downloaded' })).length > 0,
      );
      const moments = dataOf<JobMoment[]>(await call(site(), 'GET', `/export/jobs/${id}/history`, token));
      assert.deepEqual(
        moments.map(({ event, attempt }) => [event, attempt]),
        [
          ['requested', 1],
          ['started', 1],
          ['completed', 1],
          ['downloaded', 1],
        ],
      );
      assert.deepEqual(
        [
          moments[2]?.rows,
          Object.keys(moments[0] ?? {})
            .sort()
            .join(),
        ],
        [7, 'at,attempt,bytes,code,event,reason,rows'],
      );
      const editor = await site().adminToken('editor@example.com');
      assert.equal((await call(site(), 'GET', `/export/jobs/${id}/history`, editor)).status, 404);
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
      await call(site(), 'POST', `/export/${ORDER}`, editor, REQUEST);
      await call(site(), 'GET', '/export/jobs?scope=all', editor);
      const [whole, scope] = (await auditOf(site(), { event: 'refused' })).slice(-2);
      assert.match(whole?.reason ?? '', /Your role may not read Order/);
      assert.match(scope?.reason ?? '', /jobs\.read-all/);
    });

    it('has refusals of links to what may be exported no more', async () => {
      const role = (fields: readonly string[]) =>
        ensureAdminRole(site().strapi, 'links', readAndExport(HOTEL, { properties: { fields, locales: ['en'] } }));
      await ensureAdmin(site().strapi, 'links@example.com', await role(['name', 'stars']));
      const body = { format: 'csv', columns: ['name', 'stars'] };
      const signedIn = await site().adminToken('links@example.com');
      const { url } = dataOf<{ url: string }>(await call(site(), 'POST', `/export/${HOTEL}/tickets`, signedIn, body));
      await role(['name']);
      const answer = await call(site(), 'GET', url, null);
      assert.equal(answer.status, 403);
      const line = (await auditOf(site(), { event: 'refused' })).at(-1);
      assert.deepEqual([line?.exporter, line?.code], [HOTEL, 'EXPORT_FIELD_FORBIDDEN']);
      assert.match(line?.reason ?? '', /stars/);
      assert.match(line?.requester ?? '', /^admin-session:/);
    });

    it('that cannot be written leaves a refusal a refusal', async () => {
      const editor = await site().adminToken('editor@example.com');
      const audit = site().strapi.plugin(PLUGIN_ID).service<{ write(entry: object): Promise<void> }>('audit');
      const failing = mock.method(audit, 'write', () => Promise.reject(new Error('no room for the log')));
      const answer = await call(site(), 'POST', `/export/${ORDER}`, editor, REQUEST).finally(() =>
        failing.mock.restore(),
      );
      assert.equal(answer.status, 403);
    });

    it('has streams, and how they ended', async () => {
      const route = `/export/${ORDER}/csv?columns=id&filters[id][$lt]=7`;
      assert.equal((await call(site(), 'GET', route, token)).status, 200);
      const lastTwo = async () => (await auditOf(site(), { exporter: ORDER, jobId: null })).slice(-2);
      // The end is written when the client has the file.
      await until('the end of the stream is logged', async () => (await lastTwo()).at(-1)?.event === 'completed');
      const lines = await lastTwo();
      assert.equal(lines[0]?.event, 'requested');
      assert.equal(lines[1]?.rows, 6);
      assert.deepEqual(lines[0].filters, { id: { $lt: '7' } });
    });
  });
};
