/**
 * Background jobs, their files, and what is asked before one is begun. `P` is `/export` in the panel's contract and
 * `/api/export` in the content API's; both have the same routes.
 *
 * - `POST P/:exporter` with an export request and its `format` → the file (200), or a {@link SubmittedAnswer} (202, or
 *   200 where the same request is running or finished already)
 * - `POST P/:exporter/background` → {@link SubmittedAnswer} (202 or 200)
 * - `POST P/:exporter/estimate` → {@link EstimateAnswer}
 * - `POST P/:exporter/preview?rows=` → {@link PreviewAnswer}
 * - `POST P/:exporter/tickets` → {@link TicketAnswer}
 * - `GET P/jobs?page=&pageSize=&status=&scope=` → {@link JobList}
 * - `GET P/jobs/:id` → {@link JobAnswer}, with an `ETag`
 * - `POST P/jobs/:id/cancel`, `…/retry` → {@link JobAnswer}
 * - `POST P/jobs/:id/rerun` → {@link SubmittedAnswer} (202 or 200)
 * - `POST P/jobs/:id/tickets` → {@link TicketAnswer}
 * - `GET P/jobs/:id/history` → {@link JobHistory}
 * - `GET P/jobs/:id/manifest` → {@link Manifest}
 * - `GET P/jobs/:id/download`, `GET P/downloads/:ticket` → the file
 * - `DELETE P/jobs/:id?what=` → 204; without {@link Deletable} the file, or, where there is none, the record
 */
import type { ColumnType } from '../columns';
import type { Format } from '../formats';
import type { JobPhase, JobStatus } from '../job-status';
import type { PageMeta } from './pages';

/** What was changed in values on the way to the file, in how many cells. */
interface FileWarning {
  readonly kind: string;
  readonly cells: number;
}

/** A message that was to be sent when the job ended, and did not arrive. */
export interface Notice {
  readonly channel: 'event' | 'email';
  readonly message: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Why a pending job is not running. */
export type WaitingFor =
  /** No worker lives at this moment: nothing will happen until one starts. */
  | 'worker'
  /** The queue's server does not answer; the job is taken up when it does. */
  | 'queue'
  /** A fault that may pass ended the last attempt; the next one begins at `runAfter`. */
  | 'retry'
  /** Others are before it. */
  | 'turn';

interface RequesterName {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

/** One job, as its owner sees it. Moments are ISO 8601 in UTC. */
export interface Job {
  readonly id: string;
  readonly exporter: string;
  /** What editors call the exporter. */
  readonly label: string;
  readonly format: Format;
  readonly status: JobStatus;
  readonly phase: JobPhase | null;
  readonly waitingFor: WaitingFor | null;
  /** Rows written in the attempt that runs; a new attempt begins at 0. */
  readonly rowsDone: number;
  /** Rows counted with the same filters, `null` until then. */
  readonly rowsTotal: number | null;
  /** Whether `rowsTotal` was counted in the snapshot that is read. */
  readonly isTotalExact: boolean;
  readonly bytes: number | null;
  readonly attempt: number;
  /** The request, with its defaults filled in. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly requestedBy: RequesterName;
  /** Whether the caller may do more than look at it. */
  readonly isOwn: boolean;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly warnings: readonly FileWarning[];
  /** Default columns that the requester may not read. */
  readonly leftOut: readonly string[];
  readonly notices: readonly Notice[];
  readonly fileName: string | null;
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly sha256: string | null;
  /** Where the file can be fetched with the caller's own token; `null` unless there is a file, and it is the caller's. */
  readonly downloadUrl: string | null;
  /** The moment whose content the file holds. */
  readonly asOf: string | null;
  /** The job whose finished file this one offers again. */
  readonly reusedFrom: string | null;
  /** The schedule that asked for it. */
  readonly schedule: string | null;
  /** Points that it cost: while it waits and runs those that were taken; `null` for one that is free of charge. */
  readonly points: number | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly runAfter: string | null;
  readonly expiresAt: string | null;
  readonly expiredBy: 'time' | 'deleted' | null;
}

export interface JobAnswer {
  readonly data: Job;
}

/** What a request for a job is answered with. */
export interface SubmittedAnswer extends JobAnswer {
  /** Whether the job was made by this request (202), or was there already (200). */
  readonly meta: { readonly isNew: boolean };
}

/** What of a job is deleted: its file, which leaves the record, or the record of a job without a file. */
export type Deletable = 'file' | 'record';

/** Query parameters of the list. */
export interface JobListQuery {
  /** From 1. */
  readonly page: number;
  /** 1 to 100. */
  readonly pageSize: number;
  readonly status?: JobStatus | 'active' | undefined;
  /** `all` needs the right `jobs.read-all`. */
  readonly scope: 'own' | 'all';
}

export interface JobList {
  readonly data: readonly Job[];
  readonly meta: PageMeta;
}

/** A link that downloads without a header: it begins one download, and lets that one be resumed for an hour. */
export interface TicketAnswer {
  readonly data: {
    /** Path on the site's server. Whoever has it has the file, so it is not to be kept. */
    readonly url: string;
    /** Until when the download must have begun. */
    readonly expiresAt: string;
  };
}

export interface ExportColumn {
  readonly key: string;
  readonly header: string;
  readonly type: ColumnType;
}

/** What an export would be. */
export interface EstimateAnswer {
  readonly data: {
    /** Rows counted with the same filters and rights. */
    readonly rows: number;
    /** About how large the file would be, from its first rows; `null` where there are none. */
    readonly bytes: number | null;
    /** What `POST P/:exporter` would answer with. */
    readonly mode: 'direct' | 'background';
    /** Most rows of one export, `null` for no limit. */
    readonly maxRows: number | null;
    readonly isTooLarge: boolean;
    /** What it would cost the caller, who has `balance` points; `null` where it is free of charge. */
    readonly points: { readonly cost: number; readonly balance: number } | null;
    readonly columns: readonly ExportColumn[];
    readonly leftOut: readonly string[];
  };
}

/** A value that is not in the file as it is stored; one that is changed in several ways is told of several times. */
export interface CellChange {
  /** From 0, as in the answer's `rows`. */
  readonly row: number;
  /** From 0, as in the answer's `columns`. */
  readonly column: number;
  /** As in the warnings of a job. */
  readonly kind: string;
}

/** The first rows, as text, as CSV and Excel show them. */
export interface PreviewAnswer {
  readonly data: {
    readonly columns: readonly ExportColumn[];
    /** `null` is a missing value. */
    readonly rows: readonly (readonly (string | null)[])[];
    /** What the requested format would change in these rows; the rows have the values as they are before. */
    readonly changes: readonly CellChange[];
    readonly leftOut: readonly string[];
  };
}

/** Something that happened to a job, as the export log has it. */
export interface JobMoment {
  readonly at: string;
  readonly event: string;
  readonly attempt: number | null;
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly code: string | null;
  readonly reason: string | null;
}

/** Oldest first; of one with very many the newest 200. */
export interface JobHistory {
  readonly data: readonly JobMoment[];
}

/** What is known of a file, to be kept beside it. */
export interface Manifest {
  readonly job: string;
  readonly plugin: { readonly name: string; readonly version: string };
  readonly exporter: string;
  readonly format: Format;
  readonly fileName: string;
  readonly requestedBy: RequesterName;
  readonly requestedAt: string;
  readonly asOf: string;
  readonly completedAt: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly columns: readonly ExportColumn[];
  readonly leftOut: readonly string[];
  /** Documents read; where a document becomes several rows, the file has more. */
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly warnings: readonly FileWarning[];
}
