import assert from 'node:assert/strict';
import { auditOf, call, dataOf } from '../../support/jobs';
import { until } from '../../support/until';
import type { Entry } from '../entry';
import { API, completed, download, ended, newRequest } from '../support/jobs';
import { withFailingRuns } from '../support/failing-runs';
import { NOBODY } from '../support/hotels';

const AGENT = { 'user-agent': 'acceptance/1.0' };

/** One entry for each thing that line B19 asks for. */
export const logEntries: readonly Entry[] = [
  {
    id: 'B19',
    title: 'logs who asked for what, that it was done, and each download, with address and user agent, level HIGH',
    check: async (site) => {
      const token = await site.endUserToken('manager@example.com');
      const request = newRequest();
      const answer = await call(site, 'POST', `${API}/hotels`, token, request, { prefer: 'respond-async', ...AGENT });
      const { id } = dataOf<{ id: string }>(answer);
      const { job } = await completed(site, 'hotels', request);
      assert.equal(job.id, id);
      for (let times = 0; times < 2; times += 1) {
        await call(site, 'GET', `${API}/jobs/${id}/download`, token, undefined, AGENT);
      }
      const lines = await auditOf(site, { jobId: id });
      assert.deepEqual(
        lines.map(({ event }) => event),
        ['requested', 'started', 'completed', 'downloaded', 'downloaded'],
      );
      const [requested, , done, downloaded] = lines;
      assert.deepEqual(requested?.filters, request.filters);
      assert.match(requested.requester ?? '', /^end-user:\d+$/);
      assert.deepEqual([done?.rows, Number(done?.bytes)], [job.rowsDone, job.bytes]);
      assert.equal(Number(downloaded?.bytes), job.bytes);
      for (const line of [requested, downloaded]) {
        assert.match(line?.ip ?? '', /127\.0\.0\.1|::1/);
        assert.equal(line?.userAgent, 'acceptance/1.0');
      }
      assert.ok(lines.every(({ level }) => level === 'HIGH'));
    },
  },
  {
    id: 'B19',
    title: 'logs streams, failures with their reason, and refusals with what was missing',
    check: async (site) => {
      const manager = await site.endUserToken('manager@example.com');
      const last = async (where: object) => (await auditOf(site, where)).at(-1);
      await call(site, 'GET', `${API}/supplier-summary/csv`, manager);
      const streams = { exporter: 'supplier-summary', jobId: null };
      // The line is written when the client has the file.
      await until('the end of the stream is logged', async () => (await last(streams))?.event === 'completed');
      const streamed = await last(streams);
      assert.ok(Number(streamed?.rows) > 0 && Number(streamed?.bytes) > 0);
      const { job } = await withFailingRuns(site, () => ended(site, 'hotels'));
      const failed = await last({ jobId: job.id });
      assert.deepEqual([failed?.event, failed?.code, failed?.reason], ['failed', job.error?.code, job.error?.message]);
      await call(site, 'GET', `${API}/hotels/csv`, await site.endUserToken(NOBODY));
      const refused = await last({ event: 'refused', exporter: 'hotels' });
      assert.deepEqual([refused?.code, refused?.jobId], ['EXPORT_FORBIDDEN', null]);
    },
  },
  {
    id: 'B19',
    title: 'shows the log to whoever holds its right alone',
    check: async (site) => {
      const { job, token } = await completed(site, 'hotels');
      await download(site, job.id, token);
      const read = async (email: string) => call(site, 'GET', '/export/audit', await site.adminToken(email));
      const [line] = dataOf<{ event: string; jobId: string }[]>(await read('admin@example.com'));
      assert.deepEqual([line?.event, line?.jobId], ['downloaded', job.id]);
      assert.equal((await read('editor@example.com')).status, 403);
      assert.equal((await call(site, 'GET', `${API}/audit`, token)).status, 404);
    },
  },
];
