import { exporterQuery, pageQuery, previewQuery } from '../requests/queries';
import {
  CATALOGUE_ERRORS,
  type Operation,
  type OperationName,
  REQUEST_ERRORS,
  STREAM_ERRORS,
  SUBMISSION_ERRORS,
} from './operation';

type ExportAction =
  | ('listExporters' | 'describeExporter' | 'streamExport' | 'submitExport' | 'submitLargeExport')
  | ('estimateExport' | 'previewExport' | 'issueExportTicket' | 'showHealth' | 'showPoints');

/** What is asked of exporters. */
export const EXPORT_OPERATIONS: { readonly [Name in ExportAction & OperationName]: Operation } = {
  listExporters: {
    tag: 'Catalogue',
    summary: 'What the caller may export',
    description: 'By label.',
    answers: { kind: 'json', status: 200, schema: 'ExporterList' },
    errors: ['EXPORT_INVALID_REQUEST'],
  },
  describeExporter: {
    tag: 'Catalogue',
    summary: 'One exporter and its columns',
    description:
      'The tree of columns, with why some are closed to the caller. Below relations and media it is given on request, with `path`.',
    query: exporterQuery,
    answers: { kind: 'json', status: 200, schema: 'ExporterDetails' },
    errors: CATALOGUE_ERRORS,
  },
  streamExport: {
    tag: 'Downloads',
    summary: 'the file',
    description:
      'The file is made while it is sent (`Transfer-Encoding: chunked`, no `Content-Length`). After its first byte ' +
      'nothing can be answered any more: on a failure the connection breaks, so that half a file is never taken for a ' +
      'whole one. `HEAD` answers with the headers alone. Unknown parameters are refused.',
    request: 'query',
    answers: { kind: 'stream' },
    errors: [...REQUEST_ERRORS, ...STREAM_ERRORS],
  },
  submitExport: {
    tag: 'Jobs',
    summary: 'the file where it is small, otherwise a background job',
    description:
      'A large export, and one whose rows take more than 15 seconds to count, becomes a job. With ' +
      '`Prefer: respond-async` it is one whatever the size. The same request, while it waits or runs, is the same job.',
    request: 'body',
    answers: { kind: 'file-or-job' },
    errors: [...REQUEST_ERRORS, ...STREAM_ERRORS, ...SUBMISSION_ERRORS],
  },
  submitLargeExport: {
    tag: 'Jobs',
    summary: 'a background job',
    description:
      'Refused where the export is small enough to be streamed. The same request, while it waits or runs, is the same job.',
    request: 'body',
    answers: { kind: 'job' },
    errors: [...REQUEST_ERRORS, ...SUBMISSION_ERRORS, 'EXPORT_TOO_FEW_ROWS'],
  },
  estimateExport: {
    tag: 'Catalogue',
    summary: 'what the export would be',
    description: 'Rows, about how many bytes, columns, and whether the answer would be the file or a job.',
    request: 'body',
    answers: { kind: 'json', status: 200, schema: 'EstimateAnswer' },
    errors: [...REQUEST_ERRORS, 'EXPORT_SAMPLE_TOO_SLOW'],
  },
  previewExport: {
    tag: 'Catalogue',
    summary: 'the first rows',
    description: 'As text, as CSV and Excel show them.',
    query: previewQuery,
    request: 'body',
    answers: { kind: 'json', status: 200, schema: 'PreviewAnswer' },
    errors: [...REQUEST_ERRORS, 'EXPORT_TOO_MANY_ROWS', 'EXPORT_SAMPLE_TOO_SLOW'],
  },
  issueExportTicket: {
    tag: 'Downloads',
    summary: 'a link that streams the file without a header',
    description: 'For browsers. The link begins one download, within 60 seconds.',
    request: 'body',
    answers: { kind: 'json', status: 201, schema: 'TicketAnswer' },
    errors: REQUEST_ERRORS,
  },
  showPoints: {
    tag: 'Points',
    summary: "The caller's points",
    description: 'The balance, and a page of what changed it, newest first.',
    query: pageQuery,
    answers: { kind: 'json', status: 200, schema: 'OwnPointsAnswer' },
    errors: ['EXPORT_INVALID_REQUEST'],
  },
  showHealth: {
    tag: 'Health',
    summary: 'Whether jobs would run now',
    description: 'And what is wrong, if anything: queue, workers, storage.',
    answers: { kind: 'json', status: 200, schema: 'HealthAnswer' },
    errors: ['EXPORT_INVALID_REQUEST'],
  },
};
