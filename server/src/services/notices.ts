import type { Core } from '@strapi/types';
import type { PauseReason } from '../../../shared/contracts/schedules';
import { EXPORT_EVENTS, type ExportEvent } from '../../../shared/events';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { configOf } from '../config';
import type { JobRow } from '../job/record';
import { type Channel, type JobNews, tellAll } from '../notify/notices';
import type { ScheduleRow } from '../schedule/store';
import type { BackgroundParts } from './background';

export interface NoticesInput {
  readonly strapi: Core.Strapi;
  parts(): BackgroundParts;
}

interface WebhookStore {
  addAllowedEvent(key: string, value: string): void;
}

interface EmailService {
  send(message: Readonly<Record<string, string>>): Promise<unknown>;
}

/** Lets webhooks be made for the plugin's events. */
export const allowWebhookEvents = (strapi: Core.Strapi): void => {
  const store = strapi.get<WebhookStore>('webhookStore');
  for (const event of EXPORT_EVENTS) store.addAllowedEvent(event.toUpperCase().replace(/\W/g, '_'), event);
};

const ACCOUNTS: ReadonlyMap<string, string> = new Map([
  ['admin-session', 'admin::user'],
  ['end-user', 'plugin::users-permissions.user'],
]);

/** Where whoever asked is reached; tokens have no address of their own. */
const addressOf = async (strapi: Core.Strapi, { kind, id }: JobNews['requester']): Promise<string | null> => {
  const uid = ACCOUNTS.get(kind);
  if (uid === undefined) return null;
  const account = (await strapi.db.query(uid).findOne({ where: { id: Number(id) }, select: ['email'] })) as {
    email?: string;
  } | null;
  return account?.email ?? null;
};

const subjectOf = ({ status, exporter }: JobNews): string =>
  status === 'completed' ? `Your export of ${exporter} is ready` : `Your export of ${exporter} has failed`;

const pageOf = (strapi: Core.Strapi): string =>
  `${strapi.config.get<string>('admin.absoluteUrl', '/admin')}/plugins/${PLUGIN_ID}`;

/** A link to the page, never to the file: whoever reads the mail must sign in. */
const textOf = (strapi: Core.Strapi, news: JobNews): string => {
  const { status, rows, expiresAt, error, requester } = news;
  const where = requester.kind === 'admin-session' ? ` Find it at ${pageOf(strapi)}.` : ` Its number is ${news.id}.`;
  if (status === 'failed') return `${error?.message ?? 'It failed.'}${where}`;
  const until = expiresAt === null ? '' : ` The file is kept until ${new Date(expiresAt).toISOString()}.`;
  return `${rows} rows were exported.${until}${where}`;
};

const PAUSED: Readonly<Record<PauseReason, string>> = {
  owner: 'You paused it.',
  failures: 'Three runs in a row gave nobody a file.',
  credential: 'Your account or token may not schedule exports any more.',
  preset: 'Its preset is gone, or is not shared with you any more.',
};

const newsOf = (job: JobRow, status: JobNews['status']): JobNews => ({
  id: job.documentId,
  exporter: job.exporter,
  format: job.format,
  status,
  rows: job.rowsDone,
  bytes: job.bytes === null ? null : Number(job.bytes),
  requester: { kind: job.requesterKind, id: job.requesterId },
  error: job.errorCode === null ? null : { code: job.errorCode, message: job.errorMessage ?? '' },
  completedAt: job.completedAt,
  expiresAt: job.expiresAt,
});

/** Tells of jobs that have ended. A notice that fails is written on the job, and fails nothing. */
export const createNoticesService = ({ strapi, parts }: NoticesInput) => {
  const events: Channel = {
    name: 'event',
    send: async (news) => {
      await strapi.eventHub.emit(`export.${news.status}` satisfies ExportEvent, { job: news });
    },
  };
  /** Nothing is sent to whoever has no address. */
  const sendMail = async (whom: JobNews['requester'], subject: string, text: string): Promise<void> => {
    const to = await addressOf(strapi, whom);
    if (to === null) return;
    const { from, replyTo } = configOf(strapi).notify.email;
    const sender = { ...(from !== undefined && { from }), ...(replyTo !== undefined && { replyTo }) };
    await strapi
      .plugin('email')
      .service<EmailService>('email')
      .send({ to, subject, text, ...sender });
  };

  const email: Channel = {
    name: 'email',
    send: (news) => sendMail(news.requester, subjectOf(news), textOf(strapi, news)),
  };

  const tellPaused = async (schedule: ScheduleRow, reason: PauseReason): Promise<void> => {
    const { documentId: id, name, requesterKind: kind, requesterId } = schedule;
    const owner = { kind, id: requesterId };
    await strapi.eventHub.emit('export.schedule-paused' satisfies ExportEvent, {
      schedule: { id, name, reason, owner },
    });
    if (!configOf(strapi).notify.email.enabled) return;
    const text = `${PAUSED[reason]} Look at it at ${pageOf(strapi)}.`;
    await sendMail(owner, `Your scheduled export ${name} is paused`, text);
  };

  const tell = async (jobId: string): Promise<void> => {
    const { store } = parts();
    const job = await store.byId(jobId);
    if (job === null || (job.status !== 'completed' && job.status !== 'failed')) return;
    const channels = configOf(strapi).notify.email.enabled ? [events, email] : [events];
    const failed = await tellAll(channels, newsOf(job, job.status));
    if (failed.length > 0) await store.note(job, { notices: [...(job.notices ?? []), ...failed] });
  };

  return {
    /** Never throws, and is not waited for. */
    onEnd: (jobId: string): void => {
      tell(jobId).catch((error: unknown) => {
        strapi.log.error(`[export] Nobody could be told of job ${jobId}: ${(error as Error).message}`);
      });
    },

    /** Never throws, and is not waited for. */
    onSchedulePaused: (schedule: ScheduleRow, reason: PauseReason): void => {
      tellPaused(schedule, reason).catch((error: unknown) => {
        const { documentId } = schedule;
        strapi.log.error(`[export] Nobody could be told of schedule ${documentId}: ${(error as Error).message}`);
      });
    },
  };
};

export type NoticesService = ReturnType<typeof createNoticesService>;
