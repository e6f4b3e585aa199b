import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Chunk, Encoder } from '../encoder/port';
import type { Source } from '../source/port';
import { chunksOf } from './chunks';

export interface RunInput {
  readonly source: Source;
  readonly encoder: Encoder;
  /** Ended when the file is whole, destroyed when it is not. */
  readonly sink: Writable;
  readonly signal: AbortSignal;
  readonly gzip: boolean;
  /** Whether the SHA-256 of the bytes is wanted; it costs about a second for 500 MB. */
  readonly wantsChecksum: boolean;
  /** Told after each batch how many rows have been encoded. */
  readonly onProgress?: (rows: number) => void;
}

export interface RunResult {
  readonly rows: number;
  readonly bytes: number;
  /** Hexadecimal, `null` when not wanted. */
  readonly sha256: string | null;
  readonly milliseconds: number;
}

/** Source ⇒ encoder: nothing is handed on before the first batch is there, so that early failures leave no file. */
const encodeRows = async function* (
  { source, encoder, onProgress }: RunInput,
  count: (rows: number) => void,
): AsyncGenerator<Chunk, void, undefined> {
  let rows = 0;
  let hasBegun = false;
  for await (const batch of source.batches()) {
    if (!hasBegun) {
      hasBegun = true;
      yield await encoder.begin(batch);
    }
    yield await encoder.rows(batch);
    rows += batch.length;
    count(rows);
    onProgress?.(rows);
  }
  if (!hasBegun) yield await encoder.begin([]);
  yield* chunksOf(encoder.end(rows));
};

const withoutEmpty = async function* (chunks: AsyncIterable<Chunk>): AsyncGenerator<Chunk, void, undefined> {
  for await (const chunk of chunks) if (chunk.length > 0) yield chunk;
};

/** Closes both, also where one fails; the first failure is thrown. */
const closeBoth = async ({ source, encoder }: RunInput): Promise<void> => {
  const closings = await Promise.allSettled([source, encoder].map(async (end) => end.close?.()));
  for (const closing of closings) if (closing.status === 'rejected') throw closing.reason;
};

/**
 * The one way from rows to a file: one pipeline with back-pressure, cancelled by one signal. Whatever fails destroys
 * both ends, and the first error is the one that is thrown. Source and encoder are closed in every outcome.
 */
export const run = async (input: RunInput): Promise<RunResult> => {
  const { sink, signal, gzip, wantsChecksum } = input;
  const started = performance.now();
  const hash = wantsChecksum ? createHash('sha256') : null;
  let rows = 0;
  let bytes = 0;
  const meter = async function* (chunks: AsyncIterable<Chunk>): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of chunks) {
      const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      bytes += buffer.length;
      hash?.update(buffer);
      yield buffer;
    }
  };
  const encoded = withoutEmpty(
    encodeRows(input, (count) => {
      rows = count;
    }),
  );
  try {
    if (gzip) await pipeline(encoded, createGzip(), meter, sink, { signal });
    else await pipeline(encoded, meter, sink, { signal });
  } catch (error) {
    // The first error is the one that counts; what fails once more while it is given back tells nothing.
    await closeBoth(input).catch(() => undefined);
    throw error;
  }
  await closeBoth(input);
  return { rows, bytes, sha256: hash?.digest('hex') ?? null, milliseconds: performance.now() - started };
};
