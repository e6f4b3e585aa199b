interface ErrorEntry {
  /** HTTP status of the answer. */
  readonly status: number;
  /** What went wrong and what to do next, for a person. */
  readonly message: string;
}

/** Every error this plugin answers with. Codes are stable; messages may get better. */
export const ERRORS = {
  EXPORT_INVALID_REQUEST: {
    status: 400,
    message: 'The export request is not valid. Correct the named fields and send it again.',
  },
  EXPORT_UNKNOWN_EXPORTER: {
    status: 404,
    message: 'There is nothing to export under this name, or it is not open to you.',
  },
  EXPORT_UNKNOWN_COLUMN: {
    status: 400,
    message: 'A requested column does not exist.',
  },
  EXPORT_INVALID_FILTER: {
    status: 400,
    message: 'A filter cannot be applied.',
  },
  EXPORT_INVALID_SORT: {
    status: 400,
    message: 'The rows cannot be sorted this way.',
  },
  EXPORT_UNKNOWN_LOCALE: {
    status: 400,
    message: 'The requested locale is not one of the locales of this content.',
  },
  EXPORT_INVALID_PUBLICATION: {
    status: 400,
    message: 'This content has no drafts: leave `publication` out.',
  },
  EXPORT_TOO_MANY_COLUMNS: {
    status: 400,
    message: 'The file format cannot hold this many columns.',
  },
  EXPORT_TOO_MANY_ROWS: {
    status: 400,
    message: 'The export has more rows than are allowed. Narrow the filters, or ask for a higher `maxRows`.',
  },
  EXPORT_INSUFFICIENT_POINTS: {
    status: 402,
    message: 'You have too few points for this export. Narrow it, or ask the operators of the site for more points.',
  },
  EXPORT_UNKNOWN_ACCOUNT: {
    status: 404,
    message: 'There is no such account of points, and no end user who could have one.',
  },
  EXPORT_PRESET_NOT_FOUND: {
    status: 404,
    message: 'There is no such preset, or it is not shared with you.',
  },
  EXPORT_SCHEDULE_NOT_FOUND: {
    status: 404,
    message: 'There is no such schedule, or it is not yours.',
  },
  EXPORT_FORBIDDEN: {
    status: 403,
    message: 'You may not export this content.',
  },
  EXPORT_FIELD_FORBIDDEN: {
    status: 403,
    message: 'The request names a field that you may not read.',
  },
  EXPORT_LOCALE_FORBIDDEN: {
    status: 403,
    message: 'The request names a locale that you may not read.',
  },
  EXPORT_ADDRESS_NOT_ALLOWED: {
    status: 403,
    message: 'Exports may not be asked for from this address.',
  },
  EXPORT_TOO_MANY_STREAMS: {
    status: 429,
    message: 'Too many exports are being downloaded at this moment. Try again shortly.',
  },
  EXPORT_DATABASE_UNAVAILABLE: {
    status: 503,
    message: 'The database does not answer. Try again shortly.',
  },
  EXPORT_STALLED: {
    status: 503,
    message: 'The client stopped reading, so the download was cut.',
  },
  EXPORT_TOO_SLOW: {
    status: 503,
    message: 'The download took longer than a stream may take, so it was cut.',
  },
  EXPORT_SAMPLE_TOO_SLOW: {
    status: 503,
    message:
      'The database needs more than a minute to count the rows or to find the first. The export itself has no such limit; an index on what it filters and sorts by helps.',
  },
  EXPORT_SCRATCH_FULL: {
    status: 507,
    message: 'The sheets after the first need more temporary disk space than there is. Ask for fewer rows or sheets.',
  },
  EXPORT_CREDENTIAL_GONE: {
    status: 403,
    message: 'Whoever asked for this export may not any more: the account or token is gone, expired or blocked.',
  },
  EXPORT_RIGHTS_CHANGED: {
    status: 403,
    message: 'Your rights are not those that the file was made with. Run the export again.',
  },
  EXPORT_TOO_FEW_ROWS: {
    status: 400,
    message: 'The export is too small for a background job: stream it.',
  },
  EXPORT_JOB_NOT_FOUND: {
    status: 404,
    message: 'There is no such job, or it is not yours.',
  },
  EXPORT_JOB_NOT_READY: {
    status: 409,
    message: 'The file is not ready. Ask for the job until its status is completed.',
  },
  EXPORT_JOB_CONFLICT: {
    status: 409,
    message: 'The job is not in a state in which this can be done.',
  },
  EXPORT_FILE_EXPIRED: {
    status: 410,
    message: 'The file is not kept any more. Run the export again.',
  },
  EXPORT_TICKET_INVALID: {
    status: 404,
    message: 'This download link is unknown, used or out of time. Ask for a new one.',
  },
  EXPORT_RANGE_NOT_SATISFIABLE: {
    status: 416,
    message: 'The file has no such range of bytes.',
  },
  EXPORT_TOO_MANY_JOBS: {
    status: 429,
    message: 'Too many exports are waiting. Try again when some of them are done.',
  },
  EXPORT_STORAGE_FAILED: {
    status: 503,
    message: 'The place where files are kept does not answer as it should. Try again shortly.',
  },
  EXPORT_STORAGE_FULL: {
    status: 507,
    message: 'There is no room for the file. Delete exports that are not needed, or ask for fewer rows.',
  },
  EXPORT_STORAGE_NOT_SHARED: {
    status: 503,
    message:
      'Files are kept on disks that not all processes share, so no job can be taken. See `storage` in the settings.',
  },
  EXPORT_QUEUE_UNAVAILABLE: {
    status: 503,
    message: 'The queue does not answer.',
  },
  EXPORT_NO_PROGRESS: {
    status: 503,
    message: 'The export came no further for a long time: the database or the place where files are kept hangs.',
  },
  EXPORT_WORKER_LOST: {
    status: 500,
    message: 'The process that wrote the file ended each time before it was done.',
  },
  EXPORT_INTERNAL: {
    status: 500,
    message: 'The export failed for a reason of the server. Its log names the job.',
  },
  EXPORT_CANCELLED: {
    status: 499,
    message: 'The client went away before the export was finished.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;

/** Where a code is explained: its place in this plugin's repository, a page with an anchor for each code. */
export const docsOf = (code: ErrorCode): string => `docs/reference/errors.md#${code.toLowerCase()}`;
