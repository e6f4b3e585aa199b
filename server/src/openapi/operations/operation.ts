import type { z } from '@strapi/utils';
import type { ErrorCode } from '../../errors/registry';
import type { SharedAction } from '../../routes/table';
import type { AnswerName } from '../answers';
import type { Shape } from '../requests/parameters';

/** What an operation answers with when it does what it is asked. */
export type Answers =
  | { readonly kind: 'json'; readonly status: 200 | 201 | 202; readonly schema: AnswerName }
  /** A job that is polled: with an entity tag, and 304 where it is still the same. */
  | { readonly kind: 'polled'; readonly schema: AnswerName }
  /** A file that is made while it is sent. */
  | { readonly kind: 'stream' }
  /** A file that is there already, or a range of it. */
  | { readonly kind: 'stored-file' }
  /** Either of these. */
  | { readonly kind: 'any-file' }
  /** A job, new or there already. */
  | { readonly kind: 'job' }
  /** A file where it is small, otherwise a job. */
  | { readonly kind: 'file-or-job' }
  | { readonly kind: 'nothing' };

/** What the API description says of one action. */
export interface Operation {
  readonly tag: 'Catalogue' | 'Jobs' | 'Downloads' | 'Points' | 'Presets' | 'Schedules' | 'Health';
  readonly summary: string;
  /** CommonMark. */
  readonly description: string;
  /** Query parameters, without those of an export request. */
  readonly query?: Shape;
  /** Where the export request stands, if there is one. */
  readonly request?: 'query' | 'body';
  /** The JSON body of what is no export request. */
  readonly body?: z.ZodType;
  readonly answers: Answers;
  /** Every refusal of the plugin's own that comes before the first byte, without those that all operations share. */
  readonly errors: readonly ErrorCode[];
  /** Whether it needs no credential. */
  readonly isPublic?: true;
}

/** Everything that the content API can be asked. */
export type OperationName = SharedAction | 'redeemTicket';

/** Refusals that any operation may meet. */
export const COMMON_ERRORS: readonly ErrorCode[] = [
  ...(['EXPORT_FORBIDDEN', 'EXPORT_ADDRESS_NOT_ALLOWED', 'EXPORT_DATABASE_UNAVAILABLE'] as const),
];

const COLUMN_ERRORS = ['EXPORT_UNKNOWN_COLUMN', 'EXPORT_FIELD_FORBIDDEN'] as const;

/** What a request of an exporter's columns is refused with. */
export const CATALOGUE_ERRORS: readonly ErrorCode[] = [
  ...(['EXPORT_INVALID_REQUEST', 'EXPORT_UNKNOWN_EXPORTER'] as const),
  ...COLUMN_ERRORS,
];

/** What an export request is refused with, whatever is to become of it. */
export const REQUEST_ERRORS: readonly ErrorCode[] = [
  ...CATALOGUE_ERRORS,
  ...(['EXPORT_INVALID_FILTER', 'EXPORT_INVALID_SORT', 'EXPORT_UNKNOWN_LOCALE', 'EXPORT_LOCALE_FORBIDDEN'] as const),
  ...(['EXPORT_INVALID_PUBLICATION', 'EXPORT_TOO_MANY_COLUMNS'] as const),
];

/** What a file that is made while it is sent is refused with, besides. */
export const STREAM_ERRORS: readonly ErrorCode[] = [
  ...(['EXPORT_TOO_MANY_ROWS', 'EXPORT_TOO_MANY_STREAMS', 'EXPORT_SCRATCH_FULL'] as const),
  ...(['EXPORT_INSUFFICIENT_POINTS', 'EXPORT_SAMPLE_TOO_SLOW'] as const),
];

/** What a job is refused with, besides. */
export const SUBMISSION_ERRORS: readonly ErrorCode[] = [
  ...(['EXPORT_TOO_MANY_ROWS', 'EXPORT_TOO_MANY_JOBS', 'EXPORT_INSUFFICIENT_POINTS'] as const),
  'EXPORT_SAMPLE_TOO_SLOW',
  ...(['EXPORT_STORAGE_FULL', 'EXPORT_STORAGE_FAILED', 'EXPORT_STORAGE_NOT_SHARED'] as const),
];

/** What a job's file is refused with. */
export const DOWNLOAD_ERRORS: readonly ErrorCode[] = [
  ...(['EXPORT_JOB_NOT_FOUND', 'EXPORT_JOB_NOT_READY', 'EXPORT_JOB_CONFLICT', 'EXPORT_FILE_EXPIRED'] as const),
  ...(['EXPORT_CREDENTIAL_GONE', 'EXPORT_RIGHTS_CHANGED', 'EXPORT_STORAGE_FAILED'] as const),
];

/** Reasons that end a job or a download that has begun. They are told in the job's `error` or the site's log. */
export const NEVER_ANSWERED: readonly ErrorCode[] = [
  ...(['EXPORT_STALLED', 'EXPORT_TOO_SLOW', 'EXPORT_CANCELLED', 'EXPORT_NO_PROGRESS', 'EXPORT_WORKER_LOST'] as const),
  ...(['EXPORT_QUEUE_UNAVAILABLE', 'EXPORT_INTERNAL'] as const),
  // The panel alone has accounts of others.
  'EXPORT_UNKNOWN_ACCOUNT',
];
