import type { Schedule, ScheduleBody, ShownResult } from '../../../shared/contracts/schedules';
import { ownerColumns, requesterKey } from '../access/credential';
import { ExportError, problem } from '../errors/export-error';
import { nextRun } from '../schedule/cron';
import { paused, type ScheduleRuns } from '../schedule/run-due';
import type { RecipientRow, ScheduleChanges, ScheduleRow, ScheduleStore } from '../schedule/store';
import type { BackgroundParts } from './background';
import type { Actor } from './jobs';
import type { PeopleService } from './people';
import type { PresetsService } from './presets';

export interface SchedulesInput {
  readonly store: ScheduleStore;
  readonly presets: PresetsService;
  readonly people: PeopleService;
  readonly runs: ScheduleRuns;
  parts(): BackgroundParts;
}

type Body = ScheduleBody & { readonly timeZone: string };

/** Schedules that one owner may have. */
const MAX_SCHEDULES = 50;

/** Tries of a compare-and-set against runs that change the same schedule. */
const TRIES = 5;

/** Presets that are exported again and again. A schedule that is not the caller's is answered like one that does not exist. */
export const createSchedulesService = ({ store, presets, people, runs, parts }: SchedulesInput) => {
  const own = async (id: string, { access }: Actor): Promise<ScheduleRow> => {
    const schedule = await store.byId(id);
    if (schedule?.requester === requesterKey(access.requester)) return schedule;
    throw new ExportError('EXPORT_SCHEDULE_NOT_FOUND');
  };

  /** The panel's users by their ids; a job is made under the rights that they have by then. */
  const usersOf = async (ids: readonly string[]): Promise<RecipientRow[]> => {
    const byId = await people.byIds(ids);
    const problems = ids.flatMap((id, at) =>
      byId.has(id)
        ? []
        : [{ field: `recipients.${at}`, rule: 'unknown_user', message: `There is no active user ${id}.` }],
    );
    if (problems.length > 0) throw new ExportError('EXPORT_INVALID_REQUEST', { problems });
    return [...new Set(ids)].map((id) => ({ kind: 'admin-session', id, name: byId.get(id)?.name ?? id }));
  };

  const recipientsOf = async (
    { recipients }: Body,
    { access: { requester }, origin }: Actor,
  ): Promise<RecipientRow[]> => {
    if (recipients === undefined) return [{ kind: requester.kind, id: requester.id, name: requester.name }];
    if (origin === 'panel') return usersOf(recipients);
    throw problem('EXPORT_INVALID_REQUEST', 'recipients', 'not_here', 'Only the panel schedules for others.');
  };

  const contentOf = async (body: Body, actor: Actor) => {
    const { name, preset, cron, timeZone } = body;
    const { documentId: presetId } = await presets.visible(preset, actor);
    return { name, presetId, cron, timeZone, recipients: await recipientsOf(body, actor) };
  };

  const nextOf = ({ cron, timeZone }: Pick<ScheduleRow, 'cron' | 'timeZone'>): Date =>
    nextRun(cron, timeZone, new Date());

  const changing = async (
    id: string,
    actor: Actor,
    change: (schedule: ScheduleRow) => ScheduleChanges,
  ): Promise<ScheduleRow> => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const schedule = await own(id, actor);
      if (await store.change(schedule, change(schedule))) return own(id, actor);
    }
    throw new ExportError('EXPORT_INTERNAL');
  };

  const shownRun = async ({ lastRun }: ScheduleRow): Promise<Schedule['lastRun']> => {
    if (lastRun === null) return null;
    const ids = lastRun.results.flatMap(({ job }) => job ?? []);
    const jobs = await parts().store.pick({ documentId: { $in: ids } }, ['documentId', 'status'], ids.length);
    const statuses = new Map(jobs.map(({ documentId, status }) => [documentId, status]));
    const results = lastRun.results.map((result): ShownResult => ({
      ...result,
      status: statuses.get(result.job ?? '') ?? null,
    }));
    return { ...lastRun, results };
  };

  return {
    own,

    list: ({ access }: Actor, page: { readonly page: number; readonly pageSize: number }) =>
      store.list(requesterKey(access.requester), page),

    create: async (body: Body, actor: Actor): Promise<ScheduleRow> => {
      const { access, origin } = actor;
      const content = await contentOf(body, actor);
      const requester = requesterKey(access.requester);
      if ((await store.count(requester)) >= MAX_SCHEDULES) {
        const message = `You have ${MAX_SCHEDULES} schedules, the most there can be.`;
        throw problem('EXPORT_INVALID_REQUEST', 'name', 'too_many', message);
      }
      const owner = ownerColumns(access.requester, origin);
      return store.create({ ...owner, ...content, status: 'active', failures: 0, nextRunAt: nextOf(content) });
    },

    /** What is written counts from the next run on; failures of what it was before do not count any more. */
    update: async (id: string, body: Body, actor: Actor): Promise<ScheduleRow> => {
      await own(id, actor);
      const content = await contentOf(body, actor);
      return changing(id, actor, ({ status }) => ({
        ...content,
        failures: 0,
        claimedUntil: null,
        nextRunAt: status === 'active' ? nextOf(content) : null,
      }));
    },

    pause: async (id: string, actor: Actor): Promise<ScheduleRow> => {
      return changing(id, actor, ({ status, pausedBy }) => (status === 'paused' ? { pausedBy } : paused('owner')));
    },

    resume: async (id: string, actor: Actor): Promise<ScheduleRow> => {
      // Otherwise the next look would pause it again.
      await presets.visible((await own(id, actor)).presetId, actor);
      return changing(id, actor, (schedule) => ({
        ...{ status: 'active', pausedBy: null, failures: 0, claimedUntil: null },
        nextRunAt: nextOf(schedule),
      }));
    },

    /** Makes the jobs of one run at once, beside the plan. */
    runNow: async (id: string, actor: Actor): Promise<ScheduleRow> => {
      const schedule = await own(id, actor);
      await presets.visible(schedule.presetId, actor);
      await runs.runNow(schedule);
      return own(id, actor);
    },

    /** Jobs that it made stay. */
    remove: async (id: string, actor: Actor): Promise<void> => {
      await store.remove(await own(id, actor));
    },

    view: async (schedule: ScheduleRow, { access, origin }: Actor): Promise<Schedule> => {
      const preset = await presets.seenBy(schedule.presetId, { access, origin });
      const { name, cron, timeZone, status, pausedBy, failures, nextRunAt, createdAt } = schedule;
      return {
        id: schedule.documentId,
        preset: preset === null ? null : { id: preset.documentId, name: preset.name },
        recipients: schedule.recipients.map((one) => ({ id: one.id, name: one.name })),
        lastRun: await shownRun(schedule),
        ...{ name, cron, timeZone, status, pausedBy, failures, nextRunAt, createdAt },
      };
    },
  };
};

export type SchedulesService = ReturnType<typeof createSchedulesService>;
