import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import parseRange from 'range-parser';
import { ExportError } from '../errors/export-error';
import { createHttpSink, fileHeaders, type HttpFile } from './http';

/** A finished file, as it is offered. */
export interface StoredHttpFile extends HttpFile {
  readonly bytes: number;
  /** The strong entity tag (RFC 9110, 8.8.3) that a resumed download is checked by, with its quotes. */
  readonly entityTag: string;
  readonly modifiedAt: Date;
}

/** The part of a file that is sent: all of it, or one range. */
export interface Part {
  readonly status: 200 | 206;
  readonly start: number;
  /** Included. */
  readonly end: number;
}

/** Whether `If-Range` (RFC 9110, 13.1.5) names the file as it is; a missing header asks for nothing. */
const meetsIfRange = (header: string | undefined, file: StoredHttpFile): boolean =>
  header === undefined || header === file.entityTag;

/**
 * What a request asks for (RFC 9110, 14.2). A range of several parts is answered with the whole file, which the standard
 * allows, and so is one whose `If-Range` names another file.
 *
 * @throws ExportError `EXPORT_RANGE_NOT_SATISFIABLE`
 */
export const partOf = ({ headers }: Pick<IncomingMessage, 'headers'>, file: StoredHttpFile): Part => {
  const whole: Part = { status: 200, start: 0, end: file.bytes - 1 };
  const { range } = headers;
  if (range === undefined || !meetsIfRange(headers['if-range'] as string | undefined, file)) return whole;
  const ranges = parseRange(file.bytes, range);
  if (ranges === -1) throw new ExportError('EXPORT_RANGE_NOT_SATISFIABLE');
  if (ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return whole;
  const [{ start, end } = whole] = ranges;
  return { status: 206, start, end };
};

/** The headers of a part of a file. */
export const partHeaders = (file: StoredHttpFile, { status, start, end }: Part): Readonly<Record<string, string>> => ({
  ...fileHeaders(file),
  'Accept-Ranges': 'bytes',
  'Content-Length': String(end - start + 1),
  ETag: file.entityTag,
  'Last-Modified': file.modifiedAt.toUTCString(),
  ...(status === 206 && { 'Content-Range': `bytes ${start}-${end}/${file.bytes}` }),
});

export interface SendOptions {
  readonly file: StoredHttpFile;
  readonly part: Part;
  readonly source: Readable;
  readonly response: ServerResponse;
  /** Milliseconds without the client taking a byte, after which it is cut. */
  readonly stallTimeout: number;
}

/** Sends a part of a finished file; what fails after the first byte breaks the connection. */
export const sendPart = async ({ file, part, source, response, stallTimeout }: SendOptions): Promise<void> => {
  const abort = new AbortController();
  // The close also follows a whole response, and comes before the pipeline tells of its end.
  let isFinished = false;
  response.once('finish', () => {
    isFinished = true;
  });
  const onClose = (): void => {
    if (!isFinished) abort.abort(new ExportError('EXPORT_CANCELLED'));
  };
  const sink = createHttpSink(response, file, {
    stallTimeout,
    onStall: () => abort.abort(new ExportError('EXPORT_STALLED')),
    status: part.status,
    headers: partHeaders(file, part),
  });
  response.once('close', onClose);
  try {
    await pipeline(source, sink, { signal: abort.signal });
  } catch (error) {
    throw abort.signal.aborted ? abort.signal.reason : error;
  } finally {
    response.removeListener('close', onClose);
  }
};
