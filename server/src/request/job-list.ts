import { z } from '@strapi/utils';
import type { Deletable, JobListQuery } from '../../../shared/contracts/jobs';
import { JOB_STATUSES } from '../../../shared/job-status';
import { parseQuery } from './query';

/** A query string's whole number. */
const whole = (least: number, most: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, { error: `Expected a whole number from ${least} to ${most}` })
    .transform(Number)
    .pipe(z.int().min(least).max(most))
    .default(fallback);

const listQuery = z.strictObject({
  page: whole(1, 999_999, 1),
  pageSize: whole(1, 100, 25),
  status: z.enum([...JOB_STATUSES, 'active']).optional(),
  scope: z.enum(['own', 'all']).default('own'),
});

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong key and its rule */
export const parseJobListQuery = (query: unknown): JobListQuery => parseQuery(listQuery, query);

const auditQuery = z.strictObject({ page: whole(1, 999_999, 1), pageSize: whole(1, 100, 25) });

/** Query parameters of the log. */
export type AuditQuery = z.infer<typeof auditQuery>;

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong key and its rule */
export const parseAuditQuery = (query: unknown): AuditQuery => parseQuery(auditQuery, query);

const previewQuery = z.strictObject({ rows: whole(1, 100, 20) });

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong key and its rule */
export const parsePreviewQuery = (query: unknown): { readonly rows: number } => parseQuery(previewQuery, query);

const deleteQuery = z.strictObject({ what: z.enum(['file', 'record']).optional() });

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong parameter and its rule */
export const parseDeleteQuery = (query: unknown): { readonly what?: Deletable | undefined } =>
  parseQuery(deleteQuery, query);
