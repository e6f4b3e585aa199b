import type { Core } from '@strapi/types';
import type { PauseReason, ScheduledResult } from '../../../shared/contracts/schedules';
import type { Access } from '../access/access';
import { requesterKey } from '../access/credential';
import { ExportError } from '../errors/export-error';
import type { JobRow } from '../job/record';
import type { PresetRow } from '../preset/store';
import { createScheduleRuns } from '../schedule/run-due';
import type { RecipientRow, ScheduleRow, ScheduleStore } from '../schedule/store';
import type { AccessService } from './access';
import type { BackgroundParts } from './background';
import type { NoticesService } from './notices';
import type { PresetsService } from './presets';
import type { Submission, Submissions } from './submissions';

export interface ScheduleRunsInput {
  readonly strapi: Core.Strapi;
  readonly store: ScheduleStore;
  readonly access: AccessService;
  readonly presets: PresetsService;
  readonly submissions: Submissions;
  readonly notices: NoticesService;
  parts(): BackgroundParts;
}

const errorOf = ({ code, message }: ExportError): ScheduledResult['error'] => ({ code, message });

/** What the job of a recipient was refused with by whoever made it; one that began and failed says so itself. */
const refusalOf = ({ status, startedAt, errorCode, errorMessage }: JobRow): ScheduledResult['error'] =>
  status === 'failed' && startedAt === null && errorCode !== null
    ? { code: errorCode, message: errorMessage ?? '' }
    : null;

/** Runs schedules with what this site has: credentials, presets, jobs. */
export const createScheduleRunsService = (input: ScheduleRunsInput) => {
  const { strapi, store, access, presets, submissions, notices, parts } = input;

  /** The rights of a credential, or why it has none any more. */
  const accessOf = async (credential: Pick<RecipientRow, 'kind' | 'id'>): Promise<Access | ExportError> => {
    try {
      return await access.ofCredential(credential);
    } catch (error) {
      if (error instanceof ExportError) return error;
      throw error;
    }
  };

  const reasonToPause = async (schedule: ScheduleRow): Promise<PauseReason | null> => {
    const { requesterKind: kind, requesterId: id, origin } = schedule;
    const owner = await accessOf({ kind, id });
    if (owner instanceof ExportError) return 'credential';
    if (origin === 'panel' && !owner.holds('schedules.manage')) return 'credential';
    return (await presets.seenBy(schedule.presetId, { access: owner, origin })) === null ? 'preset' : null;
  };

  /** A refusal that its recipient finds among their exports, and is told of like of any that failed. */
  const refuse = async (submission: Submission, error: ExportError): Promise<string> => {
    const { documentId } = await submissions.refuse(submission, error);
    notices.onEnd(documentId);
    return documentId;
  };

  /** Asks under the recipient's own rights of now, for what the preset means today. */
  const ask = async (submission: Submission, preset: PresetRow): Promise<Pick<ScheduledResult, 'job' | 'error'>> => {
    try {
      const submitted = await submissions.submit({ ...submission, request: presets.requestOf(preset) }, 'job');
      return { job: submitted.kind === 'job' ? submitted.job.documentId : null, error: null };
    } catch (error) {
      if (!(error instanceof ExportError)) throw error;
      return { job: await refuse(submission, error), error: errorOf(error) };
    }
  };

  const makeJob = async (schedule: ScheduleRow, recipient: RecipientRow, at: string): Promise<ScheduledResult> => {
    const named = { recipient: { id: recipient.id, name: recipient.name } };
    const { documentId: scheduleId, origin, presetId } = schedule;
    const scheduledKey = `${scheduleId}:${at}:${requesterKey(recipient)}`;
    const made = await parts().store.byScheduledKey(scheduledKey);
    if (made !== null) return { ...named, job: made.documentId, error: refusalOf(made) };
    const rights = await accessOf(recipient);
    if (rights instanceof ExportError) return { ...named, job: null, error: errorOf(rights) };
    const preset = await presets.byId(presetId);
    // The next look finds that, too, and pauses the schedule.
    if (preset === null) throw new ExportError('EXPORT_PRESET_NOT_FOUND');
    const call = { ip: null, userAgent: `schedule ${scheduleId}` };
    const scheduled = { scheduleId, scheduledKey };
    return { ...named, ...(await ask({ access: rights, origin, request: preset.request, call, scheduled }, preset)) };
  };

  const runs = createScheduleRuns({
    store,
    reasonToPause,
    makeJob,
    statusesOf: async (jobs) => {
      const rows = await parts().store.pick({ documentId: { $in: [...jobs] } }, ['status'], jobs.length);
      return rows.map(({ status }) => status);
    },
    onPaused: notices.onSchedulePaused,
    log: strapi.log,
  });

  const judgeRunOf = async (jobId: string): Promise<void> => {
    const job = await parts().store.byId(jobId);
    const schedule = job?.scheduleId == null ? null : await store.byId(job.scheduleId);
    if (schedule !== null) await runs.judge(schedule);
  };

  return {
    ...runs,

    /** Never throws, and is not waited for. What gets lost is judged with the next run. */
    onJobEnd: (jobId: string): void => {
      judgeRunOf(jobId).catch((error: unknown) => {
        strapi.log.error(`[export] The schedule of job ${jobId} does not know of its end: ${(error as Error).message}`);
      });
    },
  };
};

export type ScheduleRunsService = ReturnType<typeof createScheduleRunsService>;
