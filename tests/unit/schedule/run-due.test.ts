import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JobStatus } from '../../../shared/job-status';
import { createScheduleRuns, type RunDueInput } from '../../../server/src/schedule/run-due';
import type { ScheduleChanges, ScheduleRow, ScheduleStore } from '../../../server/src/schedule/store';

const DUE = '2026-01-05T09:00:00.000Z';

/** One schedule in memory, with the compare-and-set of the real store. */
const memory = (changes: Partial<ScheduleRow> = {}) => {
  let row = {
    ...{ id: 1, documentId: 's1', cron: '0 * * * *', timeZone: 'UTC', status: 'active', failures: 0, version: 1 },
    ...{ nextRunAt: DUE, claimedUntil: null, lastRun: null, judgedRun: null, pausedBy: null },
    recipients: ['1', '2'].map((id) => ({ kind: 'admin-session', id, name: id })),
    ...changes,
  } as unknown as ScheduleRow;
  const change = async ({ version }: Pick<ScheduleRow, 'version'>, given: ScheduleChanges): Promise<boolean> => {
    if (version !== row.version) return false;
    row = { ...row, ...given, version: version + 1 } as ScheduleRow;
    return true;
  };
  const store = { byId: async () => row, due: async () => [row], change } as unknown as ScheduleStore;
  return { store, row: () => row };
};

const create = (store: ScheduleStore, changes: Partial<RunDueInput> = {}) => {
  const told: string[] = [];
  const tell = (message: string): void => {
    told.push(message);
  };
  const paused: string[] = [];
  const runs = createScheduleRuns({
    store,
    reasonToPause: async () => null,
    makeJob: async (_schedule, { id, name }) => ({ recipient: { id, name }, job: `job${id}`, error: null }),
    statusesOf: async () => ['completed'],
    onPaused: (_schedule, reason) => paused.push(reason),
    log: { error: tell, warn: tell },
    ...changes,
  });
  return { runs, told, paused };
};

describe('schedules that are due', () => {
  it('are run by one of those that found them at the same time', async () => {
    const { store, row } = memory();
    const made: string[] = [];
    const { runs } = create(store, {
      makeJob: async (_schedule, { id, name }, at) => {
        made.push(`${id} ${at}`);
        return { recipient: { id, name }, job: id, error: null };
      },
    });
    await Promise.all([runs.look(), runs.look(), runs.look()]);
    assert.deepEqual(made, [`1 ${DUE}`, `2 ${DUE}`]);
    assert.equal(row().claimedUntil, null);
    assert.ok(new Date(row().nextRunAt ?? 0).getTime() > Date.now());
  });

  it('stay due when a job cannot be made, and are told of', async () => {
    const { store, row } = memory();
    const { runs, told } = create(store, { makeJob: () => Promise.reject(new Error('no database')) });
    await runs.look();
    assert.deepEqual([row().nextRunAt, row().lastRun], [DUE, null]);
    assert.ok(row().claimedUntil !== null, 'until the claim is over');
    assert.match(told[0] ?? '', /s1 could not be run: no database/);
  });

  it('keep what their owner wrote while they were run', async () => {
    const { store, row } = memory();
    const next = new Date('2030-01-01T00:00:00Z');
    const { runs } = create(store, {
      makeJob: async (_schedule, { id, name }) => {
        if (id === '1') await store.change(row(), { nextRunAt: next, claimedUntil: null });
        return { recipient: { id, name }, job: id, error: null };
      },
    });
    await runs.look();
    assert.equal(row().nextRunAt, next);
    assert.equal(row().lastRun?.results.length, 2);
  });

  it('are taken for run although one of their jobs ended before that was written down', async () => {
    const { store, row } = memory({ failures: 1, lastRun: { at: '2026-01-05T08:00:00.000Z', results: [] } });
    const { runs } = create(store, {
      makeJob: async (_schedule, { id, name }) => {
        await runs.judge(row());
        return { recipient: { id, name }, job: id, error: null };
      },
    });
    await runs.look();
    assert.deepEqual([row().claimedUntil, row().judgedRun], [null, DUE]);
    assert.ok(new Date(row().nextRunAt ?? 0).getTime() > Date.now());
  });
});

describe('a run', () => {
  const lastRun = { at: DUE, results: [{ recipient: { id: '1', name: '1' }, job: 'job1', error: null }] };

  it('counts once, when the last of its jobs has ended', async () => {
    const { store, row } = memory({ lastRun });
    let statuses: JobStatus[] = ['processing', 'failed'];
    const { runs } = create(store, { statusesOf: async () => statuses });
    await runs.judge(row());
    assert.equal(row().judgedRun, null);
    statuses = ['cancelled', 'failed'];
    await runs.judge(row());
    await runs.judge(row());
    assert.deepEqual([row().failures, row().judgedRun], [1, DUE]);
  });

  it('pauses the schedule when it is the third in a row without a file, and tells it once', async () => {
    const { store, row } = memory({ lastRun, failures: 2 });
    const { runs, paused } = create(store, { statusesOf: async () => ['failed'] });
    await Promise.all([runs.judge(row()), runs.judge(row())]);
    assert.deepEqual(
      [row().status, row().pausedBy, row().nextRunAt, paused],
      ['paused', 'failures', null, ['failures']],
    );
  });

  it('of a paused schedule counts, and pauses nothing', async () => {
    const { store, row } = memory({ lastRun, failures: 2, status: 'paused', pausedBy: 'owner' });
    const { runs, paused } = create(store, { statusesOf: async () => [] });
    await runs.judge(row());
    assert.deepEqual([row().failures, row().pausedBy, paused], [3, 'owner', []]);
  });
});
