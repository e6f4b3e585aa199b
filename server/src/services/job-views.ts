import type { Core } from '@strapi/types';
import type { Job, WaitingFor } from '../../../shared/contracts/jobs';
import type { Format } from '../../../shared/formats';
import { ROUTE_PREFIX } from '../../../shared/plugin-id';
import type { Requester } from '../access/access';
import { type Origin, requesterKey } from '../access/credential';
import { type JobRow, requesterOf } from '../job/record';
import type { BackgroundParts } from './background';
import type { ExportersService } from './exporters';

export interface JobViewsInput {
  readonly strapi: Core.Strapi;
  readonly exporters: ExportersService;
  parts(): BackgroundParts;
}

/** The path of a contract's routes. */
export const prefixOf = (strapi: Core.Strapi, origin: Origin): string =>
  origin === 'panel' ? ROUTE_PREFIX : `${strapi.config.get<string>('api.rest.prefix', '/api')}${ROUTE_PREFIX}`;

/** Shows records as their owners and those who may see all of them see them. */
export const createJobViews = ({ strapi, exporters, parts }: JobViewsInput) => {
  const waitingFor = async (job: JobRow): Promise<WaitingFor | null> => {
    if (job.status !== 'pending') return null;
    const { workers, queue } = parts();
    if ((await workers.living()).length === 0) return 'worker';
    if (!(await queue.isReachable())) return 'queue';
    return job.runAfter !== null && new Date(job.runAfter).getTime() > Date.now() ? 'retry' : 'turn';
  };

  const view = (job: JobRow, requester: Requester, origin: Origin, waits: WaitingFor | null): Job => {
    const isOwn = job.requester === requesterKey(requester);
    const { kind, id, name } = requesterOf(job);
    const exporter = exporters.find(job.exporter);
    const hasFile = job.status === 'completed';
    // What ended an earlier attempt is told until the next one has come to something.
    const hasError = job.errorCode !== null && (job.status === 'failed' || job.status === 'pending');
    return {
      id: job.documentId,
      exporter: job.exporter,
      label: exporter === null ? job.exporter : exporters.labelOf(exporter),
      format: job.format as Format,
      status: job.status,
      phase: job.phase,
      waitingFor: waits,
      rowsDone: job.rowsDone,
      rowsTotal: job.rowsTotal,
      isTotalExact: job.isTotalExact ?? false,
      bytes: job.bytes === null ? null : Number(job.bytes),
      attempt: job.attempt,
      request: job.request,
      requestedBy: { kind, id, name },
      isOwn,
      error: hasError ? { code: job.errorCode, message: job.errorMessage ?? '' } : null,
      warnings: job.warnings ?? [],
      leftOut: job.leftOut ?? [],
      notices: job.notices ?? [],
      fileName: job.fileName,
      sha256: job.sha256,
      downloadUrl: hasFile && isOwn ? `${prefixOf(strapi, origin)}/jobs/${job.documentId}/download` : null,
      asOf: job.asOf,
      reusedFrom: job.reusedFrom,
      schedule: job.scheduleId,
      points: job.points === null ? null : Number(job.points),
      createdAt: job.createdAt,
      startedAt: job.startedAt,
      completedAt: job.completedAt,
      runAfter: job.runAfter,
      expiresAt: job.expiresAt,
      expiredBy: job.expiredBy,
    };
  };

  return {
    one: async (job: JobRow, requester: Requester, origin: Origin): Promise<Job> =>
      view(job, requester, origin, await waitingFor(job)),

    /** What the waiting ones wait for is asked once. */
    many: async (jobs: readonly JobRow[], requester: Requester, origin: Origin): Promise<Job[]> => {
      const first = jobs.find(({ status, runAfter }) => status === 'pending' && runAfter === null);
      const shared = first === undefined ? null : await waitingFor(first);
      return Promise.all(
        jobs.map(async (job) => {
          const isShared = job.status === 'pending' && job.runAfter === null;
          return view(job, requester, origin, isShared ? shared : await waitingFor(job));
        }),
      );
    },
  };
};

export type JobViews = ReturnType<typeof createJobViews>;
