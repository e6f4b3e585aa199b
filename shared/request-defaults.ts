/** What the options of a file mean where a request does not name them, whoever asks. */
export const OPTION_DEFAULTS = {
  timeZone: 'UTC',
  separator: '; ',
  absoluteUrls: false,
  gzip: false,
  delimiter: ',',
  lineBreak: 'crlf',
  formulaGuard: true,
  root: 'data',
  metadata: true,
  pretty: false,
} as const;
