/**
 * The export log.
 *
 * - `GET /export/audit` with an {@link AuditQuery} → {@link AuditList}, with the right `audit.read`
 *
 * It can be exported like any content type: `GET /export/plugin::content-export.audit-entry/csv`.
 */

import type { AuditEvent } from '../audit-events';
import type { PageMeta } from './pages';

/** Query parameters of the log; all that are given must hold. */
export interface AuditQuery {
  /** From 1. */
  readonly page: number;
  /** 1 to 100. */
  readonly pageSize: number;
  readonly event?: AuditEvent | undefined;
  /** The name of an exporter, or a UID. */
  readonly exporter?: string | undefined;
  /** A part of the requester's name, whatever its case. */
  readonly requester?: string | undefined;
  /** A code of an error. */
  readonly code?: string | undefined;
  /** Moments, both included. ISO 8601. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** One line; moments are ISO 8601 in UTC. */
export interface AuditLine {
  readonly at: string;
  readonly event: string;
  readonly level: string;
  /** `<kind>:<id>`, `null` for what nobody in particular did. */
  readonly requester: string | null;
  readonly requesterName: string | null;
  /** `panel` or `content-api`. */
  readonly origin: string | null;
  readonly exporter: string | null;
  readonly format: string | null;
  readonly jobId: string | null;
  readonly attempt: number | null;
  readonly filters: unknown;
  readonly columns: readonly string[] | null;
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly code: string | null;
  readonly reason: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** Newest first. */
export interface AuditList {
  readonly data: readonly AuditLine[];
  readonly meta: PageMeta;
}
