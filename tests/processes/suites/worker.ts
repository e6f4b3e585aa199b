import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { ChildSite } from '../../../scripts/lib/child-site.mjs';
import type { HealthAnswer } from '../../../shared/contracts/health';
import { ORDER } from '../../support/content';
import { reasonToSkip, testDatabase } from '../../support/databases';
import { call, dataOf, show, submit, until as untilEnd } from '../../support/jobs';
import { until } from '../../support/until';
import { createPlace, type Place, seed, signIn } from '../support/playground';

/** The site's own processes run no jobs; others do nothing else. */
export const workerSuite = async (orders: number): Promise<void> => {
  const skip = await reasonToSkip('postgres');
  describe('strapi-export worker', { skip }, () => {
    const database = testDatabase('postgres', 'processes');
    let place: Place;
    let site: ChildSite;
    let token = '';
    before(async () => {
      await database.create();
      await seed(database.environment, orders);
      place = createPlace(database.environment);
      site = await place.start({ EXPORT_WORKER: 'false' });
      token = await signIn(site);
    });
    after(async () => {
      await place.remove();
      await database.drop();
    });
    const alive = async (): Promise<number> =>
      dataOf<HealthAnswer['data']>(await call(site, 'GET', '/export/health', token)).workers.alive;

    it('runs what waits for a worker, and hands back what it runs when it is told to stop', async () => {
      const { id, waitingFor } = await submit(site, ORDER, token, { format: 'xlsx' });
      assert.equal(waitingFor, 'worker');
      const first = await place.startWorker();
      await untilEnd(site, id, token, { status: 'processing' });
      await until('rows are written', async () => (await show(site, id, token)).rowsDone > 0);
      const { code, milliseconds } = await first.end('SIGTERM');
      assert.equal(code, 0);
      assert.ok(milliseconds < 10_000, `it took ${milliseconds} ms`);
      const back = await show(site, id, token);
      assert.deepEqual([back.status, back.attempt, back.rowsDone, back.waitingFor], ['pending', 2, 0, 'worker']);
      assert.equal(await alive(), 0);
      assert.deepEqual(place.files(), []);
      const second = await place.startWorker();
      const job = await untilEnd(site, id, token);
      assert.deepEqual([job.status, job.attempt, job.rowsDone], ['completed', 2, orders]);
      const { body } = await call(site, 'GET', job.downloadUrl ?? '', token);
      assert.equal(createHash('sha256').update(body).digest('hex'), job.sha256);
      assert.deepEqual(place.files(), [`${id}-2`]);
      assert.equal((await second.end('SIGTERM')).code, 0);
    });

    it('ends within a second what is cancelled in another process', async () => {
      const worker = await place.startWorker();
      const { id } = await submit(site, ORDER, token, { format: 'xlsx', columns: ['id', 'item_name'] });
      await until('a file is being written', () => place.files().some((name) => name.startsWith(`${id}-1.`)), 60_000);
      assert.equal((await call(site, 'POST', `/export/jobs/${id}/cancel`, token)).status, 200);
      const isGone = (): boolean => !place.files().some((name) => name.startsWith(id));
      await until('the worker has thrown it away', isGone, 1_500);
      assert.equal((await show(site, id, token)).status, 'cancelled');
      await worker.end('SIGTERM');
    });

    it('loses nothing when it is killed', async () => {
      const { id } = await submit(site, ORDER, token, { format: 'xlsx', columns: ['id', 'item_name', 'sale_date'] });
      const first = await place.startWorker();
      await untilEnd(site, id, token, { status: 'processing' });
      await first.end('SIGKILL');
      const second = await place.startWorker();
      const job = await untilEnd(site, id, token);
      assert.deepEqual([job.status, job.attempt, job.rowsDone], ['completed', 2, orders]);
      const { body } = await call(site, 'GET', job.downloadUrl ?? '', token);
      assert.equal(createHash('sha256').update(body).digest('hex'), job.sha256);
      await second.end('SIGTERM');
    });
  });
};
