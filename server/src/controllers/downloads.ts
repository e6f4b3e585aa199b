import type { Core } from '@strapi/types';
import type { Context } from 'koa';
import { ExportError } from '../errors/export-error';
import { getService } from '../services';
import { callerOf } from '../services/callers';
import type { JobRow } from '../services/jobs';
import type { TicketRow } from '../services/tickets';
import { entityTag } from '../sink/stored-file';
import { answerErrors } from './answer-errors';
import { type Calling, callOf } from './calling';
import { writing } from './report-broken';
import { streamPlan } from './stream-export';

type Call = Pick<Calling, 'ctx' | 'call'> & { readonly strapi: Core.Strapi };

/** Answers with a job's file, or the range of it that is asked for. */
export const sendJob = async ({ strapi, ctx, call }: Call, job: JobRow): Promise<void> => {
  const { req: request, res: response } = ctx;
  await writing(strapi, ctx, `job ${job.documentId}`, () =>
    getService(strapi, 'downloads').send(job, { request, response, call }),
  );
};

const invalid = (): ExportError => new ExportError('EXPORT_TICKET_INVALID');

/** A download that was begun may be gone on with, and nothing else: by a range of the very same file. */
const checkResume = (ctx: Context, job: JobRow): void => {
  const isResume = ctx.get('range') !== '' && ctx.get('if-range') === entityTag({ sha256: job.sha256 ?? '' });
  if (!isResume) throw invalid();
};

const redeemForJob = async (calling: Call, ticket: TicketRow): Promise<void> => {
  const { strapi, ctx } = calling;
  const tickets = getService(strapi, 'tickets');
  const job = await tickets.jobOf(ticket);
  if (job === null) throw invalid();
  // Looking does not use a ticket: some clients ask for the headers first.
  if (ctx.method !== 'HEAD' && !(await tickets.redeem(ticket))) checkResume(ctx, job);
  await sendJob(calling, job);
};

const redeemForRequest = async (calling: Call, ticket: TicketRow): Promise<void> => {
  const { strapi, ctx, call } = calling;
  const { credential, origin, request } = ticket;
  if (request === null) throw invalid();
  if (ctx.method !== 'HEAD' && !(await getService(strapi, 'tickets').redeem(ticket))) throw invalid();
  const exports = getService(strapi, 'exports');
  const caller = callerOf(origin, await getService(strapi, 'access').ofCredential(credential));
  exports.checkOpen(origin, request.exporter);
  await streamPlan({ strapi, ctx, origin, call }, await exports.plan(request, caller), caller);
};

/** Follows a link: the credential that it was issued to is looked up again, and its rights are those of this moment. */
export const redeemTicket = (strapi: Core.Strapi) =>
  answerErrors(async (ctx: Context) => {
    const calling = { strapi, ctx, call: callOf(ctx) };
    // Also an error's answer belongs to this link alone.
    ctx.set('Cache-Control', 'private, no-store');
    const { ticket: token } = ctx.params as { ticket: string };
    const ticket = await getService(strapi, 'tickets').look(token);
    if (ticket === null) throw invalid();
    await (ticket.jobId === null ? redeemForRequest : redeemForJob)(calling, ticket);
  });
