import type { Job, JobAnswer, SubmittedAnswer, TicketAnswer } from '../../../shared/contracts/jobs';
import { hashOf } from '../plan/fingerprint';
import { getService } from '../services';
import { prefixOf } from '../services/job-views';
import type { JobRow } from '../services/jobs';
import type { TicketFor } from '../services/tickets';
import { answer, type Calling } from './calling';

const viewOf = ({ strapi, access, origin }: Calling, job: JobRow): Promise<Job> =>
  getService(strapi, 'jobViews').one(job, access.requester, origin);

/** 202 tells where to ask for the job again. */
const accept = ({ strapi, ctx, origin }: Calling, { id }: Job): void => {
  ctx.set('Location', `${prefixOf(strapi, origin)}/jobs/${id}`);
  ctx.set('Retry-After', '1');
};

/** Answers a request for a job. */
export const answerSubmitted = async (calling: Calling, job: JobRow, isNew: boolean): Promise<void> => {
  const data = await viewOf(calling, job);
  if (isNew) accept(calling, data);
  answer(calling.ctx, { data, meta: { isNew } } satisfies SubmittedAnswer, isNew ? 202 : 200);
};

/** Answers with a job. */
export const answerJob = async (calling: Calling, job: JobRow, status: 200 | 202 = 200): Promise<void> => {
  const { ctx } = calling;
  const data = await viewOf(calling, job);
  if (status === 202) accept(calling, data);
  answer(ctx, { data } satisfies JobAnswer, status);
  if (ctx.method !== 'GET') return;
  // Whoever polls is told in a few bytes that nothing has changed.
  ctx.set('ETag', `W/"${hashOf(data).slice(0, 32)}"`);
  if (ctx.fresh) {
    ctx.status = 304;
    ctx.body = null;
  }
};

export const answerTicket = async ({ strapi, ctx, origin, access }: Calling, what: TicketFor): Promise<void> => {
  const { token, expiresAt } = await getService(strapi, 'tickets').issue(access, origin, what);
  const url = `${prefixOf(strapi, origin)}/downloads/${token}`;
  answer(ctx, { data: { url, expiresAt: expiresAt.toISOString() } } satisfies TicketAnswer, 201);
};
