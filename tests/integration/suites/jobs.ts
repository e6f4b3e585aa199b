import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, Manifest } from '../../../shared/contracts/jobs';
import { FORMATS } from '../../../shared/formats';
import { ORDER } from '../../support/content';
import { get } from '../../support/http';
import { auditOf, call, dataOf, filesOf, show, submit, until, withJobsHeld } from '../../support/jobs';
import { readFile } from '../../support/read-file';
import { withSetting } from '../../support/run-export';
import type { Site } from '../../support/site';

const SMALL = { filters: { id: { $lt: 50 } }, columns: ['id', 'ebay_order_id'] };

export const jobsSuite = (site: () => Site): void => {
  let token = '';
  before(async () => {
    token = await site().adminToken('admin@example.com');
  });

  describe('a job', () => {
    for (const format of FORMATS) {
      it(`writes the same ${format} file that a stream sends, whole and described`, async () => {
        const query = { columns: 'id,ebay_order_id,sale_price_cents,sale_date', sort: 'id:asc' };
        const request = { ...query, columns: query.columns.split(','), sort: ['id:asc'] };
        const { id } = await submit(site(), ORDER, token, { ...request, format });
        const job = await until(site(), id, token);
        assert.equal(job.status, 'completed', JSON.stringify(job.error));
        assert.equal(job.rowsDone, 100_000);
        assert.equal(job.rowsTotal, 100_000);
        const file = await call(site(), 'GET', job.downloadUrl ?? '', token);
        assert.equal(file.status, 200);
        assert.equal(file.body.length, job.bytes);
        assert.equal(createHash('sha256').update(file.body).digest('hex'), job.sha256);
        const table = await readFile(format, file.body, request.columns);
        assert.equal(table.rows.length, 100_000);
        if (format === 'ndjson') {
          const stream = await get(site(), `/export/${ORDER}/${format}`, token, { query });
          assert.ok(stream.body.equals(file.body));
        }
        const manifest = JSON.parse(
          (await call(site(), 'GET', `/export/jobs/${id}/manifest`, token)).body.toString(),
        ) as Manifest;
        assert.equal(manifest.sha256, job.sha256);
        assert.equal(manifest.rows, 100_000);
        assert.equal(manifest.bytes, file.body.length);
        assert.deepEqual(
          manifest.columns.map(({ key }) => key),
          request.columns,
        );
        assert.equal(manifest.requestedBy.name, 'admin@example.com');
        const events = (await auditOf(site(), { jobId: id })).map(({ event }) => event);
        assert.deepEqual(events, ['requested', 'started', 'completed', 'downloaded']);
        const stored = filesOf(site()).filter((name) => name.startsWith(id));
        assert.deepEqual(stored, [`${id}-1`]);
        assert.equal(statSync(path.join(site().files, `${id}-1`)).mode & 0o777, 0o600);
        assert.equal(statSync(site().files).mode & 0o777, 0o700);
        assert.equal((await call(site(), 'DELETE', `/export/jobs/${id}`, token)).status, 204);
        assert.deepEqual(
          filesOf(site()).filter((name) => name.startsWith(id)),
          [],
        );
      });
    }

    it('never goes back, and never shows all rows before the file is there', async () => {
      const { id } = await submit(site(), ORDER, token, { format: 'xlsx', columns: ['id', 'item_name'] });
      let last = 0;
      let looks = 0;
      for (;;) {
        const job = await show(site(), id, token);
        if (job.status === 'pending') continue;
        if (job.status !== 'processing') break;
        looks += 1;
        assert.ok(job.rowsDone >= last);
        assert.equal(job.downloadUrl, null);
        last = job.rowsDone;
      }
      assert.ok(looks > 0);
      assert.equal((await show(site(), id, token)).status, 'completed');
      await call(site(), 'DELETE', `/export/jobs/${id}`, token);
    });

    it('that has not changed is told of in no bytes', async () => {
      const { id } = await submit(site(), ORDER, token, { ...SMALL, format: 'csv' });
      await until(site(), id, token);
      const first = await call(site(), 'GET', `/export/jobs/${id}`, token);
      const etag = String(first.headers.etag);
      const again = await call(site(), 'GET', `/export/jobs/${id}`, token, undefined, { 'if-none-match': etag });
      assert.equal(again.status, 304);
      assert.equal(again.body.length, 0);
      await call(site(), 'DELETE', `/export/jobs/${id}`, token);
      const after = await call(site(), 'GET', `/export/jobs/${id}`, token, undefined, { 'if-none-match': etag });
      assert.equal(after.status, 200);
      assert.equal(dataOf<Job>(after).expiredBy, 'deleted');
    });

    it('is the same one while the same is asked for by the same requester, and another one for others', async () => {
      await withJobsHeld(site(), async () => {
        const request = { ...SMALL, format: 'csv' };
        const asked = Array.from({ length: 8 }, () => submit(site(), ORDER, token, request));
        const ids = new Set((await Promise.all(asked)).map(({ id }) => id));
        assert.equal(ids.size, 1);
        const user = await site().endUserToken('user@example.com');
        const other = await submit(site(), ORDER, user, request, '/api/export');
        assert.ok(!ids.has(other.id));
        const different = await submit(site(), ORDER, token, { ...request, format: 'json' });
        assert.ok(!ids.has(different.id));
        for (const id of [...ids, different.id]) await call(site(), 'POST', `/export/jobs/${id}/cancel`, token);
        await call(site(), 'POST', `/api/export/jobs/${other.id}/cancel`, user);
      });
    });

    it('can be cancelled while it waits and while it runs, within a second, and leaves nothing', async () => {
      const waiting = await withJobsHeld(site(), async () => {
        const { id } = await submit(site(), ORDER, token, { ...SMALL, format: 'csv' });
        const answer = await call(site(), 'POST', `/export/jobs/${id}/cancel`, token);
        assert.equal(dataOf<Job>(answer).status, 'cancelled');
        return id;
      });
      assert.equal((await show(site(), waiting, token)).status, 'cancelled');
      const running = await submit(site(), ORDER, token, { format: 'xlsx' });
      await until(site(), running.id, token, { status: 'processing' });
      const answer = await call(site(), 'POST', `/export/jobs/${running.id}/cancel`, token);
      assert.equal(dataOf<Job>(answer).status, 'cancelled');
      await sleep(1_000);
      assert.deepEqual(
        filesOf(site()).filter((name) => name.startsWith(running.id)),
        [],
      );
      const again = await call(site(), 'POST', `/export/jobs/${running.id}/cancel`, token);
      assert.equal(again.status, 200);
      const events = (await auditOf(site(), { jobId: running.id })).map(({ event }) => event);
      assert.deepEqual(events, ['requested', 'started', 'cancelled']);
      const retried = await call(site(), 'POST', `/export/jobs/${running.id}/retry`, token);
      assert.equal(retried.status, 202);
      const job = await until(site(), running.id, token);
      assert.equal(job.status, 'completed');
      assert.equal(job.attempt, 2);
      assert.equal((await call(site(), 'POST', `/export/jobs/${running.id}/cancel`, token)).status, 409);
      assert.equal((await call(site(), 'POST', `/export/jobs/${running.id}/retry`, token)).status, 409);
      await call(site(), 'DELETE', `/export/jobs/${running.id}`, token);
    });

    it('can be asked for once more, and its record deleted', async () => {
      const { id } = await submit(site(), ORDER, token, { ...SMALL, format: 'csv' });
      assert.equal((await call(site(), 'GET', `/export/jobs/${id}/download`, token)).status, 409);
      await until(site(), id, token);
      const rerun = await call(site(), 'POST', `/export/jobs/${id}/rerun`, token);
      assert.equal(rerun.status, 202);
      const copy = dataOf<Job>(rerun);
      assert.notEqual(copy.id, id);
      assert.deepEqual(copy.request, (await show(site(), id, token)).request);
      await until(site(), copy.id, token);
      assert.equal((await call(site(), 'DELETE', `/export/jobs/${copy.id}`, token)).status, 204);
      assert.equal((await show(site(), copy.id, token)).status, 'expired');
      assert.equal((await call(site(), 'GET', `/export/jobs/${copy.id}/download`, token)).status, 410);
      assert.equal((await call(site(), 'DELETE', `/export/jobs/${copy.id}`, token)).status, 204);
      assert.equal((await call(site(), 'GET', `/export/jobs/${copy.id}`, token)).status, 404);
      assert.equal((await call(site(), 'GET', `/export/jobs/${copy.id}/download`, token)).status, 404);
    });

    it('is offered again where the site wants so, always with its moment', async () => {
      const request = { ...SMALL, format: 'ndjson', columns: ['id'] };
      await withSetting(site(), 'jobs.reuseFinished', true, async () => {
        const first = await until(site(), (await submit(site(), ORDER, token, request)).id, token);
        const again = await call(site(), 'POST', `/export/${ORDER}`, token, request, { prefer: 'respond-async' });
        assert.equal(again.status, 200);
        const job = dataOf<Job>(again);
        assert.equal(job.reusedFrom, first.id);
        assert.equal(job.status, 'completed');
        assert.equal(job.asOf, first.asOf);
        const file = await call(site(), 'GET', job.downloadUrl ?? '', token);
        assert.equal(createHash('sha256').update(file.body).digest('hex'), first.sha256);
        await call(site(), 'DELETE', `/export/jobs/${job.id}`, token);
        // Deleting what was offered again leaves the file to the job that made it.
        assert.equal((await call(site(), 'GET', first.downloadUrl ?? '', token)).status, 200);
        await call(site(), 'DELETE', `/export/jobs/${first.id}`, token);
      });
      const anew = await submit(site(), ORDER, token, request);
      assert.equal(anew.reusedFrom, null);
      await until(site(), anew.id, token);
    });
  });
};
