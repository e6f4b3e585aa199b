import type { EstimateAnswer, PreviewAnswer } from '../../../shared/contracts/jobs';
import { requestOfBody } from '../request/exporter-request';
import { parsePreviewQuery } from '../request/job-list';
import { checkNoQuery } from '../request/query';
import { getService } from '../services';
import { callerOf } from '../services/callers';
import type { SubmissionMode } from '../services/submissions';
import { type Action, answer, type Calling } from './calling';
import { answerSubmitted, answerTicket } from './job-answers';
import { streamPlan } from './stream-export';

/** @throws ExportError `EXPORT_UNKNOWN_EXPORTER` where the contract does not serve it, and what is wrong with the body */
const requestOf = ({ strapi, ctx, origin }: Calling) => {
  const exporter = getService(strapi, 'exporters').open(origin, (ctx.params as { exporter: string }).exporter);
  return requestOfBody(exporter, ctx.request.body);
};

/** `Prefer: respond-async` (RFC 7240, 4.1). */
const prefersJob = ({ ctx }: Calling): boolean => /(^|,)\s*respond-async\s*(;|,|$)/i.test(ctx.get('prefer'));

const submit = async (calling: Calling, mode: SubmissionMode): Promise<void> => {
  const { strapi, ctx, access, origin, call } = calling;
  checkNoQuery(ctx.query);
  const request = requestOf(calling);
  const submitted = await getService(strapi, 'submissions').submit({ access, origin, request, call }, mode);
  if (submitted.kind === 'file') await streamPlan(calling, submitted.plan, submitted.caller);
  else await answerSubmitted(calling, submitted.job, submitted.isNew);
};

/** The file where it is small, a job where it is not. */
export const submitExport: Action = async (calling) => {
  const isForced = prefersJob(calling);
  if (isForced) calling.ctx.set('Preference-Applied', 'respond-async');
  await submit(calling, isForced ? 'job' : 'auto');
};

/** Always a job; refused where streaming is the better way. */
export const submitLargeExport: Action = (calling) => submit(calling, 'large');

export const estimateExport: Action = async (calling) => {
  const { strapi, ctx, origin, access } = calling;
  checkNoQuery(ctx.query);
  const request = requestOf(calling);
  const data = await getService(strapi, 'samples').estimate(request, callerOf(origin, access));
  answer(ctx, { data } satisfies EstimateAnswer);
};

export const previewExport: Action = async (calling) => {
  const { strapi, ctx, origin, access } = calling;
  const { rows } = parsePreviewQuery(ctx.query);
  const request = requestOf(calling);
  const data = await getService(strapi, 'samples').preview(request, callerOf(origin, access), rows);
  answer(ctx, { data } satisfies PreviewAnswer);
};

/** A link that streams a request which is checked now, and once more when the link is followed. */
export const issueExportTicket: Action = async (calling) => {
  const { strapi, ctx, origin, access } = calling;
  checkNoQuery(ctx.query);
  const request = requestOf(calling);
  await getService(strapi, 'exports').plan(request, callerOf(origin, access));
  await answerTicket(calling, { request });
};
