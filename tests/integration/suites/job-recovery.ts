import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JobStore } from '../../../server/src/job/store';
import { partsOf, setJobs, until } from '../../support/jobs';
import { door, jobViews, recoveryOn, retentionOn, runnerOn, withOwnRunners } from '../../support/job-runner';
import type { Site } from '../../support/site';

export const jobRecoverySuite = (site: () => Site): void => {
  const { own, rowOf, events, stoppingStorage } = jobViews(site);

  describe('a job that several workers are given', () => {
    it('is run once', async () => {
      await withOwnRunners(site(), async (ask) => {
        const { id } = await ask();
        // A worker's name is its own: by it a process knows an attempt as its own after a broken commit.
        const runners = Array.from({ length: 6 }, (_, number) => runnerOn(site(), { worker: `test-${number}` }));
        await Promise.all(runners.map((runner) => runner.handle({ jobId: id, attempt: 1 })));
        assert.equal((await rowOf(id)).status, 'completed');
        assert.deepEqual(own(id), [`${id}-1`]);
        assert.deepEqual(await events(id), ['requested', 'started', 'completed']);
        await runnerOn(site()).handle({ jobId: id, attempt: 1 });
        await runnerOn(site()).handle({ jobId: id, attempt: 2 });
        assert.deepEqual(await events(id), ['requested', 'started', 'completed']);
      });
    });
  });

  describe('a job whose worker died', () => {
    it('is found by its silence and run again from the beginning', async () => {
      await withOwnRunners(site(), async (ask) => {
        const { id } = await ask();
        const dead = { status: 'processing', worker: 'dead', rowsDone: 900, heartbeatAt: new Date() };
        await setJobs(site(), { documentId: id }, dead);
        const recovery = recoveryOn(site());
        await recovery.look();
        await recovery.look();
        assert.equal((await rowOf(id)).status, 'processing', 'two looks are no silence');
        // A sign of life begins the silence anew.
        await setJobs(site(), { documentId: id }, { heartbeatAt: new Date(Date.now() + 1_000) });
        await recovery.look();
        await recovery.look();
        assert.equal((await rowOf(id)).status, 'processing');
        await recovery.look();
        const back = await rowOf(id);
        assert.equal(back.status, 'pending');
        assert.equal(back.attempt, 2);
        assert.deepEqual([back.rowsDone, back.rowsTotal, back.startedAt], [0, null, null], 'nothing is done yet');
        assert.ok(back.runAfter !== null);
        await setJobs(site(), { documentId: id }, { runAfter: null });
        await runnerOn(site()).handle({ jobId: id, attempt: 2 });
        const done = await rowOf(id);
        assert.equal(done.status, 'completed');
        assert.deepEqual(own(id), [`${id}-2`]);
        assert.deepEqual(await events(id), ['requested', 'started', 'completed']);
      });
    });

    it('fails with the reason when that was the last attempt', async () => {
      await withOwnRunners(site(), async (ask) => {
        const { id } = await ask();
        await setJobs(site(), { documentId: id }, { status: 'processing', worker: 'dead', faults: 2 });
        const recovery = recoveryOn(site());
        for (let look = 0; look < 3; look += 1) await recovery.look();
        const job = await rowOf(id);
        assert.equal(job.status, 'failed');
        assert.equal(job.errorCode, 'EXPORT_WORKER_LOST');
        assert.deepEqual(await events(id), ['requested', 'failed']);
      });
    });

    it('is taken over by the site itself', async () => {
      const token = await site().adminToken('admin@example.com');
      let id = '';
      await withOwnRunners(site(), async (ask) => {
        ({ id } = await ask());
        await setJobs(site(), { documentId: id }, { status: 'processing', worker: 'dead', heartbeatAt: new Date() });
      });
      const job = await until(site(), id, token, { seconds: 30 });
      assert.equal(job.status, 'completed');
      assert.equal(job.attempt, 2);
    });
  });

  describe('a worker that wakes up late', () => {
    it('cannot publish what another has written meanwhile', async () => {
      await withOwnRunners(site(), async (ask) => {
        const { id } = await ask();
        const stop = door();
        const late = runnerOn(site(), { storage: stoppingStorage(stop) }).handle({ jobId: id, attempt: 1 });
        await stop.reached;
        const row = await rowOf(id);
        const { store } = partsOf(site());
        await store.transition(row, { status: 'processing', attempt: 1 }, 'pending', { attempt: 2 }, null);
        await runnerOn(site()).handle({ jobId: id, attempt: 2 });
        stop.open();
        await late;
        const job = await rowOf(id);
        assert.equal(job.status, 'completed');
        assert.equal(job.attempt, 2);
        assert.equal(job.fileKey, `${id}-2`);
        assert.deepEqual(own(id), [`${id}-2`]);
        assert.equal((await events(id)).filter((event) => event === 'completed').length, 1);
      });
    });
  });

  describe('a crash between the file and its record', () => {
    it('leaves one file and one completion', async () => {
      await withOwnRunners(site(), async (ask) => {
        const { id } = await ask();
        const { store } = partsOf(site());
        const crashed = door();
        const dying: JobStore = {
          ...store,
          transition: (job, expected, to, changes, entry) => {
            if (to !== 'completed') return store.transition(job, expected, to, changes, entry);
            crashed.knock();
            return new Promise(() => undefined);
          },
        };
        void runnerOn(site(), { store: dying }).handle({ jobId: id, attempt: 1 });
        await crashed.reached;
        assert.deepEqual(own(id), [`${id}-1`], 'the file has its name');
        const row = await rowOf(id);
        await store.transition(row, { status: 'processing', attempt: 1 }, 'pending', { attempt: 2 }, null);
        await runnerOn(site()).handle({ jobId: id, attempt: 2 });
        await retentionOn(site()).cleanUp();
        assert.deepEqual(own(id), [`${id}-2`]);
        assert.equal((await events(id)).filter((event) => event === 'completed').length, 1);
      });
    });

    it('is told from a connection that broke after the record was written', async () => {
      await withOwnRunners(site(), async (ask) => {
        const { id } = await ask();
        const { store } = partsOf(site());
        let isBroken = false;
        const breaking: JobStore = {
          ...store,
          transition: async (job, expected, to, changes, entry) => {
            const result = await store.transition(job, expected, to, changes, entry);
            if (to !== 'completed' || isBroken) return result;
            isBroken = true;
            throw Object.assign(new Error('the connection was reset'), { code: 'ECONNRESET' });
          },
        };
        await runnerOn(site(), { store: breaking }).handle({ jobId: id, attempt: 1 });
        assert.ok(isBroken);
        assert.equal((await rowOf(id)).status, 'completed');
        assert.deepEqual(own(id), [`${id}-1`]);
        assert.deepEqual(await events(id), ['requested', 'started', 'completed']);
      });
    });
  });
};
