import type { Deletable, JobListQuery } from '../../../shared/contracts/jobs';
import { ACTIVE_STATUSES, isActive } from '../../../shared/job-status';
import type { Access } from '../access/access';
import { type Origin, requesterKey } from '../access/credential';
import type { CallOrigin } from '../audit/entry';
import { isDuplicate } from '../errors/database-error';
import { ExportError, problem } from '../errors/export-error';
import { fileKeyOf, type JobRow } from '../job/record';
import { parseRequest } from '../request/parse';
import type { AddressesService } from './addresses';
import type { BackgroundParts } from './background';
import type { BillingService } from './billing';
import type { JobRuns } from './job-runs';
import type { Submissions, Submitted } from './submissions';

export type { JobRow } from '../job/record';

export interface JobsInput {
  readonly submissions: Submissions;
  readonly runs: JobRuns;
  readonly billing: BillingService;
  readonly addresses: AddressesService;
  parts(): BackgroundParts;
}

/** Who asks for a job, and from where. */
export interface Asking {
  readonly access: Access;
  readonly call: CallOrigin;
}

/** Who does something to a job. */
export interface Actor extends Asking {
  readonly origin: Origin;
}

const notFound = (): ExportError => new ExportError('EXPORT_JOB_NOT_FOUND');

const conflict = ({ status }: JobRow, what: string): ExportError =>
  problem('EXPORT_JOB_CONFLICT', 'status', 'wrong_status', `A job that is ${status} cannot be ${what}.`);

/** Tries of a compare-and-set against workers that change the same record. */
const TRIES = 5;

