import assert from 'node:assert/strict';
import type { Job, SubmittedAnswer } from '../../../shared/contracts/jobs';
import { type Answer, errorOf } from '../../support/http';
import { call, setJobs, until } from '../../support/jobs';
import type { Site } from '../../support/site';
import { jsonOf } from './records';

export const API = '/api/export';

export const MANAGER = 'manager@example.com';

/** Requests differ by this, since the same is answered with the same job while it is on its way. */
let asked = 0;

/** Another request each time, for the same hotels. */
export const newRequest = (): { format: string; filters: { rating_to: number } } => {
  asked += 1;
  return { format: 'csv', filters: { rating_to: 5 - asked / 1_000_000 } };
};

/** What a program that asks for a job is answered. */
export const ask = async (site: Site, exporter: string, body: object, email = MANAGER): Promise<Answer> =>
  call(site, 'POST', `${API}/${exporter}`, await site.endUserToken(email), body, { prefer: 'respond-async' });

/** Asks for a job and waits for its end. */
export const ended = async (
  site: Site,
  exporter: string,
  body: object = newRequest(),
  email = MANAGER,
): Promise<{ readonly job: Job; readonly token: string }> => {
  const answer = await ask(site, exporter, body, email);
  assert.ok(answer.status === 202 || answer.status === 200, answer.body.toString());
  const token = await site.endUserToken(email);
  const { data } = jsonOf<SubmittedAnswer>(answer);
  return { token, job: await until(site, data.id, token, { prefix: API }) };
};

/** Likewise, for jobs that come to a file. */
export const completed = async (...input: Parameters<typeof ended>): ReturnType<typeof ended> => {
  const result = await ended(...input);
  assert.equal(result.job.status, 'completed', JSON.stringify(result.job.error));
  return result;
};

export const download = (site: Site, id: string, token: string | null): Promise<Answer> =>
  call(site, 'GET', `${API}/jobs/${id}/download`, token);

/** Status and code of a refusal. */
export const refusalOf = (answer: Answer): [number, string | undefined] => [answer.status, errorOf(answer).code];

/** Lets a file's time be over. */
export const letExpire = (site: Site, id: string): Promise<void> =>
  setJobs(site, { documentId: id }, { expiresAt: new Date(Date.now() - 1_000) });
