import type { Core } from '@strapi/types';
import type { Context } from 'koa';
import type { Requester } from '../access/access';
import { ExportError } from '../errors/export-error';
import { getService } from '../services';
import { callerOf } from '../services/callers';
import type { Link } from '../services/downloads';
import type { JobRow } from '../services/jobs';
import type { TicketRow } from '../services/tickets';
import { answerErrors } from './answer-errors';
import { type Calling, callOf, isRefusal, loggingRefusals } from './calling';
import { writing } from './report-broken';
import { streamPlan } from './stream-export';

type Call = Pick<Calling, 'ctx' | 'call'> & { readonly strapi: Core.Strapi };

/** Answers with a job's file, or the range of it that is asked for. */
export const sendJob = async ({ strapi, ctx, call }: Call, job: JobRow, link?: Link): Promise<void> => {
  const { req: request, res: response } = ctx;
  await writing(strapi, ctx, `job ${job.documentId}`, () =>
    getService(strapi, 'downloads').send(job, { request, response, call, ...(link && { link }) }),
  );
};

const invalid = (): ExportError => new ExportError('EXPORT_TICKET_INVALID');

const isUsed = ({ usedAt }: TicketRow): boolean => usedAt !== null;

/** A download that was begun may be gone on with, by whoever has its entity tag: the link alone may be in a log. */
const isResumed = (ctx: Context, tag: string): boolean => ctx.get('range') !== '' && ctx.get('if-range') === tag;

/** Whom a link was given to. */
const aboutOf = ({ credential, origin }: TicketRow) => ({ requester: { ...credential, name: credential.id }, origin });

/** What counts is where the link is followed from: it may have been sent on. */
const checkAddress = ({ strapi, call }: Call, requester: Requester, exporter: string): void =>
  getService(strapi, 'addresses').check({ ip: call.ip, requester, exporter });

const followToJob = async (calling: Call, ticket: TicketRow): Promise<void> => {
  const { strapi, ctx } = calling;
  const tickets = getService(strapi, 'tickets');
  const entityTag = `"${ticket.resumeTag}"`;
  if (isUsed(ticket) && !isResumed(ctx, entityTag)) throw invalid();
  const job = await tickets.jobOf(ticket);
  if (job === null) throw invalid();
  const about = { ...aboutOf(ticket), exporter: job.exporter, jobId: job.documentId };
  await loggingRefusals(
    calling,
    isRefusal,
    () => about,
    async () => {
      const { requester } = await getService(strapi, 'access').ofCredential(ticket.credential);
      checkAddress(calling, requester, job.exporter);
    },
  );
  await sendJob(calling, job, {
    entityTag,
    begin: async () => {
      if (!isUsed(ticket)) await tickets.redeem(ticket);
    },
  });
};

const followToRequest = async (calling: Call, ticket: TicketRow): Promise<void> => {
  const { strapi, ctx, call } = calling;
  const { credential, origin, request } = ticket;
  if (request === null || isUsed(ticket)) throw invalid();
  const exports = getService(strapi, 'exports');
  const caller = callerOf(origin, await getService(strapi, 'access').ofCredential(credential));
  getService(strapi, 'exporters').open(origin, request.exporter);
  checkAddress(calling, caller.access.requester, request.exporter);
  const plan = await exports.plan(request, caller);
  // Looking does not use a ticket: some clients ask for the headers first.
  if (ctx.method !== 'HEAD') await getService(strapi, 'tickets').redeem(ticket);
  await streamPlan({ strapi, ctx, origin, call }, plan, caller);
};

/** What a job's file is refused with is in the log already. */
const followLogged = async (calling: Call, ticket: TicketRow): Promise<void> => {
  const { request } = ticket;
  const about = { ...aboutOf(ticket), ...(request !== null && { exporter: request.exporter }) };
  await loggingRefusals(
    calling,
    isRefusal,
    () => about,
    () => followToRequest(calling, ticket),
  );
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
    await (ticket.jobId === null ? followLogged : followToJob)(calling, ticket);
  });
