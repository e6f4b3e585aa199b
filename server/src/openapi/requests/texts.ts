import type { ExportRequest } from '../../request/schema';

type KeyOf<Union> = Union extends unknown ? keyof Union : never;

/** A parameter that some format takes; who asks for what is said by the address. */
export type ParameterName = Exclude<KeyOf<ExportRequest>, 'exporter' | 'format'>;

const PATTERN = 'of `yyyy MM dd HH mm ss SSS`, in CSV and Excel, for columns without a format of their own.';

/** What each parameter means. */
export const TEXTS: { readonly [Name in ParameterName]: string } = {
  columns:
    'Columns by path or key, in this order. Where a path leads over a list, a choice for it stands behind a colon: ' +
    '`tags:count`, `tags.label:first`. Default: those of the exporter.',
  filters: "Strapi's filters; in a query string also in brackets, `filters[rating][$gte]=4`.",
  sort: 'Fields to sort by, each with a direction, such as `name:asc`. Default: the stable key.',
  locale: "Locales of localised content, `*` for all that the caller may read. Default: the site's default locale.",
  publication: 'Which versions of documents; `modified` are drafts changed since they were published. Alias: `status`.',
  search: "Text within the type's own readable text fields, or an equal number in its numbers. Alias: `_q`.",
  timeZone: 'IANA name of the zone in which CSV and Excel show dates with a time.',
  separator: 'Between the values of several related rows in one cell of CSV and Excel.',
  dateFormat: `How dates are shown: a pattern ${PATTERN}`,
  timeFormat: `How times are shown: a pattern ${PATTERN}`,
  datetimeFormat: `How dates with a time are shown: a pattern ${PATTERN}`,
  headers: "Whether columns of CSV and Excel are called by the content manager's labels or by their paths.",
  absoluteUrls: "Whether addresses of files on the site's own server begin with the server's address.",
  gzip: 'Whether the file is compressed as a whole.',
  flavor: '`excel` begins with the UTF-8 byte order mark, by which Excel knows the encoding.',
  delimiter: 'Between the cells of a line; a tab is `%09` in a query string.',
  lineBreak: 'At the end of each line.',
  formulaGuard: 'Whether text that a spreadsheet would run as a formula gets an apostrophe in front.',
  root: 'The key of the rows.',
  metadata: 'Whether a header of what the file holds stands before the rows.',
  pretty: 'Whether the file is indented, two spaces a level.',
  sheetName: "The name of the main sheet. Default: the exporter's label.",
};
