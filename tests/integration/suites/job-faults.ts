import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExportError } from '../../../server/src/errors/export-error';
import type { FileStorage } from '../../../server/src/storage/port';
import type { Job } from '../../../shared/contracts/jobs';
import { door, jobViews, runnerOn, withOwnRunners } from '../../support/job-runner';
import { call, partsOf, setJobs } from '../../support/jobs';
import type { Site } from '../../support/site';
import { until } from '../../support/until';

export const jobFaultsSuite = (site: () => Site): void => {
  const { own, rowOf, events, stoppingStorage } = jobViews(site);

  describe('a fault on the way', () => {
    const failing = (code: 'EXPORT_STORAGE_FAILED' | 'EXPORT_STORAGE_FULL', times: number): FileStorage => {
      let left = times;
      const { storage } = partsOf(site());
      return {
        ...storage,
        create: async (key, description) => {
          left -= 1;
          if (left >= 0) throw new ExportError(code, { cause: new Error('secret of the storage') });
          return storage.create(key, description);
        },
      };
    };
    const runAttempts = async (id: string, storage: FileStorage): Promise<void> => {
      const runner = runnerOn(site(), { storage });
      for (let attempt = 1; attempt <= 4; attempt += 1) {
        const job = await rowOf(id);
        if (job.status !== 'pending') return;
        if (attempt > 1) assert.ok(job.runAfter !== null, 'it waits before it tries again');
        await setJobs(site(), { documentId: id }, { runAfter: null });
        await runner.handle({ jobId: id, attempt: job.attempt });
      }
    };

    it('that passes is tried again', async () => {
      await withOwnRunners(site(), async (ask) => {
        const { id } = await ask();
        await runAttempts(id, failing('EXPORT_STORAGE_FAILED', 2));
        const job = await rowOf(id);
        assert.equal(job.status, 'completed');
        assert.equal(job.attempt, 3);
        assert.deepEqual(own(id), [`${id}-3`]);
        assert.deepEqual(await events(id), ['requested', 'started', 'started', 'started', 'completed']);
      });
    });

    it('that stays fails the job with its reason, which tells nothing of the inside', async () => {
      await withOwnRunners(site(), async (ask) => {
        const { id } = await ask();
        await runAttempts(id, failing('EXPORT_STORAGE_FAILED', 99));
        const job = await rowOf(id);
        assert.equal(job.status, 'failed');
        assert.equal(job.attempt, 3);
        assert.equal(job.errorCode, 'EXPORT_STORAGE_FAILED');
        assert.ok(!JSON.stringify(job).includes('secret'));
      });
    });

    it('of a full disk is final', async () => {
      await withOwnRunners(site(), async (ask) => {
        const { id } = await ask();
        await runAttempts(id, failing('EXPORT_STORAGE_FULL', 99));
        const job = await rowOf(id);
        assert.equal(job.status, 'failed');
        assert.equal(job.attempt, 1);
        assert.equal(job.errorCode, 'EXPORT_STORAGE_FULL');
      });
    });
  });

  describe('a process that stops', () => {
    it('hands its jobs back at once', async () => {
      await withOwnRunners(site(), async (ask) => {
        const { id } = await ask();
        const { storage } = partsOf(site());
        const stop = door();
        // Nothing is written before the process stops.
        const slow: FileStorage = {
          ...storage,
          create: async (key, description) => {
            const upload = await storage.create(key, description);
            stop.knock();
            await stop.opened;
            return upload;
          },
        };
        const runner = runnerOn(site(), { storage: slow });
        const running = runner.handle({ jobId: id, attempt: 1 });
        await stop.reached;
        runner.close();
        stop.open();
        await running;
        const job = await rowOf(id);
        assert.equal(job.status, 'pending');
        assert.equal(job.attempt, 2);
        assert.equal(job.faults, 0);
        await until('what was just being begun is gone', () => own(id).length === 0);
        assert.equal(await runner.handle({ jobId: id, attempt: 2 }), 'later');
        await runnerOn(site()).handle({ jobId: id, attempt: 2 });
        assert.equal((await rowOf(id)).status, 'completed');
      });
    });
  });

  describe('a cancellation that meets the end', () => {
    type Step = () => Promise<unknown>;

    /** Has a file written up to its name; then `meet` cancels, and lets it end. @returns how the job ended */
    const round = async (ask: () => Promise<Job>, meet: (cancel: Step, end: Step) => Promise<void>) => {
      const token = await site().adminToken('admin@example.com');
      const { id } = await ask();
      const stop = door();
      const running = runnerOn(site(), { storage: stoppingStorage(stop) }).handle({ jobId: id, attempt: 1 });
      await stop.reached;
      let answer = 0;
      const cancel = async (): Promise<void> => {
        answer = (await call(site(), 'POST', `/export/jobs/${id}/cancel`, token)).status;
      };
      const end = (): Promise<unknown> => {
        stop.open();
        return running;
      };
      await meet(cancel, end);
      const { status } = await rowOf(id);
      assert.equal(answer, status === 'cancelled' ? 200 : 409);
      assert.deepEqual(own(id), status === 'completed' ? [`${id}-1`] : []);
      assert.deepEqual(await events(id), ['requested', 'started', status]);
      return status;
    };

    it('wins where it is first, and loses where it is second', async () => {
      await withOwnRunners(site(), async (ask) => {
        const first = await round(ask, async (cancel, end) => {
          await cancel();
          await end();
        });
        const second = await round(ask, async (cancel, end) => {
          await end();
          await cancel();
        });
        assert.deepEqual([first, second], ['cancelled', 'completed']);
      });
    });

    it('wins or loses in the same moment, and never both', async () => {
      await withOwnRunners(site(), async (ask) => {
        for (let number = 0; number < 16; number += 1) {
          await round(ask, async (cancel, end) => {
            await Promise.all([cancel(), sleep((number % 8) * 3).then(end)]);
          });
        }
      });
    });
  });
};
