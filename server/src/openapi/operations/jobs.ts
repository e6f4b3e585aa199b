import { deleteQuery, jobListQuery } from '../requests/queries';
import {
  DOWNLOAD_ERRORS,
  type Operation,
  type OperationName,
  REQUEST_ERRORS,
  STREAM_ERRORS,
  SUBMISSION_ERRORS,
} from './operation';

type JobAction =
  | ('listJobs' | 'showJob' | 'cancelJob' | 'retryJob' | 'rerunJob' | 'issueJobTicket' | 'removeJob')
  | ('downloadJob' | 'showManifest' | 'showHistory' | 'redeemTicket');

/** What is asked of jobs, and of links. */
export const JOB_OPERATIONS: { readonly [Name in JobAction & OperationName]: Operation } = {
  listJobs: {
    tag: 'Jobs',
    summary: 'Jobs, newest first',
    description: "The caller's own, or everybody's.",
    query: jobListQuery,
    answers: { kind: 'json', status: 200, schema: 'JobList' },
    errors: ['EXPORT_INVALID_REQUEST'],
  },
  showJob: {
    tag: 'Jobs',
    summary: 'One job',
    description: 'To be polled: with `If-None-Match` the answer is 304 while nothing has changed.',
    answers: { kind: 'polled', schema: 'JobAnswer' },
    errors: ['EXPORT_INVALID_REQUEST', 'EXPORT_JOB_NOT_FOUND'],
  },
  cancelJob: {
    tag: 'Jobs',
    summary: 'Stop a job',
    description: 'One that waits or runs.',
    answers: { kind: 'json', status: 200, schema: 'JobAnswer' },
    errors: ['EXPORT_JOB_NOT_FOUND', 'EXPORT_JOB_CONFLICT'],
  },
  retryJob: {
    tag: 'Jobs',
    summary: 'Run a failed or cancelled job again',
    description: 'The same job waits again.',
    answers: { kind: 'json', status: 202, schema: 'JobAnswer' },
    errors: ['EXPORT_JOB_NOT_FOUND', 'EXPORT_JOB_CONFLICT', ...SUBMISSION_ERRORS],
  },
  rerunJob: {
    tag: 'Jobs',
    summary: 'Ask for the same once more',
    description: 'A new job for the same request, or the one that waits or runs already.',
    answers: { kind: 'job' },
    errors: ['EXPORT_JOB_NOT_FOUND', ...REQUEST_ERRORS, ...SUBMISSION_ERRORS],
  },
  issueJobTicket: {
    tag: 'Downloads',
    summary: "A link that downloads a job's file without a header",
    description:
      'For browsers. The link begins one download, within 60 seconds, and lets that one be resumed for an hour.',
    answers: { kind: 'json', status: 201, schema: 'TicketAnswer' },
    errors: DOWNLOAD_ERRORS,
  },
  removeJob: {
    tag: 'Jobs',
    summary: 'Delete the file of a job, or its record',
    description: 'A file is gone at once; the record of a job without a file goes with the next call.',
    query: deleteQuery,
    answers: { kind: 'nothing' },
    errors: ['EXPORT_INVALID_REQUEST', 'EXPORT_JOB_NOT_FOUND', 'EXPORT_JOB_CONFLICT', 'EXPORT_STORAGE_FAILED'],
  },
  downloadJob: {
    tag: 'Downloads',
    summary: 'The file of a job',
    description:
      'Its rights are checked anew at each download. `Range` and `If-Range` resume what broke off; `HEAD` answers with ' +
      'the headers alone.',
    answers: { kind: 'stored-file' },
    errors: [...DOWNLOAD_ERRORS, 'EXPORT_RANGE_NOT_SATISFIABLE'],
  },
  showManifest: {
    tag: 'Jobs',
    summary: 'What is known of a file',
    description: 'To be kept beside it: who asked, when, columns, rows, bytes, SHA-256, warnings.',
    answers: { kind: 'json', status: 200, schema: 'Manifest' },
    errors: ['EXPORT_JOB_NOT_FOUND', 'EXPORT_JOB_NOT_READY'],
  },
  showHistory: {
    tag: 'Jobs',
    summary: 'What happened to a job',
    description: 'As the export log has it, without addresses: asked for, started, completed, downloaded.',
    answers: { kind: 'json', status: 200, schema: 'JobHistory' },
    errors: ['EXPORT_INVALID_REQUEST', 'EXPORT_JOB_NOT_FOUND'],
  },
  redeemTicket: {
    tag: 'Downloads',
    summary: 'What a link is for',
    description:
      "A job's file, or a file that is made while it is sent. The link is the credential, and the rights of whom it was " +
      'issued to are looked up again.',
    answers: { kind: 'any-file' },
    errors: [
      'EXPORT_TICKET_INVALID',
      ...DOWNLOAD_ERRORS,
      'EXPORT_RANGE_NOT_SATISFIABLE',
      ...REQUEST_ERRORS,
      ...STREAM_ERRORS,
    ],
    isPublic: true,
  },
};
