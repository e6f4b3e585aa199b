/**
 * The life of a job: which states there are, and which may follow which. The one table that server, panel and tests go by.
 */
export const JOB_STATUSES = ['pending', 'processing', 'completed', 'failed', 'cancelled', 'expired'] as const;

/**
 * - `pending`: waits for a worker
 * - `processing`: a worker writes the file
 * - `completed`: the file can be downloaded
 * - `failed`: it ended without a file, and says why
 * - `cancelled`: somebody stopped it
 * - `expired`: it was completed, and its file is gone: out of time, or deleted
 */
export type JobStatus = (typeof JOB_STATUSES)[number];

/** What a processing job does at this moment; `null` in every other state. */
export type JobPhase = 'preparing' | 'counting' | 'writing' | 'storing';

/**
 * From a state to the states that may follow it.
 *
 * `processing → pending` hands a job back: its worker stops, is lost, or met a fault that may pass. `failed` and
 * `cancelled → pending` is a retry that somebody asked for.
 */
export const JOB_TRANSITIONS: Readonly<Record<JobStatus, readonly JobStatus[]>> = {
  pending: ['processing', 'cancelled', 'failed'],
  processing: ['completed', 'failed', 'cancelled', 'pending'],
  completed: ['expired'],
  failed: ['pending'],
  cancelled: ['pending'],
  expired: [],
};

/** Whether a job may go from one state to another. */
export const canTransition = (from: JobStatus, to: JobStatus): boolean => JOB_TRANSITIONS[from].includes(to);

/** The states in which something is still going to happen by itself. */
export const ACTIVE_STATUSES: readonly JobStatus[] = ['pending', 'processing'];

export const isActive = (status: JobStatus): boolean => ACTIVE_STATUSES.includes(status);
