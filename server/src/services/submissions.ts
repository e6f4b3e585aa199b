import type { Core } from '@strapi/types';
import type { Access } from '../access/access';
import { type Origin, ownerColumns, requesterKey } from '../access/credential';
import type { CallOrigin } from '../audit/entry';
import { configOf } from '../config';
import { isDuplicate } from '../errors/database-error';
import { ExportError, problem } from '../errors/export-error';
import type { JobRow } from '../job/record';
import { fingerprintOf, hashOf } from '../plan/fingerprint';
import type { Plan } from '../plan/plan';
import type { ExportRequest } from '../request/schema';
import { tooManyRows } from '../source/open-source';
import type { BackgroundParts } from './background';
import type { BillingService, Price } from './billing';
import { callerOf } from './callers';
import type { ExportersService } from './exporters';
import type { ExportCaller, ExportsService } from './exports';
import { within } from './within';
import { requireCredential } from './requesters';

/** Who asks for what, through which contract. */
export interface Submission {
  readonly access: Access;
  readonly origin: Origin;
  readonly request: ExportRequest;
  readonly call: CallOrigin;
  /** Which run of which schedule asks; for it there is one job, however often it asks. */
  readonly scheduled?: { readonly scheduleId: string; readonly scheduledKey: string };
}

/** What a submission leads to: the file at once, or a job. */
export type Submitted =
  | { readonly kind: 'file'; readonly plan: Plan; readonly caller: ExportCaller }
  /** `isNew` is false for a job that was there already. */
  | { readonly kind: 'job'; readonly job: JobRow; readonly isNew: boolean };

/**
 * - `auto`: a file below the threshold, a job from it on
 * - `job`: a job, however small
 * - `large`: a job, refused below the threshold
 */
export type SubmissionMode = 'auto' | 'job' | 'large';

export interface SubmissionsInput {
  readonly strapi: Core.Strapi;
  readonly exporters: ExportersService;
  readonly exports: ExportsService;
  readonly billing: BillingService;
  parts(): BackgroundParts;
}

/** Milliseconds that a request waits for a count; what takes longer is one for a job, which counts by itself. */
const PATIENCE = 15_000;

/** Seconds after which somebody whose jobs were too many may try again. */
const RETRY_AFTER = 30;

