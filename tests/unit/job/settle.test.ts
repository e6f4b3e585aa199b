import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { ExportError } from '../../../server/src/errors/export-error';
import type { JobRow } from '../../../server/src/job/record';
import { createJobRunner, type RunJobInput } from '../../../server/src/job/run-job';
import { createSettle, type SettleInput } from '../../../server/src/job/settle';
import type { JobStore } from '../../../server/src/job/store';
import { createBudget } from '../../../server/src/storage/budget';
import { type JobDatabase, openJobDatabase } from '../../support/job-database';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const FINAL = new ExportError('EXPORT_FORBIDDEN');

describe('a job whose end was committed by a connection that then broke', () => {
  let records: JobDatabase;

  beforeEach(async () => {
    records = await openJobDatabase();
  });
  afterEach(() => records.close());

  /** Whoever asks once more hears that the record was not in the state any more. */
  const losingAnswers = (): JobStore => ({
    ...records.store,
    transition: async (job, expected, to, changes, entry) => {
      const isDone = await records.store.transition(job, expected, to, changes, entry);
      return to === 'failed' ? false : isDone;
    },
  });

  const settle = (store: JobStore) => createSettle({ store, maxAttempts: 3, log: silent } as unknown as SettleInput);

  const processing = (): Promise<JobRow> =>
    records.add({ status: 'processing', fileKey: null, completedAt: null, expiresAt: null });

  const now = async ({ documentId }: JobRow): Promise<JobRow> => {
    const row = await records.store.byId(documentId);
    assert.ok(row !== null);
    return row;
  };

  it('counts as failed by this attempt', async () => {
    const job = await processing();
    assert.equal(await settle(losingAnswers()).giveUp(job, FINAL), true);
    const { status, errorCode, faults } = await now(job);
    assert.deepEqual([status, errorCode, faults], ['failed', 'EXPORT_FORBIDDEN', 1]);
    assert.deepEqual(await records.events(job.documentId), ['failed']);
  });

  it('counts so once: not for another who comes to the same end later', async (context) => {
    const job = await processing();
    assert.equal(await settle(losingAnswers()).giveUp(job, FINAL), true);
    context.mock.timers.enable({ apis: ['Date'], now: Date.now() + 1 });
    assert.equal(await settle(records.store).giveUp(job, FINAL), false);
    assert.deepEqual(await records.events(job.documentId), ['failed']);
  });

  it('does not count so when somebody else has ended it, or runs it again', async () => {
    const cancelled = await processing();
    const to = { completedAt: new Date() };
    await records.store.transition(cancelled, { status: 'processing' }, 'cancelled', to, { event: 'cancelled' });
    assert.equal(await settle(records.store).giveUp(cancelled, FINAL), false);
    const again = await processing();
    await records.store.transition(again, { status: 'processing' }, 'pending', { attempt: 2 }, null);
    assert.equal(await settle(records.store).giveUp(again, FINAL), false);
    assert.deepEqual([(await now(cancelled)).status, (await now(again)).status], ['cancelled', 'pending']);
    assert.deepEqual(await records.events(cancelled.documentId), ['cancelled']);
    assert.deepEqual(await records.events(again.documentId), []);
  });

  it('is told of once', async () => {
    const job = await records.add({ status: 'pending', fileKey: null, completedAt: null, expiresAt: null });
    const onEnd = mock.fn<RunJobInput['onEnd']>();
    const bytes = { maxBytes: null, minFreeBytes: 0, stored: async () => 0, free: async () => null };
    const runner = createJobRunner({
      ...{ store: losingAnswers(), budget: createBudget(bytes), worker: 'test', onEnd, log: silent },
      ...{ maxAttempts: 3, maxRunning: null, maxRunningPerRequester: 9, stallTimeout: 60_000 },
      prepare: () => Promise.reject(FINAL),
    } as unknown as RunJobInput);
    const entry = { jobId: job.documentId, attempt: 1 };
    await runner.handle(entry);
    await runner.handle(entry);
    assert.deepEqual(
      onEnd.mock.calls.map((call) => call.arguments),
      [[job.documentId]],
    );
    assert.equal((await now(job)).status, 'failed');
    assert.deepEqual(await records.events(job.documentId), ['started', 'failed']);
  });
});
