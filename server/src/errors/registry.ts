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
  EXPORT_SCRATCH_FULL: {
    status: 507,
    message: 'The sheets after the first need more temporary disk space than there is. Ask for fewer rows or sheets.',
  },
  EXPORT_CANCELLED: {
    status: 499,
    message: 'The client went away before the export was finished.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;
