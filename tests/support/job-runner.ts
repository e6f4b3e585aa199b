import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { createRecovery } from '../../server/src/job/recovery';
import { createRetention } from '../../server/src/job/retention';
import { createJobRunner, type JobRunner, type RunJobInput } from '../../server/src/job/run-job';
import type { FileStorage } from '../../server/src/storage/port';
import type { JobRuns } from '../../server/src/services/job-runs';
import type { Job } from '../../shared/contracts/jobs';
import { PLUGIN_ID } from '../../shared/plugin-id';
import { ORDER } from './content';
import { auditOf, filesOf, partsOf, submit } from './jobs';
import type { Site } from './site';

const silent = { error: () => undefined, warn: () => undefined, info: () => undefined };

/** A worker of our own on the site's records, parts of which can be made to fail. */
export const runnerOn = (site: Site, changes: Partial<RunJobInput> = {}): JobRunner => {
  const { store, queue, storage, budget } = partsOf(site);
  const { prepare } = site.strapi.plugin(PLUGIN_ID).service<JobRuns>('jobRuns');
  return createJobRunner({
    ...{ store, queue, storage, budget, prepare, worker: 'test', log: silent, onEnd: () => undefined },
    ...{ maxAttempts: 3, maxRunning: null, maxRunningPerRequester: 100, stallTimeout: 60_000 },
    ...changes,
  });
};

/** What looks for lost jobs, at our own pace. */
export const recoveryOn = (site: Site) => {
  const { store, queue, storage } = partsOf(site);
  const rest = { maxAttempts: 3, looksUntilLost: 2, isRunningHere: () => false, onEnd: () => undefined, log: silent };
  return createRecovery({ store, queue, storage, ...rest });
};

/** What ends old files and clears away, without waiting for files that may be on their way. */
export const retentionOn = (site: Site, recordLifetime = 1_000_000_000) => {
  const { store, storage } = partsOf(site);
  return createRetention({ store, storage, recordLifetime, grace: -1, isShared: async () => true, log: silent });
};

/** Different requests, since the same would be the same job. */
let asked = 0;

/** Jobs that only runners of our own begin, while `work` is done. */
export const withOwnRunners = async (site: Site, work: (ask: () => Promise<Job>) => Promise<void>): Promise<void> => {
  const held = mock.method(partsOf(site).store, 'pending', async () => []);
  const token = await site.adminToken('admin@example.com');
  try {
    await work(() => {
      asked += 1;
      const filters = { $and: [{ id: { $lt: 3_000 } }, { id: { $gt: -asked } }] };
      return submit(site, ORDER, token, { format: 'csv', columns: ['id', 'item_name'], filters });
    });
  } finally {
    held.mock.restore();
  }
};

/** A door that stays shut until it is opened. */
export const door = () => {
  let open = (): void => undefined;
  let knock = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    knock = resolve;
  });
  return { open: () => open(), opened, knock: () => knock(), reached };
};

/** What tests look at, and a storage that stops before a file gets its name. */
export const jobViews = (site: () => Site) => {
  const own = (id: string): string[] => filesOf(site()).filter((name) => name.startsWith(id));
  const rowOf = async (id: string) => {
    const row = await partsOf(site()).store.byId(id);
    assert.ok(row !== null);
    return row;
  };
  const events = async (jobId: string): Promise<string[]> =>
    (await auditOf(site(), { jobId })).map(({ event }) => event);

  /** A storage that stops before a file gets its name. */
  const stoppingStorage = (stop: ReturnType<typeof door>): FileStorage => {
    const { storage } = partsOf(site());
    return {
      ...storage,
      create: async (key, description) => {
        const upload = await storage.create(key, description);
        return {
          ...upload,
          publish: async () => {
            stop.knock();
            await stop.opened;
            return upload.publish();
          },
        };
      },
    };
  };

  return { own, rowOf, events, stoppingStorage };
};
