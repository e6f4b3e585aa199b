import type { FetchClient } from '@strapi/strapi/admin';
import type { Exporter, ExporterDetails, ExporterList } from '../../../shared/contracts/exporters';
import type {
  EstimateAnswer,
  HealthAnswer,
  Job,
  JobAnswer,
  JobList,
  TicketAnswer,
} from '../../../shared/contracts/jobs';
import { ROUTE_PREFIX } from '../../../shared/plugin-id';
import type { ExportBody } from './request';

type Estimate = EstimateAnswer['data'];
type Health = HealthAnswer['data'];

export interface StartedJob {
  readonly job: Job;
  /** False where the same export was there already. */
  readonly isNew: boolean;
}

const path = (...parts: readonly string[]): string => [ROUTE_PREFIX, ...parts.map(encodeURIComponent)].join('/');

const job = (id: string, ...rest: readonly string[]): string => path('jobs', id, ...rest);

/** As many as one person's jobs can wait and run at once, and some more. */
const MANY = 100;

/** All that the page asks of the server. */
export const createApi = ({ get, post, del }: FetchClient) => {
  const listJobs = async (params: Readonly<Record<string, number | string>>, signal?: AbortSignal): Promise<JobList> =>
    (await get<JobList>(path('jobs'), { params, ...(signal && { signal }) })).data;

  const ticketUrl = async (route: string, body?: ExportBody): Promise<string> =>
    (await post<TicketAnswer>(route, body)).data.data.url;

  return {
    exporters: async (signal: AbortSignal): Promise<readonly Exporter[]> =>
      (await get<ExporterList>(path('exporters'), { signal })).data.data,

    exporter: async (name: string, signal: AbortSignal): Promise<ExporterDetails['data']> =>
      (await get<ExporterDetails>(path('exporters', name), { signal })).data.data,

    estimate: async (name: string, body: ExportBody, signal: AbortSignal): Promise<Estimate> =>
      (await post<EstimateAnswer>(path(name, 'estimate'), body, { signal })).data.data,

    /** The address of a small export, made while it is downloaded. */
    exportTicket: (name: string, body: ExportBody): Promise<string> => ticketUrl(path(name, 'tickets'), body),

    /** Starts a job, however small. The panel's client keeps back the status that tells a new job from one that was there. */
    startJob: async (name: string, body: ExportBody): Promise<StartedJob> => {
      const active = await listJobs({ page: 1, pageSize: MANY, status: 'active' });
      const headers = { Prefer: 'respond-async' };
      const { data } = (await post<JobAnswer>(path(name), body, { headers })).data;
      const isNew = data.reusedFrom === null && active.data.every(({ id }) => id !== data.id);
      return { job: data, isNew };
    },

    jobs: (page: number, pageSize: number, signal: AbortSignal): Promise<JobList> =>
      listJobs({ page, pageSize }, signal),

    jobTicket: (id: string): Promise<string> => ticketUrl(job(id, 'tickets')),

    cancel: async (id: string): Promise<void> => {
      await post(job(id, 'cancel'));
    },

    retry: async (id: string): Promise<void> => {
      await post(job(id, 'retry'));
    },

    rerun: async (id: string): Promise<void> => {
      await post(job(id, 'rerun'));
    },

    remove: async (id: string): Promise<void> => {
      await del(job(id));
    },

    health: async (signal: AbortSignal): Promise<Health> =>
      (await get<HealthAnswer>(path('health'), { signal })).data.data,
  };
};

export type Api = ReturnType<typeof createApi>;
