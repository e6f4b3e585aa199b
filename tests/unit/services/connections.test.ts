import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Core } from '@strapi/types';
import createKnex from 'knex';
import { jobsAtOnce, streamsAtOnce } from '../../../server/src/services/connections';

interface SiteFacts {
  readonly client: 'postgres' | 'mysql' | 'sqlite';
  /** Connections of the pool; what Knex makes of it when it is left out. */
  readonly max?: number;
  readonly concurrency?: number;
  readonly enabled?: boolean;
}

const DRIVERS = { postgres: 'pg', mysql: 'mysql2', sqlite: 'better-sqlite3' } as const;

/** Jobs and downloads at once, of a site with a pool that Knex made; nothing connects before there is a query. */
const placesOf = async ({ client, max, concurrency = 2, enabled = true }: SiteFacts): Promise<[number, number]> => {
  const where = client === 'sqlite' ? { filename: ':memory:' } : { host: '127.0.0.1' };
  const pool = max === undefined ? {} : { pool: { min: 0, max } };
  const connection = createKnex({ client: DRIVERS[client], connection: where, useNullAsDefault: true, ...pool });
  const site = {
    db: { dialect: { client }, connection },
    config: { get: () => ({ worker: { concurrency, enabled } }) },
  } as unknown as Core.Strapi;
  try {
    return [jobsAtOnce(site), streamsAtOnce(site)];
  } finally {
    await connection.destroy();
  }
};

describe('connections of the pool', () => {
  for (const client of ['postgres', 'mysql'] as const) {
    it(`are shared out so that two are left for the site, on ${client}`, async () => {
      assert.deepEqual(await placesOf({ client, max: 10 }), [2, 6]);
      assert.deepEqual(await placesOf({ client, max: 10, concurrency: 8 }), [8, 1]);
      assert.deepEqual(await placesOf({ client, max: 20, concurrency: 1 }), [1, 17]);
    });

    it(`are never all taken by jobs, on ${client}`, async () => {
      assert.deepEqual(await placesOf({ client, max: 10, concurrency: 9 }), [8, 1]);
      assert.deepEqual(await placesOf({ client, max: 5, concurrency: 50 }), [3, 1]);
    });

    it(`leave one place for each where there are hardly any, on ${client}`, async () => {
      for (const max of [1, 2, 3]) assert.deepEqual(await placesOf({ client, max }), [1, 1], `${max} connections`);
    });

    it(`are the downloads’ own where no worker runs, on ${client}`, async () => {
      assert.deepEqual(await placesOf({ client, max: 10, enabled: false }), [2, 8]);
    });

    it(`are Knex’ ten where nothing is configured, on ${client}`, async () => {
      assert.deepEqual(await placesOf({ client, concurrency: 50 }), [8, 1]);
    });
  }

  it('are not held by jobs on SQLite, which has one', async () => {
    assert.deepEqual(await placesOf({ client: 'sqlite' }), [2, 1]);
    assert.deepEqual(await placesOf({ client: 'sqlite', concurrency: 5 }), [5, 1]);
    assert.deepEqual(await placesOf({ client: 'sqlite', enabled: false }), [2, 1]);
  });
});
