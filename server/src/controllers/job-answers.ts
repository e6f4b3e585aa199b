import type { JobAnswer, TicketAnswer } from '../../../shared/contracts/jobs';
import { hashOf } from '../plan/fingerprint';
import { getService } from '../services';
import { prefixOf } from '../services/job-views';
import type { JobRow } from '../services/jobs';
import type { TicketFor } from '../services/tickets';
import { answer, type Calling } from './calling';

/** Answers with a job; 202 tells where to ask for it again. */
export const answerJob = async (calling: Calling, job: JobRow, status = 200): Promise<void> => {
  const { strapi, ctx, origin, access } = calling;
  const data = await getService(strapi, 'jobViews').one(job, access.requester, origin);
  if (status === 202) {
    ctx.set('Location', `${prefixOf(strapi, origin)}/jobs/${data.id}`);
    ctx.set('Retry-After', '1');
  }
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
