/**
 * The export log.
 *
 * - `GET /export/audit?page=&pageSize=` → {@link AuditList}, with the right `audit.read`
 *
 * It can be exported like any content type: `GET /export/plugin::content-export.audit-entry/csv`.
 */

import type { PageMeta } from './pages';

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
