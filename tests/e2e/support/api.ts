import assert from 'node:assert/strict';
import { PASSWORD } from '../../../playground/scripts/seed/people';
import { ACTIVE_STATUSES } from '../../../shared/job-status';
import type { Job, JobAnswer, JobList, SubmittedAnswer } from '../../../shared/contracts/jobs';
import { until } from '../../support/until';
import { siteUrl } from './browser';

/** Rows of orders that `scripts/test-e2e.mjs` writes. */
export const ORDERS = 600_000;

/** Their number as the panel shows it. */
export const ORDERS_TEXT = ORDERS.toLocaleString('en');

export const ORDER = 'api::order.order';
export const HOTEL = 'api::hotel.hotel';

interface Answered {
  readonly status: number;
  readonly body: unknown;
}

const read = async (response: Response): Promise<Answered> => {
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
};

const signIn = async (): Promise<string> => {
  const { status, body } = await read(
    await fetch(`${siteUrl()}/admin/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'admin@example.com', password: PASSWORD }),
    }),
  );
  assert.equal(status, 200, JSON.stringify(body));
  return (body as { data: { token: string } }).data.token;
};

let token: Promise<string> | undefined;

/** Asks the server behind the page's back, as the administrator whose page is looked at. */
export const call = async (method: string, path: string, body?: object): Promise<Answered> => {
  token ??= signIn();
  const headers = { authorization: `Bearer ${await token}`, 'content-type': 'application/json' };
  const options = { method, headers: { ...headers, prefer: 'respond-async' } };
  return read(await fetch(`${siteUrl()}${path}`, { ...options, ...(body && { body: JSON.stringify(body) }) }));
};

/** The administrator's newest jobs. */
export const listJobs = async (): Promise<readonly Job[]> => {
  const { body } = await call('GET', '/export/jobs?pageSize=100');
  return (body as JobList).data;
};

export const readJob = async (id: string): Promise<Job> => {
  const { status, body } = await call('GET', `/export/jobs/${id}`);
  assert.equal(status, 200, JSON.stringify(body));
  return (body as JobAnswer).data;
};

export const submit = async (exporter: string, body: object): Promise<Job> => {
  const { status, body: answer } = await call('POST', `/export/${exporter}`, body);
  assert.equal(status, 202, JSON.stringify(answer));
  return (answer as SubmittedAnswer).data;
};

export const isStatus = async (id: string, ...statuses: readonly Job['status'][]): Promise<boolean> =>
  statuses.includes((await readJob(id)).status);

/** A small job that has ended; `number` tells it from others. */
export const finishedJob = async (number: number): Promise<string> => {
  const { id } = await submit(HOTEL, { format: 'csv', filters: { id: { $gt: -number } } });
  await until(`the job ${number} is ready`, () => isStatus(id, 'completed'));
  return id;
};

/** Jobs of many seconds each, of which the first two take all places that one person's jobs have. */
export const fillPlaces = async (count: number): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    const { id } = await submit(ORDER, { format: 'xlsx', filters: { id: { $gt: -number } } });
    ids.push(id);
  }
  const [first = '', second = ''] = ids;
  await until('both places are taken', async () => {
    return (await isStatus(first, 'processing')) && (await isStatus(second, 'processing'));
  });
  return ids;
};

export const cancel = async (id: string): Promise<void> => {
  await call('POST', `/export/jobs/${id}/cancel`);
};

/** Leaves the administrator without jobs. */
export const clearJobs = async (): Promise<void> => {
  for (const { id, status } of await listJobs()) {
    if (ACTIVE_STATUSES.includes(status)) await cancel(id);
    await call('DELETE', `/export/jobs/${id}?what=file`);
    await call('DELETE', `/export/jobs/${id}?what=record`);
  }
  const left = await listJobs();
  assert.deepEqual(left, [], 'jobs are left');
};
