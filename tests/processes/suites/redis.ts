import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ChildSite } from '../../../scripts/lib/child-site.mjs';
import type { HealthAnswer } from '../../../shared/contracts/health';
import type { Job } from '../../../shared/contracts/jobs';
import { ORDER } from '../../support/content';
import { call, dataOf, show, submit, until as untilEnd } from '../../support/jobs';
import { readFile } from '../../support/read-file';
import { createRedisServer, type RedisServer, withoutRedis } from '../../support/redis-server';
import { until } from '../../support/until';
import { createPlace, type Place, signIn } from '../support/playground';

const FEW = { format: 'csv', columns: ['id'], filters: { id: { $lte: 100 } } };

/** Jobs over Redis, on a site that is started while there is none. */
export const redisSuite = (seeded: () => string, orders: number): void => {
  describe('a site whose Redis is away', { skip: withoutRedis }, () => {
    let place: Place;
    let redis: RedisServer;
    let site: ChildSite;
    let token = '';
    before(async () => {
      redis = await createRedisServer();
      place = createPlace(seeded());
      site = await place.start({ EXPORT_QUEUE: 'redis', EXPORT_REDIS_URL: redis.url });
      token = await signIn(site);
    });
    after(async () => {
      await place.remove();
      await redis.close();
    });

    const health = async (): Promise<HealthAnswer['data']> =>
      dataOf<HealthAnswer['data']>(await call(site, 'GET', '/export/health', token));
    const streams = async (): Promise<void> => {
      const { status, body } = await call(site, 'GET', `/export/${ORDER}/csv?columns=id`, token);
      assert.equal(status, 200);
      assert.equal((await readFile('csv', body, ['id'])).rows.length, orders);
    };
    const rowsOf = async ({ downloadUrl }: Job): Promise<number> =>
      (await readFile('csv', (await call(site, 'GET', downloadUrl ?? '', token)).body, ['id'])).rows.length;

    it('starts, streams, tells what jobs wait for, and runs them when it comes', async () => {
      await streams();
      const { id, status, waitingFor } = await submit(site, ORDER, token, FEW);
      assert.deepEqual([status, waitingFor], ['pending', 'queue']);
      const { isHealthy, problems, queue } = await health();
      assert.deepEqual([isHealthy, queue], [false, { driver: 'redis', isReachable: false }]);
      assert.ok(problems.some((problem) => problem.includes('redis queue does not answer')));
      const cancelled = await submit(site, ORDER, token, { ...FEW, columns: ['item_name'] });
      assert.equal((await call(site, 'POST', `/export/jobs/${cancelled.id}/cancel`, token)).status, 200);
      await redis.start();
      const job = await untilEnd(site, id, token);
      assert.deepEqual([job.status, job.attempt], ['completed', 1]);
      assert.equal(await rowsOf(job), 100);
      assert.equal((await show(site, cancelled.id, token)).status, 'cancelled');
      assert.equal((await health()).isHealthy, true);
    });

    it('ends what runs when it is lost, and begins again what waits when it is back, each once', async () => {
      const { id } = await submit(site, ORDER, token, { format: 'xlsx' });
      await untilEnd(site, id, token, { status: 'processing' });
      await redis.kill();
      const late = await submit(site, ORDER, token, { ...FEW, format: 'csv', columns: ['id', 'qty'] });
      await streams();
      await until('it waits', async () => (await show(site, late.id, token)).waitingFor === 'queue');
      const running = await untilEnd(site, id, token);
      assert.deepEqual([running.status, running.attempt, running.rowsDone], ['completed', 1, orders]);
      await redis.start();
      const job = await untilEnd(site, late.id, token);
      assert.deepEqual([job.status, job.attempt], ['completed', 1]);
      assert.equal(await rowsOf(job), 100);
      assert.deepEqual(
        place.files().filter((name) => name.includes('.')),
        [],
      );
    });
  });
};
