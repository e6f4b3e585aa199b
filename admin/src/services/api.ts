import type { FetchClient } from '@strapi/strapi/admin';
import type { AuditList, AuditQuery } from '../../../shared/contracts/audit';
import type { Exporter, ExporterDetails, ExporterList } from '../../../shared/contracts/exporters';
import type { HealthAnswer } from '../../../shared/contracts/health';
import type {
  Deletable,
  EstimateAnswer,
  Job,
  JobAnswer,
  JobHistory,
  JobMoment,
  JobList,
  PreviewAnswer,
  SubmittedAnswer,
  TicketAnswer,
} from '../../../shared/contracts/jobs';
import type { Recipient, RecipientList, RoleList, ShareableRole } from '../../../shared/contracts/people';
import type { Preset, PresetAnswer, PresetBody, PresetList } from '../../../shared/contracts/presets';
import type { Schedule, ScheduleAnswer, ScheduleBody, ScheduleList } from '../../../shared/contracts/schedules';
import type { Settings, SettingsAnswer } from '../../../shared/contracts/settings';
import type { ExportEvent } from '../../../shared/events';
import { ROUTE_PREFIX } from '../../../shared/plugin-id';
import { createPointsApi } from './points-api';
import type { ExportBody } from './request';

export type Estimate = EstimateAnswer['data'];
export type Preview = PreviewAnswer['data'];
export type Health = HealthAnswer['data'];

interface Webhook {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly events: readonly ExportEvent[];
}

const PREVIEW_ROWS = 10;

const path = (...parts: readonly string[]): string => [ROUTE_PREFIX, ...parts.map(encodeURIComponent)].join('/');

const job = (id: string, ...rest: readonly string[]): string => path('jobs', id, ...rest);

/**
 * All that the page asks of the server.
 *
 * @param reads what is asked with it may end with the page
 * @param writes what is asked with it goes on when the page is left
 */
export const createApi = (reads: FetchClient, writes: FetchClient) => {
  const ticketUrl = async (route: string, body?: ExportBody): Promise<string> =>
    (await writes.post<TicketAnswer>(route, body)).data.data.url;

  return {
    points: createPointsApi(reads, writes),

    exporters: async (signal: AbortSignal): Promise<readonly Exporter[]> =>
      (await reads.get<ExporterList>(path('exporters'), { signal })).data.data,

    /** @param below the path whose columns are read; left out for the exporter's own */
    exporter: async (name: string, signal: AbortSignal, below = ''): Promise<ExporterDetails['data']> => {
      const params = below === '' ? {} : { path: below };
      return (await reads.get<ExporterDetails>(path('exporters', name), { signal, params })).data.data;
    },

    estimate: async (name: string, body: ExportBody, signal: AbortSignal): Promise<Estimate> =>
      (await reads.post<EstimateAnswer>(path(name, 'estimate'), body, { signal })).data.data,

    /** The first rows, as the file would have them. */
    preview: async (name: string, body: ExportBody, signal: AbortSignal): Promise<Preview> => {
      const params = { rows: PREVIEW_ROWS };
      return (await reads.post<PreviewAnswer>(path(name, 'preview'), body, { signal, params })).data.data;
    },

    /** The address of a small export, made while it is downloaded. */
    exportTicket: (name: string, body: ExportBody): Promise<string> => ticketUrl(path(name, 'tickets'), body),

    /** Starts a job, however small. */
    startJob: async (name: string, body: ExportBody): Promise<SubmittedAnswer> =>
      (await writes.post<SubmittedAnswer>(path(name), body, { headers: { Prefer: 'respond-async' } })).data,

    jobs: async (page: number, pageSize: number, signal: AbortSignal): Promise<JobList> =>
      (await reads.get<JobList>(path('jobs'), { params: { page, pageSize }, signal })).data,

    job: async (id: string, signal: AbortSignal): Promise<Job> =>
      (await reads.get<JobAnswer>(job(id), { signal })).data.data,

    jobHistory: async (id: string, signal: AbortSignal): Promise<readonly JobMoment[]> =>
      (await reads.get<JobHistory>(job(id, 'history'), { signal })).data.data,

    log: async (query: AuditQuery, signal: AbortSignal): Promise<AuditList> =>
      (await reads.get<AuditList>(path('audit'), { params: query, signal })).data,

    jobTicket: (id: string): Promise<string> => ticketUrl(job(id, 'tickets')),

    cancel: async (id: string): Promise<Job> => (await writes.post<JobAnswer>(job(id, 'cancel'))).data.data,

    retry: async (id: string): Promise<Job> => (await writes.post<JobAnswer>(job(id, 'retry'))).data.data,

    rerun: async (id: string): Promise<SubmittedAnswer> => (await writes.post<SubmittedAnswer>(job(id, 'rerun'))).data,

    remove: async (id: string, what: Deletable): Promise<void> => {
      await writes.del(job(id), { params: { what } });
    },

    presets: async (page: number, pageSize: number, signal: AbortSignal): Promise<PresetList> =>
      (await reads.get<PresetList>(path('presets'), { params: { page, pageSize }, signal })).data,

    preset: async (id: string, signal: AbortSignal): Promise<Preset> =>
      (await reads.get<PresetAnswer>(path('presets', id), { signal })).data.data,

    createPreset: async (body: PresetBody): Promise<Preset> =>
      (await writes.post<PresetAnswer>(path('presets'), body)).data.data,

    updatePreset: async (id: string, body: PresetBody): Promise<Preset> =>
      (await writes.put<PresetAnswer>(path('presets', id), body)).data.data,

    removePreset: async (id: string): Promise<void> => {
      await writes.del(path('presets', id));
    },

    runPreset: async (id: string): Promise<SubmittedAnswer> =>
      (await writes.post<SubmittedAnswer>(path('presets', id, 'run'))).data,

    schedules: async (page: number, pageSize: number, signal: AbortSignal): Promise<ScheduleList> =>
      (await reads.get<ScheduleList>(path('schedules'), { params: { page, pageSize }, signal })).data,

    createSchedule: async (body: ScheduleBody): Promise<Schedule> =>
      (await writes.post<ScheduleAnswer>(path('schedules'), body)).data.data,

    updateSchedule: async (id: string, body: ScheduleBody): Promise<Schedule> =>
      (await writes.put<ScheduleAnswer>(path('schedules', id), body)).data.data,

    removeSchedule: async (id: string): Promise<void> => {
      await writes.del(path('schedules', id));
    },

    actOnSchedule: async (id: string, action: 'pause' | 'resume' | 'run'): Promise<Schedule> =>
      (await writes.post<ScheduleAnswer>(path('schedules', id, action))).data.data,

    roles: async (signal: AbortSignal): Promise<readonly ShareableRole[]> =>
      (await reads.get<RoleList>(path('roles'), { signal })).data.data,

    recipients: async (search: string, signal: AbortSignal): Promise<readonly Recipient[]> =>
      (await reads.get<RecipientList>(path('recipients'), { params: { search }, signal })).data.data,

    settings: async (signal: AbortSignal): Promise<Settings> =>
      (await reads.get<SettingsAnswer>(path('settings'), { signal })).data.data,

    /** By Strapi's own route, which checks the address. */
    createWebhook: async (webhook: Webhook): Promise<void> => {
      await writes.post('/admin/webhooks', webhook);
    },

    health: async (signal: AbortSignal): Promise<Health> =>
      (await reads.get<HealthAnswer>(path('health'), { signal })).data.data,
  };
};

export type Api = ReturnType<typeof createApi>;