/** What owners do with their jobs. A job that is not the caller's is answered like one that does not exist. */
export const createJobsService = ({ submissions, runs, billing, addresses, parts }: JobsInput) => {
  /** A job is its exporter's, so it is given out where the exporter is. */
  const checkAddress = ({ exporter }: JobRow, { access: { requester }, call: { ip } }: Asking): void =>
    addresses.check({ ip, requester, exporter });

  const own = async (id: string, asking: Asking): Promise<JobRow> => {
    const job = await parts().store.byId(id);
    if (job === null || job.requester !== requesterKey(asking.access.requester)) throw notFound();
    checkAddress(job, asking);
    return job;
  };

  /** Changes a job as long as it keeps changing under our hands. */
  const changing = async (id: string, actor: Actor, change: (job: JobRow) => Promise<boolean>): Promise<JobRow> => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (await change(await own(id, actor))) return own(id, actor);
    }
    throw conflict(await own(id, actor), 'changed now, since it changes all the time');
  };

  /** Deletes what an attempt has written so far. */
  const dropFile = async ({ status, documentId, attempt }: JobRow): Promise<void> => {
    if (status !== 'processing') return;
    // A worker that lives throws its file away by itself; a dead one's is found by the clean-up.
    const file = { key: fileKeyOf(documentId, attempt), reference: null };
    await parts()
      .storage.delete(file)
      .catch(() => undefined);
  };

  return {
    own,

    /** A job that the caller may look at: an own one, or any with the right to. */
    visible: async (id: string, asking: Asking): Promise<JobRow> => {
      const { access } = asking;
      const job = await parts().store.byId(id);
      const isVisible = job?.requester === requesterKey(access.requester) || access.holds('jobs.read-all');
      if (job === null || !isVisible) throw notFound();
      checkAddress(job, asking);
      return job;
    },

    list: async (access: Access, { page, pageSize, status, scope }: JobListQuery) => {
      if (scope === 'all' && !access.holds('jobs.read-all')) {
        throw problem('EXPORT_FORBIDDEN', 'scope', 'no_right', 'The right jobs.read-all is needed for scope=all.');
      }
      const where = {
        ...(scope === 'own' && { requester: requesterKey(access.requester) }),
        ...(status === 'active' && { status: { $in: [...ACTIVE_STATUSES] } }),
        ...(status !== undefined && status !== 'active' && { status }),
      };
      return parts().store.list(where, { page, pageSize });
    },

    /** Stops a job, wherever it runs; one that is cancelled already stays so. */
    cancel: async (id: string, actor: Actor): Promise<JobRow> =>
      changing(id, actor, async (job) => {
        if (job.status === 'cancelled') return true;
        if (!isActive(job.status)) throw conflict(job, 'cancelled');
        const { store, queue } = parts();
        const expected = { status: job.status, attempt: job.attempt };
        const entry = { event: 'cancelled', call: actor.call } as const;
        const isCancelled = await store.transition(job, expected, 'cancelled', { completedAt: new Date() }, entry);
        if (isCancelled) {
          await queue.remove({ jobId: id, attempt: job.attempt });
          await dropFile(job);
        }
        return isCancelled;
      }),

    /** Runs a failed or cancelled job again, from its beginning, under the rights of now. */
    retry: async (id: string, actor: Actor): Promise<JobRow> => {
      const { store } = parts();
      const isEnded = ({ status }: JobRow): boolean => status === 'failed' || status === 'cancelled';
      const ended = await own(id, actor);
      if (!isEnded(ended)) throw conflict(ended, 'retried');
      // What is refused now need not wait for a worker to be refused.
      const { plan, caller } = await runs.plan(ended);
      const price = await billing.price(plan, caller.access);
      await submissions.checkStorage();
      const retried = await submissions.inTurn(() =>
        changing(id, actor, async (job) => {
          if (!isEnded(job)) throw conflict(job, 'retried');
          await submissions.checkPlaces(job.requester);
          const anew = { completedAt: null, runAfter: null, errorCode: null, errorMessage: null };
          const attempt = job.attempt + 1;
          const changes = { ...anew, attempt, faults: 0, ...billing.chargeOf(price, attempt) };
          const charging = billing.chargingJob(price);
          const entry = { event: 'requested', call: actor.call, filters: job.request.filters ?? null } as const;
          const activeKey = job.requestHash;
          try {
            const expected = { status: job.status, attempt: job.attempt };
            return await store.transition(job, expected, 'pending', { ...changes, activeKey }, entry, charging);
          } catch (error) {
            if (!isDuplicate(error)) throw error;
            const message = 'The same export is waiting or running already.';
            throw problem('EXPORT_JOB_CONFLICT', 'request', 'running_already', message);
          }
        }),
      );
      await submissions.enqueue(retried);
      return retried;
    },

    /** Asks for the same once more: a new job. */
    rerun: async (id: string, actor: Actor): Promise<Submitted> => {
      const { access, origin, call } = actor;
      const { request } = await own(id, actor);
      return submissions.submit({ access, origin, request: parseRequest(request), call }, 'job');
    },

    /**
     * Deletes a file now, or the record of a job without one; whichever there is, unless it is said what is meant. A file
     * that is gone already is deleted.
     *
     * @throws ExportError when the storage fails: the file is not offered any more, and the retention goes on trying
     */
    remove: async (id: string, actor: Actor, what?: Deletable): Promise<void> => {
      const job = await own(id, actor);
      if (isActive(job.status)) throw conflict(job, 'deleted: cancel it first');
      if (what === 'record' && job.status === 'completed') throw conflict(job, 'deleted: delete its file first');
      const { store, retention } = parts();
      const entry = { event: 'deleted', call: actor.call } as const;
      const isCompleted = job.status === 'completed';
      // A record that has expired may still have a file, without which it must not go.
      if (!isCompleted) await retention.deleteFile(job);
      if (!isCompleted && what === 'file') return;
      const expected = { status: job.status, attempt: job.attempt };
      const isGone = isCompleted
        ? await store.transition(job, expected, 'expired', { expiredBy: 'deleted' }, entry)
        : await store.remove(job, entry);
      if (!isGone) throw conflict(await own(id, actor), 'deleted now, since it changes');
      if (isCompleted) await retention.deleteFile(job);
    },
  };
};

export type JobsService = ReturnType<typeof createJobsService>;
