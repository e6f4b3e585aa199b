import type { ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import contentDisposition from 'content-disposition';
import { giveBackChunk } from '../memory/chunk-memory';

/** What a client is handed at once, a batch of usual rows; small enough that a slow one is seen to make progress. */
const PIECE = 128 * 1024;

/** Bytes that may wait for the client, so that the next rows are encoded meanwhile. */
const BUFFERED = 2 * PIECE;

export interface HttpFile {
  /** Offered name; any characters, the header is encoded after RFC 5987. */
  readonly name: string;
  readonly mime: string;
  /** Columns that are left out because the caller may not read them. */
  readonly leftOut?: readonly string[];
}

export interface HttpSinkOptions {
  /** Milliseconds without the client taking a byte, after which `onStall` is called. */
  readonly stallTimeout: number;
  /** Called once; expected to abort the run. */
  onStall(): void;
  /** Called when the client is gone, which the connection may tell by an error before it closes. Default: nothing. */
  onLost?(): void;
  /** Default: 200. */
  readonly status?: number;
  /** Default: those of a file that is made while it is sent. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Characters that a header carries in no agreed encoding (RFC 6266, appendix D); `filename*` has them all. */
const NOT_ASCII = /[^\x20-\x7E]/g;

/** As many names as a header may hold without trouble on the way; the catalogue has them all. */
const MAX_LEFT_OUT = 4_000;

const leftOutHeader = (names: readonly string[]): Readonly<Record<string, string>> => {
  if (names.length === 0) return {};
  const list = names.join(',').replace(NOT_ASCII, '_');
  const end = list.lastIndexOf(',', MAX_LEFT_OUT);
  return { 'X-Export-Left-Out': list.length <= MAX_LEFT_OUT ? list : `${list.slice(0, end)},...` };
};

/** The headers of a file that is made for one caller, at one moment, under that caller's rights. */
export const fileHeaders = ({ name, mime, leftOut = [] }: HttpFile): Readonly<Record<string, string>> => ({
  'Content-Type': mime,
  'Content-Disposition': contentDisposition(name, { fallback: name.replace(NOT_ASCII, '_') }),
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'private, no-store',
  ...leftOutHeader(leftOut),
});

/**
 * A sink into an HTTP response. Headers go out with the first byte, so that whatever fails before can still be answered
 * properly. What fails later breaks the connection: a client must never take half a file for a whole one.
 */
export const createHttpSink = (response: ServerResponse, file: HttpFile, options: HttpSinkOptions): Writable => {
  const { stallTimeout, onStall, onLost, status = 200, headers = fileHeaders(file) } = options;

  const start = (): void => {
    if (response.headersSent) return;
    response.statusCode = status;
    for (const [header, value] of Object.entries(headers)) response.setHeader(header, value);
    response.flushHeaders();
  };

  let timer: NodeJS.Timeout | undefined;

  const waitForClient = (): void => {
    timer = setTimeout(onStall, stallTimeout);
  };

  const send = (piece: Buffer, done: (error?: Error | null) => void): void => {
    waitForClient();
    response.write(piece, (error) => {
      clearTimeout(timer);
      // What is destroyed by our own hand was not lost.
      if (error && !sink.destroyed) onLost?.();
      done(error);
    });
  };

  const sink = new Writable({
    highWaterMark: BUFFERED,
    write: (chunk: Buffer, _encoding, done) => {
      start();
      let from = 0;
      const next = (error?: Error | null): void => {
        if (error) done(error);
        else if (from >= chunk.length) {
          giveBackChunk(chunk);
          done();
        } else {
          const piece = chunk.subarray(from, from + PIECE);
          from += PIECE;
          send(piece, next);
        }
      };
      next();
    },
    final: (done) => {
      start();
      waitForClient();
      let isSettled = false;
      const settle = (error: Error | null): void => {
        if (isSettled) return;
        isSettled = true;
        clearTimeout(timer);
        done(error);
      };
      // When the client is gone by now, the end is never confirmed; only the close tells.
      response.once('finish', () => settle(null));
      response.once('close', () => settle(new Error('The connection was closed before the end of the file.')));
      response.end();
    },
    destroy: (error, done) => {
      clearTimeout(timer);
      if (error !== null && response.headersSent) response.destroy();
      done(error);
    },
  });
  return sink;
};
