import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ensureAdmin, ensureAdminRole, readAndExport } from '../../../playground/scripts/seed/people';
import type { ScheduleRunsService } from '../../../server/src/services/schedule-runs';
import type { Job } from '../../../shared/contracts/jobs';
import type { Preset } from '../../../shared/contracts/presets';
import type { Schedule } from '../../../shared/contracts/schedules';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { JOB, SCHEDULE } from '../../../shared/uids';
import { HOTEL } from '../../support/content';
import { type Answer, errorOf } from '../../support/http';
import { auditOf, call, dataOf, until as untilEnded } from '../../support/jobs';
import type { Site } from '../../support/site';
import { until } from '../../support/until';

const HOUR = 3_600_000;

const NAMES = { properties: { fields: ['name'], locales: ['en', 'fr'] } };

/** Presets that are exported again and again. */
export const schedulesSuite = (site: () => Site): void => {
  let admin = '';
  let adminId = '';
  let editorId = '';
  let editor = '';
  const idOf = async (email: string): Promise<string> => {
    const user = (await site().strapi.db.query('admin::user').findOne({ where: { email } })) as { id: number };
    return String(user.id);
  };
  before(async () => {
    admin = await site().adminToken('admin@example.com');
    editor = await site().adminToken('editor@example.com');
    adminId = await idOf('admin@example.com');
    editorId = await idOf('editor@example.com');
  });

  let made = 0;
  /** Requests differ, since the same is the same job while it runs. */
  const makePreset = async (token: string, columns: readonly string[], prefix = '/export'): Promise<string> => {
    made += 1;
    const request = { format: 'csv', columns, filters: { id: { $lt: 20, $gt: -made } } };
    const body = { name: `Scheduled ${made}`, exporter: HOTEL, request };
    const answer = await call(site(), 'POST', `${prefix}/presets`, token, body);
    assert.equal(answer.status, 201, answer.body.toString());
    return dataOf<Preset>(answer).id;
  };
  const post = (token: string, body: object, prefix = '/export'): Promise<Answer> =>
    call(site(), 'POST', `${prefix}/schedules`, token, body);
  const make = async (changes: object = {}, columns: readonly string[] = ['name']): Promise<Schedule> => {
    const preset = await makePreset(admin, columns);
    const answer = await post(admin, { name: 'Hourly', preset, cron: '0 * * * *', ...changes });
    assert.equal(answer.status, 201, answer.body.toString());
    return dataOf<Schedule>(answer);
  };
  const show = async (id: string, token = admin): Promise<Schedule> =>
    dataOf<Schedule>(await call(site(), 'GET', `/export/schedules/${id}`, token));
  const act = (id: string, what: string, token = admin): Promise<Answer> =>
    call(site(), 'POST', `/export/schedules/${id}/${what}`, token);
  const look = (): Promise<void> => site().strapi.plugin(PLUGIN_ID).service<ScheduleRunsService>('scheduleRuns').look();
  const change = async (id: string, data: object): Promise<void> => {
    await site()
      .strapi.db.query(SCHEDULE)
      .updateMany({ where: { documentId: id }, data });
  };
  const makeDue = (id: string, ago = 1_000): Promise<void> => change(id, { nextRunAt: new Date(Date.now() - ago) });
  const jobsOf = async (id: string): Promise<{ requesterId: string; status: string; errorCode: string | null }[]> =>
    (await site()
      .strapi.db.query(JOB)
      .findMany({ where: { scheduleId: id }, orderBy: [{ id: 'asc' }] })) as never;
  /** Runs what is due, and waits until its jobs have ended and the schedule knows. */
  const run = async (id: string): Promise<Schedule> => {
    const at = (await show(id)).lastRun?.at;
    await makeDue(id);
    await look();
    await until('the run is there', async () => {
      const { lastRun } = await show(id);
      const isRunning = lastRun?.results.some(({ status }) => status === 'pending' || status === 'processing');
      return lastRun !== null && lastRun.at !== at && isRunning !== true;
    });
    return show(id);
  };

  describe('a schedule', () => {
    after(async () => {
      await site().strapi.db.query(SCHEDULE).deleteMany({});
    });

    it('is due when its fields say, in their time zone', async () => {
      const { nextRunAt, recipients, status, preset } = await make({ cron: '30 7 * * *', timeZone: 'Asia/Kolkata' });
      assert.match(nextRunAt ?? '', /T02:00:00\.000Z$/);
      assert.ok(Date.parse(nextRunAt ?? '') > Date.now());
      assert.deepEqual([recipients, status], [[{ id: adminId, name: 'admin@example.com' }], 'active']);
      assert.match(preset?.name ?? '', /^Scheduled/);
    });

    it('is refused naming what is wrong', async () => {
      const preset = await makePreset(admin, ['name']);
      const cases: readonly (readonly [object, number, string | undefined])[] = [
        [{ cron: '61 * * * *' }, 400, 'cron'],
        [{ cron: '* * * *' }, 400, 'cron'],
        [{ cron: '0 0 30 2 *' }, 400, 'cron'],
        [{ cron: '0 0 * * * *' }, 400, 'cron'],
        [{ timeZone: 'Mars/Olympus' }, 400, 'timeZone'],
        [{ preset: 'unknown' }, 404, undefined],
        [{ recipients: [] }, 400, 'recipients'],
        [{ recipients: [adminId, '999999'] }, 400, 'recipients.1'],
        [{ format: 'csv' }, 400, 'format'],
      ];
      for (const [changes, status, field] of cases) {
        const answer = await post(admin, { name: 'Wrong', preset, cron: '0 * * * *', ...changes });
        assert.deepEqual([answer.status, errorOf(answer).field], [status, field], JSON.stringify(changes));
      }
      const forbidden = await post(editor, {
        name: 'Mine',
        preset: await makePreset(editor, ['name']),
        cron: '0 * * * *',
      });
      assert.deepEqual([forbidden.status, errorOf(forbidden).rule], [403, 'no_right']);
    });

    it('is nobody else’s, and does not exist for them', async () => {
      const { id } = await make();
      const answer = await call(site(), 'GET', `/export/schedules/${id}`, editor);
      assert.deepEqual([answer.status, errorOf(answer).code], [404, 'EXPORT_SCHEDULE_NOT_FOUND']);
      assert.deepEqual(dataOf<Schedule[]>(await call(site(), 'GET', '/export/schedules', editor)), []);
      const own = dataOf<Schedule[]>(await call(site(), 'GET', '/export/schedules?pageSize=100', admin));
      assert.ok(own.some((one) => one.id === id));
    });

    it('makes one job for each recipient, under their own rights, however many processes look', async () => {
      const { id } = await make({ recipients: [adminId, editorId] }, ['name', 'email']);
      await makeDue(id);
      await Promise.all(Array.from({ length: 5 }, look));
      await until('both have ended', async () => {
        const jobs = await jobsOf(id);
        return jobs.length === 2 && jobs.every(({ status }) => status === 'completed' || status === 'failed');
      });
      assert.deepEqual(
        (await jobsOf(id)).map(({ requesterId, status, errorCode }) => [requesterId, status, errorCode]),
        [
          [adminId, 'completed', null],
          [editorId, 'failed', 'EXPORT_FIELD_FORBIDDEN'],
        ],
      );
      // The editor finds out why among their own exports.
      const jobs = dataOf<Job[]>(await call(site(), 'GET', '/export/jobs', editor));
      const told = jobs.find(({ schedule }) => schedule === id);
      assert.deepEqual([told?.isOwn, told?.error?.code, told?.downloadUrl], [true, 'EXPORT_FIELD_FORBIDDEN', null]);
      const { lastRun, failures } = await show(id);
      assert.deepEqual(
        lastRun?.results.map(({ recipient, status, error }) => [recipient.name, status, error?.code]),
        [
          ['admin@example.com', 'completed', undefined],
          ['editor@example.com', 'failed', 'EXPORT_FIELD_FORBIDDEN'],
        ],
      );
      assert.equal(failures, 0, 'somebody has a file');
      const lines = await auditOf(site(), { jobId: told?.id });
      assert.deepEqual(
        lines.map(({ event, userAgent }) => [event, userAgent]),
        [['refused', `schedule ${id}`]],
      );
    });

    it('makes one run of many that were missed, and none twice that a process began before it died', async () => {
      const { id } = await make();
      const due = new Date(Date.now() - 10 * HOUR);
      await change(id, { nextRunAt: due });
      await look();
      assert.equal((await jobsOf(id)).length, 1);
      const { nextRunAt, lastRun } = await show(id);
      assert.ok(Date.parse(nextRunAt ?? '') > Date.now());
      assert.equal(lastRun?.at, due.toISOString());
      // As after a crash between making the job and writing that down.
      await change(id, { nextRunAt: due, claimedUntil: new Date(Date.now() - 1) });
      await look();
      assert.equal((await jobsOf(id)).length, 1);
      // As while another process makes the jobs.
      await change(id, { nextRunAt: due, claimedUntil: new Date(Date.now() + HOUR) });
      await look();
      assert.equal((await show(id)).nextRunAt, due.toISOString());
    });

    it('goes on without a recipient who is gone, and says so', async () => {
      const role = await ensureAdminRole(site().strapi, 'leaver', readAndExport(HOTEL, NAMES));
      const user = await ensureAdmin(site().strapi, 'leaver@example.com', role);
      const { id } = await make({ recipients: [String(user.id), adminId] });
      await site()
        .strapi.db.query('admin::user')
        .update({ where: { id: user.id }, data: { isActive: false } });
      const { lastRun } = await run(id);
      assert.deepEqual(
        lastRun?.results.map(({ job, status, error }) => [job === null, status, error?.code]),
        [
          [true, null, 'EXPORT_CREDENTIAL_GONE'],
          [false, 'completed', undefined],
        ],
      );
    });

    it('is paused when its owner is gone or may not schedule any more', async () => {
      const rights = (actions: readonly string[]) =>
        ensureAdminRole(site().strapi, 'planner', [
          ...readAndExport(HOTEL, NAMES),
          ...actions.map((action) => ({ action: `plugin::${PLUGIN_ID}.${action}`, subject: null })),
        ]);
      const role = await rights(['access', 'schedules.manage']);
      const user = await ensureAdmin(site().strapi, 'planner@example.com', role);
      const token = await site().adminToken('planner@example.com');
      const preset = await makePreset(token, ['name']);
      const { id } = dataOf<Schedule>(await post(token, { name: 'Mine', preset, cron: '0 * * * *' }));
      await rights(['access']);
      await makeDue(id);
      await look();
      assert.deepEqual([(await show(id, token)).pausedBy, await jobsOf(id)], ['credential', []]);
      await rights(['access', 'schedules.manage']);
      assert.equal((await act(id, 'resume', token)).status, 200);
      await site()
        .strapi.db.query('admin::user')
        .update({ where: { id: user.id }, data: { isActive: false } });
      await makeDue(id);
      await look();
      const row: unknown = await site()
        .strapi.db.query(SCHEDULE)
        .findOne({ where: { documentId: id } });
      assert.match(JSON.stringify(row), /"status":"paused","pausedBy":"credential".*"nextRunAt":null/);
      assert.deepEqual(await jobsOf(id), []);
    });

    it('is paused without its preset, and cannot be resumed', async () => {
      const schedule = await make();
      await call(site(), 'DELETE', `/export/presets/${schedule.preset?.id ?? ''}`, admin);
      await makeDue(schedule.id);
      await look();
      const { status, pausedBy, preset, nextRunAt } = await show(schedule.id);
      assert.deepEqual([status, pausedBy, preset, nextRunAt], ['paused', 'preset', null, null]);
      assert.equal((await act(schedule.id, 'resume')).status, 404);
    });

    it('is paused after three runs without a file, and its owner is told', async () => {
      const heard: { schedule: { id: string; reason: string } }[] = [];
      const off = site().strapi.eventHub.on('export.schedule-paused', async (news: unknown) => {
        heard.push(news as (typeof heard)[number]);
      });
      try {
        const { id } = await make({ recipients: [editorId] }, ['name', 'email']);
        assert.equal((await run(id)).failures, 1);
        assert.deepEqual([(await run(id)).failures, (await show(id)).status], [2, 'active']);
        const { status, pausedBy, failures, nextRunAt } = await run(id);
        assert.deepEqual([status, pausedBy, failures, nextRunAt], ['paused', 'failures', 3, null]);
        assert.deepEqual(
          heard.map(({ schedule }) => [schedule.id, schedule.reason]),
          [[id, 'failures']],
        );
        assert.equal(dataOf<Schedule>(await act(id, 'resume')).failures, 0);
      } finally {
        off();
      }
    });

    it('forgets failures when somebody has a file again', async () => {
      const { id } = await make();
      await change(id, { failures: 2 });
      assert.equal((await run(id)).lastRun?.results[0]?.status, 'completed');
      await until('the schedule knows', async () => (await show(id)).failures === 0);
    });

    it('is paused, run by hand, resumed, changed and deleted by its owner', async () => {
      const { id, preset } = await make();
      const paused = dataOf<Schedule>(await act(id, 'pause'));
      assert.deepEqual([paused.status, paused.pausedBy, paused.nextRunAt], ['paused', 'owner', null]);
      const ran = dataOf<Schedule>(await act(id, 'run'));
      const job = ran.lastRun?.results[0]?.job ?? '';
      assert.equal((await untilEnded(site(), job, admin)).status, 'completed');
      assert.equal((await show(id)).status, 'paused');
      assert.equal(dataOf<Schedule>(await act(id, 'resume')).status, 'active');
      const body = { name: 'Daily', preset: preset?.id, cron: '0 3 * * *', recipients: [editorId] };
      const changed = dataOf<Schedule>(await call(site(), 'PUT', `/export/schedules/${id}`, admin, body));
      assert.match(changed.nextRunAt ?? '', /T03:00:00\.000Z$/);
      assert.deepEqual([changed.name, changed.recipients[0]?.name], ['Daily', 'editor@example.com']);
      assert.equal((await act(id, 'run', editor)).status, 403);
      assert.equal((await call(site(), 'DELETE', `/export/schedules/${id}`, admin)).status, 204);
      assert.equal((await call(site(), 'GET', `/export/schedules/${id}`, admin)).status, 404);
      assert.equal((await jobsOf(id)).length, 1, 'what it made stays');
    });

    it('of an end user is for them alone', async () => {
      const reader = await site().endUserToken('user@example.com');
      const preset = await makePreset(reader, ['name'], '/api/export');
      const body = { name: 'Nightly', preset, cron: '0 2 * * *' };
      const others = await post(reader, { ...body, recipients: ['1'] }, '/api/export');
      assert.deepEqual([others.status, errorOf(others).rule], [400, 'not_here']);
      const schedule = dataOf<Schedule>(await post(reader, body, '/api/export'));
      await makeDue(schedule.id);
      await look();
      await until('it has run', async () => (await jobsOf(schedule.id))[0]?.status === 'completed');
      assert.ok([401, 403].includes((await call(site(), 'POST', '/api/export/schedules', null, body)).status));
    });
  });
};
