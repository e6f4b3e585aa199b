import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Job } from '../../../shared/contracts/jobs';
import { ORDER } from '../../support/content';
import { errorOf } from '../../support/http';
import { call, dataOf, show, submit, until, withJobsHeld } from '../../support/jobs';
import { withSetting } from '../../support/run-export';
import type { Site } from '../../support/site';

const SMALL = { filters: { id: { $lt: 50 } }, columns: ['id', 'ebay_order_id'] };

export const jobListsSuite = (site: () => Site): void => {
  let token = '';
  before(async () => {
    token = await site().adminToken('admin@example.com');
  });

  describe('the list of jobs', () => {
    it('has the own ones, newest first, by page and state', async () => {
      const user = await site().endUserToken('other@example.com');
      const ids: string[] = [];
      for (const format of ['csv', 'json', 'ndjson']) {
        const { id } = await submit(site(), ORDER, user, { ...SMALL, format }, '/api/export');
        await until(site(), id, user, { prefix: '/api/export' });
        ids.unshift(id);
      }
      const list = async (query: string) => {
        const answer = await call(site(), 'GET', `/api/export/jobs${query}`, user);
        return JSON.parse(answer.body.toString()) as { data: Job[]; meta: { pagination: object } };
      };
      assert.deepEqual(
        (await list('')).data.map(({ id }) => id),
        ids,
      );
      const page = await list('?page=2&pageSize=2');
      assert.deepEqual(
        page.data.map(({ id }) => id),
        ids.slice(2),
      );
      assert.deepEqual(page.meta.pagination, { page: 2, pageSize: 2, pageCount: 2, total: 3 });
      assert.equal((await list('?status=completed')).data.length, 3);
      assert.equal((await list('?status=active')).data.length, 0);
      for (const query of ['?page=0', '?pageSize=101', '?status=done', '?sort=id']) {
        assert.equal((await call(site(), 'GET', `/api/export/jobs${query}`, user)).status, 400, query);
      }
      assert.equal((await call(site(), 'GET', '/api/export/jobs?scope=all', user)).status, 403);
      const all = await call(site(), 'GET', '/export/jobs?scope=all&pageSize=100', token);
      const seen = (JSON.parse(all.body.toString()) as { data: Job[] }).data.filter(({ id }) => ids.includes(id));
      assert.equal(seen.length, 3);
      for (const job of seen) {
        assert.equal(job.isOwn, false);
        assert.equal(job.downloadUrl, null);
        // Whoever sees everybody's jobs sees nobody's file.
        assert.equal((await call(site(), 'GET', `/export/jobs/${job.id}/download`, token)).status, 404);
        for (const action of ['cancel', 'retry', 'rerun', 'tickets']) {
          assert.equal((await call(site(), 'POST', `/export/jobs/${job.id}/${action}`, token)).status, 404, action);
        }
        assert.equal((await call(site(), 'DELETE', `/export/jobs/${job.id}`, token)).status, 404);
      }
    });
  });

  describe('limits of jobs', () => {
    it('refuse with the time to wait', async () => {
      await withJobsHeld(site(), async () => {
        await withSetting(site(), 'jobs.maxWaitingPerRequester', 2, async () => {
          const asked = Array.from({ length: 6 }, (_none, at) =>
            call(
              site(),
              'POST',
              `/export/${ORDER}`,
              token,
              { ...SMALL, format: 'csv', filters: { id: at + 1 } },
              { prefer: 'respond-async' },
            ),
          );
          const answers = await Promise.all(asked);
          const refused = answers.filter(({ status }) => status === 429);
          assert.equal(refused.length, 4);
          for (const answer of refused) {
            assert.equal(errorOf(answer).code, 'EXPORT_TOO_MANY_JOBS');
            assert.ok(Number(answer.headers['retry-after']) > 0);
          }
          for (const answer of answers.filter(({ status }) => status === 202)) {
            await call(site(), 'POST', `/export/jobs/${dataOf<Job>(answer).id}/cancel`, token);
          }
        });
      });
    });

    it('let no more of a requester run at once than allowed', async () => {
      const requests = Array.from({ length: 5 }, (_none, at) =>
        submit(site(), ORDER, token, { format: 'xlsx', columns: ['id', 'item_name'], filters: { id: { $gt: at } } }),
      );
      const ids = (await Promise.all(requests)).map(({ id }) => id);
      let most = 0;
      for (;;) {
        const answer = await call(site(), 'GET', '/export/jobs?status=processing', token);
        const running = (JSON.parse(answer.body.toString()) as { data: Job[] }).data.length;
        most = Math.max(most, running);
        const states = await Promise.all(ids.map((id) => show(site(), id, token)));
        if (states.every(({ status }) => status === 'completed')) break;
        assert.ok(states.every(({ status }) => status !== 'failed'));
      }
      assert.ok(most >= 1 && most <= 2, String(most));
      for (const id of ids) await call(site(), 'DELETE', `/export/jobs/${id}`, token);
    });
  });
};
