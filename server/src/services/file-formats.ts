import type { ListPath, SheetColumns } from '../../../shared/columns';
import type { Format } from '../../../shared/formats';
import { createCsvCells, createCsvEncoder } from '../encoder/csv';
import { createExplodingEncoder } from '../encoder/exploding-encoder';
import { createJsonEncoder, type JsonMetadata } from '../encoder/json';
import { createNdjsonEncoder } from '../encoder/ndjson';
import type { ExportConfig } from '../config';
import type { CellWriter, Encoder, EncoderInput } from '../encoder/port';
import type { Scratch } from '../encoder/scratch';
import { createTableEncoder } from '../encoder/table';
import { createXlsxEncoder } from '../encoder/xlsx';
import { createXlsxCells } from '../encoder/xlsx/cells';
import type { Plan } from '../plan/plan';
import type { ExportRequest } from '../request/schema';

/** What an encoder needs besides the request. */
export interface EncoderContext extends EncoderInput {
  /** The flavour of CSV where the request names none. */
  readonly defaultFlavor: 'excel' | 'plain';
  readonly metadata: JsonMetadata;
  /** The key under which JSON tells the number of rows behind them, `null` for nowhere. */
  readonly trailingCount: string | null;
  readonly title: string;
  /** The lists whose items become rows of their own. */
  readonly rowPath: ListPath;
  /** Lists with sheets of their own, and where these wait. */
  readonly sheets: readonly SheetColumns[];
  readonly split: Plan['split'];
  readonly summary: Plan['summary'];
  readonly scratch: Scratch;
  readonly compressionLevel: ExportConfig['xlsxCompressionLevel'];
}

type RequestOf<F extends Format> = Extract<ExportRequest, { format: F }>;

interface FileFormat<F extends Format> {
  readonly mime: string;
  readonly extension: string;
  /** Whether the encoder itself makes rows of items, beside sheets of them. */
  readonly hasSheets?: true;
  createEncoder(request: RequestOf<F>, context: EncoderContext): Encoder;
  /** What writes the cells of a row, where that may change values. */
  createCells?(request: RequestOf<F>, context: EncoderContext): readonly CellWriter[];
}

/** Every format: what it is called on the wire, and what writes it. */
const FILE_FORMATS: { readonly [F in Format]: FileFormat<F> } = {
  csv: {
    mime: 'text/csv; charset=utf-8; header=present',
    extension: 'csv',
    createEncoder: ({ flavor, delimiter, formulaGuard, lineBreak }, context) =>
      createCsvEncoder({ ...context, flavor: flavor ?? context.defaultFlavor, delimiter, formulaGuard, lineBreak }),
    createCells: ({ delimiter, formulaGuard }, context) => createCsvCells({ ...context, delimiter, formulaGuard }),
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
    hasSheets: true,
    createEncoder: ({ sheetName }, context) => createXlsxEncoder({ ...context, sheetName: sheetName ?? context.title }),
    createCells: (_request, context) => createXlsxCells(context),
  },
};

/** Whether the request's file is compressed as a whole. */
export const isGzipped = (request: ExportRequest): boolean => 'gzip' in request && request.gzip;

/** The media type of each format's file. */
export const MEDIA_TYPES: { readonly [F in Format]: string } = {
  csv: FILE_FORMATS.csv.mime,
  json: FILE_FORMATS.json.mime,
  ndjson: FILE_FORMATS.ndjson.mime,
  xlsx: FILE_FORMATS.xlsx.mime,
};

/** The media type of a file that is compressed as a whole. */
export const GZIP_MEDIA_TYPE = 'application/gzip';

/** The media type and the extension of the request's file. */
export const fileTypeOf = (request: ExportRequest): { readonly mime: string; readonly extension: string } => {
  const { mime, extension } = FILE_FORMATS[request.format];
  return isGzipped(request) ? { mime: GZIP_MEDIA_TYPE, extension: `${extension}.gz` } : { mime, extension };
};

const withRowsOfItems = (encoder: Encoder, { rowPath }: EncoderContext): Encoder =>
  rowPath.length > 0 ? createExplodingEncoder(encoder, rowPath) : encoder;

/** Makes the encoder that the request asks for. */
export const createEncoder = (request: ExportRequest, context: EncoderContext): Encoder => {
  // The table's key is the request's own format, which the compiler cannot follow through an index.
  const format = FILE_FORMATS[request.format] as FileFormat<Format>;
  const encoder = format.createEncoder(request, context);
  return format.hasSheets === true ? encoder : withRowsOfItems(encoder, context);
};

/** What a preview of the request's file is made with. */
export const createPreviewEncoder = (request: ExportRequest, context: EncoderContext): Encoder => {
  const format = FILE_FORMATS[request.format] as FileFormat<Format>;
  const encoder = createTableEncoder(
    context,
    (warnings) => format.createCells?.(request, { ...context, warnings }) ?? [],
  );
  return withRowsOfItems(encoder, context);
};
