import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { describe, it } from 'node:test';
import { persist } from '../../../server/src/job/persist';
import { createJobStore, type JobStore } from '../../../server/src/job/store';
import type { Knex } from 'knex';
import type { FileStorage, Upload } from '../../../server/src/storage/port';
import { freeOfCharge } from '../../support/job-database';
import { call, partsOf } from '../../support/jobs';
import { door, jobViews, runnerOn, withOwnRunners } from '../../support/job-runner';
import type { Site } from '../../support/site';
import { until } from '../../support/until';

const never = <T>(): Promise<T> => new Promise(() => undefined);

/** What asks a server's connection for its number, and what ends the one of that number. */
const CUT = {
  postgres: { number: 'select pg_backend_pid() as number', end: 'select pg_terminate_backend(?)' },
  mysql: { number: 'select connection_id() as number', end: 'kill ?' },
} as const;

/** Ends the connection of the transaction that runs, behind its back. */
const cutTransaction = async ({ strapi, database }: Site): Promise<void> => {
  if (database === 'sqlite') return;
  const { number, end } = CUT[database];
  await strapi.db.transaction(async ({ trx }) => {
    const answer = (await (trx as Knex.Transaction).raw(number)) as { rows?: { number: number }[] } & {
      number: number;
    }[][];
    const [row] = answer.rows ?? answer[0] ?? [];
    await strapi.db.connection.raw(end, [row?.number ?? 0]);
  });
};

/** How attempts of jobs begin and end, whatever happens around them. */
export const jobAttemptsSuite = (site: () => Site): void => {
  const { own, rowOf, events } = jobViews(site);

  /** A storage whose uploads are not as they should be. */
  const storageWith = (change: (upload: Upload) => Partial<Upload>): FileStorage => {
    const { storage } = partsOf(site());
    return {
      ...storage,
      create: async (key, description) => {
        const upload = await storage.create(key, description);
        return { ...upload, ...change(upload) };
      },
    };
  };

  describe('an attempt', () => {
    it('begins although the answer to its claim was lost', async () => {
      await withOwnRunners(site(), async (ask) => {
        const { id } = await ask();
        const { store } = partsOf(site());
        let isLost = false;
        const losing: JobStore = {
          ...store,
          transition: async (job, expected, to, changes, entry) => {
            const result = await store.transition(job, expected, to, changes, entry);
            if (to !== 'processing' || isLost) return result;
            isLost = true;
            throw Object.assign(new Error('the connection was reset'), { code: 'ECONNRESET' });
          },
        };
        await runnerOn(site(), { store: losing, worker: 'loser' }).handle({ jobId: id, attempt: 1 });
        const job = await rowOf(id);
        assert.deepEqual([job.status, job.attempt], ['completed', 1]);
        assert.deepEqual(await events(id), ['requested', 'started', 'completed']);
      });
    });

    it('waits while as many run as may', async () => {
      await withOwnRunners(site(), async (ask) => {
        const [first, second] = [await ask(), await ask()];
        const stop = door();
        const storage = storageWith((upload) => ({
          publish: async () => {
            stop.knock();
            await stop.opened;
            return upload.publish();
          },
        }));
        const runner = runnerOn(site(), { storage, maxRunning: 1 });
        const running = runner.handle({ jobId: first.id, attempt: 1 });
        await stop.reached;
        assert.equal(await runner.handle({ jobId: second.id, attempt: 1 }), 'later');
        stop.open();
        await running;
        assert.equal(await runner.handle({ jobId: second.id, attempt: 1 }), 'done');
        assert.equal((await rowOf(second.id)).status, 'completed');
      });
    });

    for (const [where, change] of [
      ['takes no byte', () => ({ stream: new Writable({ write: () => undefined }) })],
      ['never makes the file available', () => ({ publish: () => never() })],
    ] as [string, () => Partial<Upload>][]) {
      it(`is given up when the storage ${where}`, async () => {
        await withOwnRunners(site(), async (ask) => {
          const { id } = await ask();
          const runner = runnerOn(site(), { storage: storageWith(change), stallTimeout: 1_000 });
          await runner.handle({ jobId: id, attempt: 1 });
          const job = await rowOf(id);
          assert.deepEqual([job.status, job.attempt, job.errorCode], ['pending', 2, 'EXPORT_NO_PROGRESS']);
          assert.deepEqual([job.rowsDone, job.rowsTotal, job.startedAt], [0, null, null]);
          assert.deepEqual(own(id), []);
        });
      });
    }

    it('is handed back before the storage has thrown its file away', async () => {
      await withOwnRunners(site(), async (ask) => {
        const { id } = await ask();
        const stop = door();
        const storage = storageWith(() => ({
          publish: () => {
            stop.knock();
            return never();
          },
          discard: () => never(),
        }));
        const runner = runnerOn(site(), { storage });
        void runner.handle({ jobId: id, attempt: 1 });
        await stop.reached;
        runner.close();
        await until('it is handed back', async () => (await rowOf(id)).status === 'pending', 3_000);
        assert.equal((await rowOf(id)).faults, 0);
      });
    });

    it('is stopped with its process, also beside an earlier one that still ends', async () => {
      const token = await site().adminToken('admin@example.com');
      await withOwnRunners(site(), async (ask) => {
        const { id } = await ask();
        const [first, second, discarding] = [door(), door(), door()];
        let uploads = 0;
        const storage = storageWith((upload) => {
          const [stop, isFirst] = uploads === 0 ? [first, true] : [second, false];
          uploads += 1;
          return {
            publish: () => {
              stop.knock();
              return never();
            },
            discard: async () => {
              if (isFirst) await discarding.opened;
              await upload.discard();
            },
          };
        });
        const runner = runnerOn(site(), { storage });
        const ending = runner.handle({ jobId: id, attempt: 1 });
        await first.reached;
        await call(site(), 'POST', `/export/jobs/${id}/cancel`, token);
        await call(site(), 'POST', `/export/jobs/${id}/retry`, token);
        const running = runner.handle({ jobId: id, attempt: 2 });
        await second.reached;
        discarding.open();
        await ending;
        runner.close();
        await running;
        const job = await rowOf(id);
        assert.deepEqual([job.status, job.attempt, job.faults], ['pending', 3, 0]);
        assert.deepEqual(own(id), []);
      });
    });
  });

  describe('a commit', () => {
    it('that fails is no success, and nothing is changed', async (test) => {
      if (site().database === 'sqlite') {
        test.skip('SQLite has no connection that can be cut');
        return;
      }
      await withOwnRunners(site(), async (ask) => {
        const { id } = await ask();
        const audit = { write: () => cutTransaction(site()), list: () => never<never>(), ofJob: () => never<never>() };
        const store = createJobStore({ database: () => site().strapi.db, audit, bill: freeOfCharge });
        const job = await rowOf(id);
        const expected = { status: 'pending', attempt: 1 } as const;
        const cancelling = store.transition(job, expected, 'cancelled', {}, { event: 'cancelled' });
        await assert.rejects(cancelling);
        // The pool may not have noticed yet that the connection is gone.
        assert.equal((await persist(() => rowOf(id))).status, 'pending');
        const data = { ...job, id: undefined, documentId: undefined, activeKey: 'another' };
        await assert.rejects(store.create(data, [{ event: 'requested' }]));
        assert.equal(await persist(() => store.byActiveKey('another')), null);
      });
    });
  });
};
