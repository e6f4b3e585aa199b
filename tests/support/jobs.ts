import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { mock } from 'node:test';
import type { BackgroundParts, BackgroundService } from '../../server/src/services/background';
import type { Job } from '../../shared/contracts/jobs';
import { isActive, type JobStatus } from '../../shared/job-status';
import { PLUGIN_ID } from '../../shared/plugin-id';
import { AUDIT_ENTRY, JOB } from '../../shared/uids';
import { type Answer, send } from './http';
import type { Site } from './site';

export type Headers = Readonly<Record<string, string>>;

/** A site of this process or of another. */
export type Address = Pick<Site, 'url'>;

/** A call to a site's route; the body is JSON. */
export const call = (
  site: Address,
  method: string,
  route: string,
  authorization: string | null,
  body?: unknown,
  headers: Headers = {},
): Promise<Answer> => send(site.url + route, { method, authorization, body, headers });

// The caller says what it asked for.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export const dataOf = <T>(answer: Answer): T => (JSON.parse(answer.body.toString()) as { data: T }).data;

/** Files of jobs, without the signs of the workers. */
export const filesOf = ({ files }: Site): string[] => readdirSync(files).filter((name) => !name.startsWith('.'));

/** Asks for a job and gives it back. */
export const submit = async (
  site: Address,
  exporter: string,
  authorization: string,
  body: object,
  prefix = '/export',
): Promise<Job> => {
  const answer = await call(site, 'POST', `${prefix}/${exporter}`, authorization, body, { prefer: 'respond-async' });
  assert.ok(answer.status === 202 || answer.status === 200, `${answer.status}: ${answer.body.toString()}`);
  return dataOf<Job>(answer);
};

export const show = async (site: Address, id: string, authorization: string, prefix = '/export'): Promise<Job> => {
  const answer = await call(site, 'GET', `${prefix}/jobs/${id}`, authorization);
  assert.equal(answer.status, 200, answer.body.toString());
  return dataOf<Job>(answer);
};

/** Waits until a job is in a state, or, without one, until nothing more happens to it. */
export const until = async (
  site: Address,
  id: string,
  authorization: string,
  { status, prefix = '/export', seconds = 60 }: { status?: JobStatus; prefix?: string; seconds?: number } = {},
): Promise<Job> => {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    await sleep(50);
    const job = await show(site, id, authorization, prefix);
    if (status === undefined ? !isActive(job.status) : job.status === status) return job;
    assert.ok(Date.now() < end, `${job.status} after ${seconds} s: ${JSON.stringify(job)}`);
    if (status !== undefined) assert.ok(isActive(job.status), `ended ${job.status}: ${JSON.stringify(job.error)}`);
  }
};

export const partsOf = ({ strapi }: Site): BackgroundParts =>
  strapi.plugin(PLUGIN_ID).service<BackgroundService>('background').parts();

/** Keeps workers from beginning jobs while something is done to what waits. */
export const withJobsHeld = async <T>(site: Site, work: () => Promise<T>): Promise<T> => {
  const held = mock.method(partsOf(site).store, 'pending', async () => []);
  try {
    return await work();
  } finally {
    held.mock.restore();
  }
};

export interface AuditRow {
  readonly event: string;
  readonly requester: string | null;
  readonly exporter: string | null;
  readonly jobId: string | null;
  readonly attempt: number | null;
  readonly rows: number | null;
  readonly bytes: string | number | null;
  readonly code: string | null;
  readonly reason: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly filters: unknown;
  readonly level: string;
}

/** The log's lines, oldest first. */
export const auditOf = async ({ strapi }: Site, where: object): Promise<AuditRow[]> =>
  (await strapi.db.query(AUDIT_ENTRY).findMany({ where, orderBy: [{ id: 'asc' }] })) as AuditRow[];

/** Changes records behind the plugin's back, as a crash leaves them. */
export const setJobs = async ({ strapi }: Site, where: object, data: object): Promise<void> => {
  await strapi.db.query(JOB).updateMany({ where, data });
};
