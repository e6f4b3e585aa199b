import type { Format } from '../../../shared/formats';
import { createCsvEncoder } from '../encoder/csv';
import { createJsonEncoder, type JsonMetadata } from '../encoder/json';
import { createNdjsonEncoder } from '../encoder/ndjson';
import type { ExportConfig } from '../config';
import type { Encoder, EncoderInput } from '../encoder/port';
import { createXlsxEncoder } from '../encoder/xlsx';
import type { ExportRequest } from '../request/schema';

/** What an encoder needs besides the request. */
export interface EncoderContext extends EncoderInput {
  /** The flavour of CSV where the request names none. */
  readonly defaultFlavor: 'excel' | 'plain';
  readonly metadata: JsonMetadata;
  /** The key under which JSON tells the number of rows behind them, `null` for nowhere. */
  readonly trailingCount: string | null;
  readonly title: string;
  readonly compressionLevel: ExportConfig['xlsxCompressionLevel'];
}

type RequestOf<F extends Format> = Extract<ExportRequest, { format: F }>;

interface FileFormat<F extends Format> {
  readonly mime: string;
  readonly extension: string;
  createEncoder(request: RequestOf<F>, context: EncoderContext): Encoder;
}

/** Every format: what it is called on the wire, and what writes it. */
const FILE_FORMATS: { readonly [F in Format]: FileFormat<F> } = {
  csv: {
    mime: 'text/csv; charset=utf-8; header=present',
    extension: 'csv',
    createEncoder: ({ flavor, delimiter, formulaGuard, lineBreak }, context) =>
      createCsvEncoder({ ...context, flavor: flavor ?? context.defaultFlavor, delimiter, formulaGuard, lineBreak }),
  },
  json: {
    mime: 'application/json; charset=utf-8',
    extension: 'json',
    createEncoder: ({ root, metadata, pretty }, context) =>
      createJsonEncoder({
        ...context,
        root,
        pretty,
        metadata: metadata ? context.metadata : null,
        trailingCount: metadata ? context.trailingCount : null,
      }),
  },
  ndjson: {
    mime: 'application/x-ndjson; charset=utf-8',
    extension: 'ndjson',
    createEncoder: (_request, context) => createNdjsonEncoder(context),
  },
  xlsx: {
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    createEncoder: ({ sheetName }, context) => createXlsxEncoder({ ...context, sheetName: sheetName ?? context.title }),
  },
};

/** Whether the request's file is compressed as a whole. */
export const isGzipped = (request: ExportRequest): boolean => 'gzip' in request && request.gzip;

/** The media type and the extension of the request's file. */
export const fileTypeOf = (request: ExportRequest): { readonly mime: string; readonly extension: string } => {
  const { mime, extension } = FILE_FORMATS[request.format];
  return isGzipped(request) ? { mime: 'application/gzip', extension: `${extension}.gz` } : { mime, extension };
};

/** Makes the encoder that the request asks for. */
export const createEncoder = (request: ExportRequest, context: EncoderContext): Encoder => {
  // The table's key is the request's own format, which the compiler cannot follow through an index.
  const format = FILE_FORMATS[request.format] as FileFormat<Format>;
  return format.createEncoder(request, context);
};
