import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe } from 'node:test';
import { fullDiskSuite } from './suites/full-disk';
import { redisSuite } from './suites/redis';
import { storagesSuite } from './suites/storages';
import { workerSuite } from './suites/worker';
import { seed } from './support/playground';

/** Enough for a job to be met while it runs. */
const ORDERS = 50_000;

void describe('sites as processes of their own', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'export-seeded-'));
  const seeded = path.join(folder, 'data.db');
  before(() => seed({ DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: seeded }, ORDERS));
  after(() => rmSync(folder, { recursive: true, force: true }));
  redisSuite(() => seeded, ORDERS);
  storagesSuite(() => seeded, ORDERS);
  fullDiskSuite(() => seeded, ORDERS);
  await workerSuite(ORDERS);
});
