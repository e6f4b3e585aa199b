import type { AuditEvent } from '../../../shared/audit-events';
import type { AuditLine, AuditQuery } from '../../../shared/contracts/audit';
import type { JobMoment } from '../../../shared/contracts/jobs';
import type { Requester } from '../access/access';
import type { ErrorCode } from '../errors/registry';

/** Where a call came from, as far as HTTP tells. */
export interface CallOrigin {
  /** Behind Strapi's own proxy setting (`server.proxy`). */
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** One line of the export log. */
export interface AuditEntry {
  readonly event: AuditEvent;
  /** `null` for what nobody in particular did, such as an expiry. */
  readonly requester: Requester | null;
  readonly call?: CallOrigin;
  /** Whose contract was used. */
  readonly origin?: string;
  readonly exporter?: string;
  readonly format?: string;
  readonly jobId?: string;
  readonly attempt?: number;
  readonly filters?: unknown;
  readonly columns?: readonly string[];
  readonly rows?: number;
  readonly bytes?: number;
  readonly code?: ErrorCode;
  /** For people: what was missing, what went wrong. */
  readonly reason?: string;
}

/** Writes the log. It has no way to change or delete what is written. */
export interface AuditLog {
  /** Within the transaction that runs, if one does, so that nothing happens without its line and no line without it. */
  write(entry: AuditEntry): Promise<void>;
  /** A page of the lines that are asked for, newest first, and how many there are. */
  list(query: AuditQuery): Promise<{ rows: AuditLine[]; total: number }>;
  /** What happened to a job, oldest first. */
  ofJob(jobId: string): Promise<JobMoment[]>;
}