/** Makes jobs of requests. */
export const createSubmissions = ({ strapi, exporters, exports, billing, parts }: SubmissionsInput) => {
  let turns: Promise<unknown> = Promise.resolve();

  /** Counting and creating, one caller of this process after another, so that a limit is not passed by two at once. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = turns.then(work, work);
    turns = turn.catch(() => undefined);
    return turn;
  };

  const checkPlaces = async (requester: string): Promise<void> => {
    const { store } = parts();
    const { maxWaiting, maxWaitingPerRequester } = configOf(strapi).jobs;
    const own = await store.count({ requester, status: 'pending' });
    const all = await store.count({ status: 'pending' });
    if (own < maxWaitingPerRequester && all < maxWaiting) return;
    const message =
      own < maxWaitingPerRequester
        ? `At most ${maxWaiting} exports wait at once.`
        : `At most ${maxWaitingPerRequester} of your exports wait at once.`;
    const problems = [{ field: 'jobs', rule: 'too_many', message }];
    throw new ExportError('EXPORT_TOO_MANY_JOBS', { problems, retryAfter: RETRY_AFTER });
  };

  /** Whether a job could be run and its file found again. */
  const checkStorage = async (): Promise<void> => {
    const { workers, budget } = parts();
    const message = await workers.notShared();
    if (message !== null) {
      const problems = [{ field: 'storage', rule: 'not_shared', message }];
      throw new ExportError('EXPORT_STORAGE_NOT_SHARED', { problems });
    }
    await budget.check();
  };

  const activeKeyOf = (requester: string, origin: Origin, request: ExportRequest): string =>
    hashOf({ requester, origin, request });

  const enqueue = async ({ documentId, attempt }: JobRow): Promise<void> => {
    try {
      await parts().queue.enqueue({ jobId: documentId, attempt });
    } catch (error) {
      // The record is what counts: the recovery enqueues it as soon as the queue answers.
      strapi.log.warn(`[export] Job ${documentId} waits for the queue: ${(error as Error).message}`);
    }
  };

  /** A finished file of the same requester, request and rights, offered as a job of its own. */
  const reuse = async (found: JobRow, data: object, call: CallOrigin): Promise<JobRow> => {
    const reusedFrom = found.reusedFrom ?? found.documentId;
    const own = { id: undefined, documentId: undefined, createdAt: undefined, notices: null };
    // It was paid for when it was made, and is nobody's run but this one's.
    const free = { points: null, chargedAttempt: null, scheduleId: null, scheduledKey: null };
    const entry = { event: 'requested', call, filters: found.request.filters ?? null } as const;
    return parts().store.create({ ...found, ...own, ...free, ...data, reusedFrom }, [entry]);
  };

  const whoOf = ({ access: { requester }, origin, request }: Submission) => ({
    who: ownerColumns(requester, origin),
    requestHash: activeKeyOf(requesterKey(requester), origin, request),
  });

  /** What a new record tells of what was asked for. */
  const recordOf = (submission: Submission) => {
    const { request, scheduled } = submission;
    const { who, requestHash } = whoOf(submission);
    const what = { exporter: request.exporter, format: request.format, request, requestHash };
    return { ...who, ...what, ...scheduled, attempt: 1, faults: 0, rowsDone: 0 };
  };

  /** A job that gives the caller what is asked for: one that is on its way, or, if the site wants that, a finished one. */
  const existing = async (submission: Submission, plan: Plan): Promise<{ job: JobRow; isNew: false } | null> => {
    const { who, requestHash } = whoOf(submission);
    const { store } = parts();
    const active = await store.byActiveKey(requestHash);
    if (active !== null) return { job: active, isNew: false };
    if (!configOf(strapi).jobs.reuseFinished) return null;
    const found = await store.finished(who.requester, requestHash, fingerprintOf(plan));
    return found === null
      ? null
      : { job: await reuse(found, { ...who, ...submission.scheduled }, submission.call), isNew: false };
  };

  const create = async (
    submission: Submission,
    plan: Plan,
    price: Price | null,
  ): Promise<{ job: JobRow; isNew: boolean }> => {
    const { request, call } = submission;
    const { who, requestHash } = whoOf(submission);
    const { store } = parts();
    const active = await store.byActiveKey(requestHash);
    if (active !== null) return { job: active, isNew: false };
    await checkPlaces(who.requester);
    const state = { activeKey: requestHash, status: 'pending' };
    const data = { ...recordOf(submission), ...state, ...billing.chargeOf(price, 1) };
    const columns = plan.columns.map(({ key }) => key);
    const entry = { event: 'requested', call, filters: request.filters ?? null, columns } as const;
    try {
      return { job: await store.create(data, [entry], billing.chargingJob(price)), isNew: true };
    } catch (error) {
      // Another process was first with the same request.
      const first = isDuplicate(error) ? await store.byActiveKey(requestHash) : null;
      if (first === null) throw error;
      return { job: first, isNew: false };
    }
  };

  /** Counts up to a limit. @returns `null` for what takes too long to count: a job does, and looks at the limits itself */
  const countUpTo = (plan: Plan, limit: number): Promise<number | null> =>
    within(PATIENCE, (signal) => exports.count(plan, signal, limit));

  /** What took too long to count is not counted once more: the job finds out. */
  const checkRows = async (plan: Plan, isCountable: boolean): Promise<void> => {
    const { maxRows } = plan;
    if (maxRows === null || !isCountable) return;
    if (((await countUpTo(plan, maxRows + 1)) ?? 0) > maxRows) throw tooManyRows(maxRows);
  };

  const createAndEnqueue = async (submission: Submission, plan: Plan, isCountable = true): Promise<Submitted> => {
    requireCredential(submission.access.requester);
    const found = await existing(submission, plan);
    if (found !== null) return { kind: 'job', ...found };
    const price = await billing.price(plan, submission.access);
    // What is charged for has been counted.
    if (price === null) await checkRows(plan, isCountable);
    // Not in the turn: a disk that hangs must not hold up everybody.
    await checkStorage();
    const made = await inTurn(() => create(submission, plan, price));
    if (made.isNew) await enqueue(made.job);
    return { kind: 'job', ...made };
  };

  const tooFewRows = ({ request }: Submission): ExportError => {
    const message = `Stream it with GET …/${request.exporter}/${request.format}.`;
    return problem('EXPORT_TOO_FEW_ROWS', 'filters', 'too_few_rows', message);
  };

  return {
    checkPlaces,
    checkStorage,
    enqueue,
    inTurn,

    /**
     * Answers a request with a file or a job.
     *
     * @throws ExportError when it may not be asked for, or there is no place for it
     */
    submit: async (submission: Submission, mode: SubmissionMode): Promise<Submitted> => {
      const { access, origin, request } = submission;
      exporters.open(origin, request.exporter);
      const caller = callerOf(origin, access);
      const plan = await exports.plan(request, caller);
      if (mode === 'job') return createAndEnqueue(submission, plan);
      const { backgroundFrom } = plan;
      const rows = await countUpTo(plan, backgroundFrom);
      if (rows === null || rows >= backgroundFrom) return createAndEnqueue(submission, plan, rows !== null);
      if (mode === 'auto') return { kind: 'file', plan, caller };
      throw tooFewRows(submission);
    },

    /** Writes down what somebody is refused with who is not there to be told: a job that has failed already. */
    refuse: (submission: Submission, { code, message }: ExportError): Promise<JobRow> => {
      const ended = { status: 'failed', errorCode: code, errorMessage: message, completedAt: new Date() };
      const entry = { event: 'refused', call: submission.call, code, reason: message } as const;
      return parts().store.create({ ...recordOf(submission), ...ended }, [entry]);
    },
  };
};

export type Submissions = ReturnType<typeof createSubmissions>;
