import type { JobHistory, JobList } from '../../../shared/contracts/jobs';
import { ExportError } from '../errors/export-error';
import { parseDeleteQuery, parseJobListQuery } from '../request/job-list';
import { checkNoQuery } from '../request/query';
import { getService } from '../services';
import { type Action, answer, idOf } from './calling';
import { answerJob, answerSubmitted, answerTicket } from './job-answers';
import { sendJob } from './downloads';
import { pageMeta } from './page-meta';

export const listJobs: Action = async ({ strapi, ctx, origin, access }) => {
  const query = parseJobListQuery(ctx.query);
  const { rows, total } = await getService(strapi, 'jobs').list(access, query);
  const data = await getService(strapi, 'jobViews').many(rows, access.requester, origin);
  answer(ctx, { data, meta: pageMeta(query.page, query.pageSize, total) } satisfies JobList);
};

export const showJob: Action = async (calling) => {
  checkNoQuery(calling.ctx.query);
  await answerJob(calling, await getService(calling.strapi, 'jobs').visible(idOf(calling), calling));
};

export const showHistory: Action = async (calling) => {
  const { strapi, ctx } = calling;
  checkNoQuery(ctx.query);
  const { documentId } = await getService(strapi, 'jobs').visible(idOf(calling), calling);
  answer(ctx, { data: await getService(strapi, 'audit').ofJob(documentId) } satisfies JobHistory);
};

export const cancelJob: Action = async (calling) => {
  await answerJob(calling, await getService(calling.strapi, 'jobs').cancel(idOf(calling), calling));
};

export const retryJob: Action = async (calling) => {
  await answerJob(calling, await getService(calling.strapi, 'jobs').retry(idOf(calling), calling), 202);
};

export const rerunJob: Action = async (calling) => {
  const submitted = await getService(calling.strapi, 'jobs').rerun(idOf(calling), calling);
  if (submitted.kind !== 'job') throw new ExportError('EXPORT_INTERNAL');
  await answerSubmitted(calling, submitted.job, submitted.isNew);
};

export const removeJob: Action = async (calling) => {
  const { what } = parseDeleteQuery(calling.ctx.query);
  await getService(calling.strapi, 'jobs').remove(idOf(calling), calling, what);
  calling.ctx.status = 204;
};

/** A link to a file that is there; what would be refused when it is followed is refused now. */
export const issueJobTicket: Action = async (calling) => {
  const job = await getService(calling.strapi, 'jobs').own(idOf(calling), calling);
  await getService(calling.strapi, 'downloads').check(job, calling.call);
  await answerTicket(calling, { jobId: job.documentId });
};

export const showManifest: Action = async (calling) => {
  const { strapi, ctx } = calling;
  const id = idOf(calling);
  const { manifest } = await getService(strapi, 'jobs').visible(id, calling);
  if (manifest === null) throw new ExportError('EXPORT_JOB_NOT_READY');
  ctx.set('Content-Disposition', `attachment; filename="${id}.manifest.json"`);
  answer(ctx, manifest);
};

export const downloadJob: Action = async (calling) => {
  const job = await getService(calling.strapi, 'jobs').own(idOf(calling), calling);
  await sendJob(calling, job);
};
