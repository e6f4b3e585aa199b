import { z } from '@strapi/utils';
import type { Deletable, JobListQuery } from '../../../shared/contracts/jobs';
import { JOB_STATUSES } from '../../../shared/job-status';
import { pageParameters, whole } from './pages';
import { parseQuery } from './query';

const listQuery = z.strictObject({
  ...pageParameters,
  status: z.enum([...JOB_STATUSES, 'active']).optional(),
  scope: z.enum(['own', 'all']).default('own'),
});

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong key and its rule */
export const parseJobListQuery = (query: unknown): JobListQuery => parseQuery(listQuery, query);

const previewQuery = z.strictObject({ rows: whole(1, 100, 20) });

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong key and its rule */
export const parsePreviewQuery = (query: unknown): { readonly rows: number } => parseQuery(previewQuery, query);

const deleteQuery = z.strictObject({ what: z.enum(['file', 'record']).optional() });

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong parameter and its rule */
export const parseDeleteQuery = (query: unknown): { readonly what?: Deletable | undefined } =>
  parseQuery(deleteQuery, query);
