import type { Requester } from '../access/access';
import type { ErrorCode } from '../errors/registry';
import type { ExportRequest } from '../request/schema';
import type { Warning } from '../run/warnings';
import type { JobPhase, JobStatus } from '../../../shared/job-status';
import type { Manifest, Notice } from '../../../shared/contracts/jobs';
import type { OwnerColumns } from '../access/credential';

/** A row of `export_jobs`, as Strapi's database layer gives it. */
export interface JobRow extends OwnerColumns {
  readonly id: number;
  readonly documentId: string;
  readonly createdAt: string;
  readonly exporter: string;
  readonly format: string;
  readonly request: ExportRequest;
  readonly requestHash: string;
  readonly activeKey: string | null;
  readonly status: JobStatus;
  readonly phase: JobPhase | null;
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
  readonly isTotalExact: boolean | null;
  readonly bytes: string | number | null;
  /** Which run this is or will be, from 1; each has its own files, and only the newest may finish. */
  readonly attempt: number;
  /** Runs that ended in a fault since somebody last asked for the job. */
  readonly faults: number;
  readonly worker: string | null;
  readonly heartbeatAt: string | null;
  /** Not to be run before. */
  readonly runAfter: string | null;
  readonly errorCode: ErrorCode | null;
  readonly errorMessage: string | null;
  readonly warnings: readonly Warning[] | null;
  readonly leftOut: readonly string[] | null;
  readonly notices: readonly Notice[] | null;
  readonly storage: string | null;
  readonly fileKey: string | null;
  readonly fileReference: unknown;
  readonly fileName: string | null;
  readonly fileMime: string | null;
  readonly sha256: string | null;
  readonly manifest: Manifest | null;
  readonly fingerprint: string | null;
  /** The job whose finished file this one offers again. */
  readonly reusedFrom: string | null;
  /** Points that it cost, as far as that is known; `null` for a job that is free of charge. */
  readonly points: string | number | null;
  /** The attempt before which these were taken. */
  readonly chargedAttempt: number | null;
  /** The schedule that asked for it. */
  readonly scheduleId: string | null;
  readonly startedAt: string | null;
  readonly asOf: string | null;
  readonly completedAt: string | null;
  readonly expiresAt: string | null;
  readonly expiredBy: 'time' | 'deleted' | null;
}

/** What a transition sets beside the state. Dates are given as such. */
export type JobChanges = Partial<{
  readonly [Key in keyof Omit<JobRow, 'id' | 'documentId' | 'status' | 'createdAt'>]: JobRow[Key] | Date;
}>;

export const requesterOf = ({ requesterKind, requesterId, requesterName }: JobRow): Requester => ({
  kind: requesterKind,
  id: requesterId,
  name: requesterName ?? requesterId,
});

/** What the ledger of points calls all that is done for one charge. */
export const chargedRunOf = ({ documentId, chargedAttempt }: JobRow): string =>
  fileKeyOf(documentId, chargedAttempt ?? 0);

/** The key of an attempt's file. */
export const fileKeyOf = (jobId: string, attempt: number): string => `${jobId}-${attempt}`;

/** The job and attempt that a key was made from, `null` for a key that is none of ours. */
export const parseFileKey = (key: string): { readonly jobId: string; readonly attempt: number } | null => {
  const [, jobId, attempt] = /^([a-z0-9]+)-(\d+)$/.exec(key) ?? [];
  return jobId === undefined ? null : { jobId, attempt: Number(attempt) };
};
