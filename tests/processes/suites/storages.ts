import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { ChildSite } from '../../../scripts/lib/child-site.mjs';
import {
  BUCKET,
  createS3Server,
  failing,
  holding,
  isUploading,
  type S3Server,
} from '../../conformance/support/s3-server';
import { createGate } from '../../conformance/support/queues';
import { ORDER } from '../../support/content';
import { call, show, submit, until as untilEnd } from '../../support/jobs';
import { until } from '../../support/until';
import { createPlace, type Place, signIn } from '../support/playground';

/** Jobs whose files go to a server that speaks S3: through the plugin's own adapter, and through the site's provider. */
export const storagesSuite = (seeded: () => string, orders: number): void => {
  for (const storage of ['s3', 'upload'] as const) {
    describe(`files at the storage ${storage}`, () => {
      let place: Place;
      let server: S3Server;
      let site: ChildSite;
      let token = '';
      before(async () => {
        server = await createS3Server();
        place = createPlace(seeded());
        const { accessKeyId, secretAccessKey } = server.client.credentials;
        site = await place.start({
          EXPORT_STORAGE: storage,
          S3_ENDPOINT: server.endpoint,
          S3_BUCKET: BUCKET,
          S3_ACCESS_KEY_ID: accessKeyId,
          S3_SECRET_ACCESS_KEY: secretAccessKey,
        });
        token = await signIn(site);
      });
      after(async () => {
        await place.remove();
        await server.close();
      });
      beforeEach(() => server.meet(null));

      /** What lies there beside the signs of workers. */
      const lies = async (): Promise<string[]> =>
        [...(await server.objects()), ...(await server.uploads())].filter((key) => !key.includes('worker'));

      it('are whole, read in parts as well, and gone when they are deleted', async () => {
        const { id } = await submit(site, ORDER, token, { format: 'csv' });
        const job = await untilEnd(site, id, token);
        assert.equal(job.status, 'completed', JSON.stringify(job.error));
        assert.equal(job.rowsDone, orders);
        assert.equal((await lies()).length, 1);
        assert.deepEqual(place.files(), [], 'nothing lies on the disk');
        const url = job.downloadUrl ?? '';
        const whole = await call(site, 'GET', url, token);
        assert.equal(createHash('sha256').update(whole.body).digest('hex'), job.sha256);
        const part = await call(site, 'GET', url, token, undefined, { range: 'bytes=1000-1999' });
        assert.equal(part.status, 206);
        assert.ok(part.body.equals(whole.body.subarray(1_000, 2_000)));
        assert.equal((await call(site, 'DELETE', `/export/jobs/${id}`, token)).status, 204);
        assert.deepEqual(await lies(), []);
        assert.equal((await call(site, 'GET', url, token)).status, 410);
      });

      it('come when the storage answers again, and the record tells what it was waited for', async () => {
        server.meet(failing(isUploading));
        const { id } = await submit(site, ORDER, token, { format: 'csv', columns: ['id', 'qty'] });
        await until('it has failed once', async () => (await show(site, id, token)).attempt === 2, 60_000);
        const waiting = await show(site, id, token);
        assert.deepEqual([waiting.waitingFor, waiting.error?.code], ['retry', 'EXPORT_STORAGE_FAILED']);
        server.meet(null);
        const job = await untilEnd(site, id, token);
        assert.equal(job.status, 'completed', JSON.stringify(job.error));
        assert.equal(job.rowsDone, orders);
        assert.equal((await lies()).length, 1, 'nothing of the first attempt stays');
        await call(site, 'DELETE', `/export/jobs/${id}`, token);
      });

      it('never come from a storage that stays broken: the job fails with its reason', async () => {
        server.meet(failing(isUploading));
        const { id } = await submit(site, ORDER, token, { format: 'csv', columns: ['id', 'item_name'] });
        const job = await untilEnd(site, id, token, { seconds: 120 });
        assert.deepEqual([job.status, job.attempt, job.error?.code], ['failed', 3, 'EXPORT_STORAGE_FAILED']);
        server.meet(null);
        assert.equal((await call(site, 'POST', `/export/jobs/${id}/retry`, token)).status, 202);
        assert.equal((await untilEnd(site, id, token)).status, 'completed');
        assert.equal((await call(site, 'DELETE', `/export/jobs/${id}`, token)).status, 204);
        assert.deepEqual(await lies(), []);
      });

      it('of a storage that hangs can be given up, while the site does its work', async () => {
        const gate = createGate();
        server.meet(holding(gate.opened));
        const { id } = await submit(site, ORDER, token, { format: 'csv', columns: ['id', 'documentId'] });
        await until('it uploads', () => server.requests().some((line) => line.startsWith('PUT')), 20_000);
        const stream = await call(site, 'GET', `/export/${ORDER}/csv?columns=id`, token);
        assert.equal(stream.status, 200);
        assert.equal((await show(site, id, token)).status, 'processing');
        assert.equal((await call(site, 'POST', `/export/jobs/${id}/cancel`, token)).status, 200);
        assert.equal((await show(site, id, token)).status, 'cancelled');
        gate.open();
        await until('nothing stays', async () => (await lies()).length === 0, 20_000);
      });
    });
  }
};
