import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JobRow } from '../../../server/src/job/record';
import type { RecipientRow, ScheduleChanges, ScheduleRow } from '../../../server/src/schedule/store';
import { createScheduleRunsService, type ScheduleRunsInput } from '../../../server/src/services/schedule-runs';
import type { ScheduledRun } from '../../../shared/contracts/schedules';

const SCHEDULE = {
  ...{ id: 1, documentId: 'schedule1', version: 1, name: 'Every day', status: 'active', cron: '0 6 * * *' },
  ...{ timeZone: 'UTC', presetId: 'preset1', nextRunAt: '2026-01-01T06:00:00.000Z', claimedUntil: null },
  ...{ lastRun: null, judgedRun: null, failures: 0, requesterKind: 'admin-session', requesterId: '1', origin: 'panel' },
  recipients: [{ kind: 'admin-session', id: '2', name: 'Ann' } as RecipientRow],
} as unknown as ScheduleRow;

/** The last run of a schedule whose run an earlier process had begun: the job of its recipient is there already. */
const runAgain = async (made: Partial<JobRow>): Promise<ScheduledRun> => {
  const changes: ScheduleChanges[] = [];
  const told: string[] = [];
  const tell = (message: string): number => told.push(message);
  const input = {
    strapi: { log: { error: tell, warn: tell } },
    store: {
      due: async () => [SCHEDULE],
      byId: async () => SCHEDULE,
      change: async (_schedule: ScheduleRow, change: ScheduleChanges) => changes.push(change) > 0,
    },
    access: { ofCredential: async () => ({ holds: () => true }) },
    presets: { seenBy: async () => ({}), byId: async () => assert.fail('a job that is there is not made again') },
    notices: {},
    parts: () => ({
      store: { byScheduledKey: async () => ({ documentId: 'job1', ...made }), pick: async () => [] },
    }),
  };
  await createScheduleRunsService(input as unknown as ScheduleRunsInput).look();
  assert.deepEqual(told, []);
  return changes.find(({ lastRun }) => lastRun !== undefined)?.lastRun as ScheduledRun;
};

describe('the run of a schedule that is taken up again', () => {
  it('still tells what a recipient was refused with', async () => {
    const refused = { status: 'failed', startedAt: null, errorCode: 'EXPORT_FORBIDDEN', errorMessage: 'No right.' };
    const run = await runAgain(refused as Partial<JobRow>);
    const error = { code: 'EXPORT_FORBIDDEN', message: 'No right.' };
    assert.deepEqual(run.results, [{ recipient: { id: '2', name: 'Ann' }, job: 'job1', error }]);
  });

  it('is no refusal where the job began and failed', async () => {
    const failed = { status: 'failed', startedAt: '2026-01-01T06:00:01.000Z', errorCode: 'EXPORT_STORAGE_FULL' };
    const run = await runAgain(failed as Partial<JobRow>);
    assert.deepEqual(run.results, [{ recipient: { id: '2', name: 'Ann' }, job: 'job1', error: null }]);
  });
});
