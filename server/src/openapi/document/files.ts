import { FORMATS, type Format } from '../../../../shared/formats';
import { defaultsFor } from '../../exporter/exporter';
import type { DescribedSite, OpenExporter } from '../site';
import { type Json, refTo } from './json-schema';

/** Bytes as they are; generators of clients go by this format. */
const BINARY: Json = { type: 'string', format: 'binary' };

const TEXT: Json = { type: 'string' };

const DEFAULT_ROOT = 'data';

/** A JSON file, whose key for the rows is the exporter's where the request names none. */
const jsonFile = (exporter?: OpenExporter): Json => {
  const { root = DEFAULT_ROOT, metadata = true } = exporter === undefined ? {} : defaultsFor(exporter.exporter, 'json');
  return {
    type: 'object',
    properties: {
      metadata: {
        type: 'object',
        description: `What the file holds: exporter, moment, requester, columns, filters, sort, number of rows.${metadata === true ? '' : ' Only with `metadata=true`.'}`,
      },
      [String(root)]: {
        type: 'array',
        items: { type: 'object' },
        description: 'The rows, nested by the paths of their columns; under the key that `root` names.',
      },
      recordCount: { type: 'integer', description: 'Where the metadata has only an estimate.' },
    },
  };
};

const schemaOf = (format: Format, exporter?: OpenExporter): Json => {
  if (format === 'json') return jsonFile(exporter);
  return format === 'xlsx' ? BINARY : TEXT;
};

/** Media types stand in the document without their parameters, which the header has. */
const typeOf = (mime: string): string => mime.split(';')[0] ?? mime;

/** The contents of a file in any of these formats, compressed where that can be. */
export const contentsOf = (site: DescribedSite, formats: readonly Format[], exporter?: OpenExporter): Json => ({
  ...Object.fromEntries(
    FORMATS.filter((format) => formats.includes(format)).map((format) => [
      typeOf(site.mediaTypes[format]),
      { schema: schemaOf(format, exporter) },
    ]),
  ),
  ...(formats.some((format) => format !== 'xlsx') && { [site.gzipMediaType]: { schema: BINARY } }),
});

const header = (description: string, example: string): Json => ({
  description,
  schema: { type: 'string' },
  example,
});

/** One that every such answer has. */
const needed = (description: string, example: string): Json => ({ ...header(description, example), required: true });

/** The headers of answers. */
export const HEADERS: Json = {
  ContentDisposition: header(
    'The name that the file is offered as, encoded after RFC 5987.',
    'attachment; filename="hotels_2026-02-03.csv"',
  ),
  LeftOut: header('Default columns that the caller may not read, separated by commas.', 'email,phone'),
  ContentLength: needed('Bytes of this answer.', '1048576'),
  AcceptRanges: needed('Ranges of bytes can be asked for.', 'bytes'),
  ContentRange: needed('Which bytes these are, and of how many.', 'bytes 0-1023/1048576'),
  EntityTag: needed(
    'Behind a token the SHA-256 of the file.',
    '"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"',
  ),
  WeakTag: needed('For `If-None-Match`.', 'W/"0b1f6a3c2d4e5f60718293a4b5c6d7e8"'),
  LastModified: needed('When the file was finished.', 'Tue, 03 Feb 2026 04:05:06 GMT'),
  Location: needed('Where to ask for the job.', '/api/export/jobs/eqz5pfbq5ubm6uqwp027ad32'),
  RetryAfter: { description: 'Seconds after which to ask again.', schema: { type: 'integer' }, example: 1 },
  PreferenceApplied: header('`respond-async`, where the request preferred it.', 'respond-async'),
};

/** The headers of every file. */
export const FILE_HEADERS: Json = {
  'Content-Disposition': refTo('headers', 'ContentDisposition'),
  'X-Export-Left-Out': refTo('headers', 'LeftOut'),
};

/** The headers of a file that is there already. */
export const STORED_HEADERS: Json = {
  'Content-Disposition': refTo('headers', 'ContentDisposition'),
  'Accept-Ranges': refTo('headers', 'AcceptRanges'),
  'Content-Length': refTo('headers', 'ContentLength'),
  ETag: refTo('headers', 'EntityTag'),
  'Last-Modified': refTo('headers', 'LastModified'),
};
