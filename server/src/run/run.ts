import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Row } from '../../../shared/columns';
import type { Chunk, Encoder } from '../encoder/port';
import { rowsOf } from '../row/row-block';
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

/** Some rows on their way to the encoder. */
interface Batch {
  readonly length: number;
  /** The rows, for what must be decided before the first one. */
  sample(): readonly Row[];
  encode(): Chunk | Promise<Chunk>;
}

/** In blocks where both ends know them. */
const batchesOf = async function* ({ source, encoder }: RunInput): AsyncGenerator<Batch, void, undefined> {
  if (source.blocks === undefined || encoder.block === undefined) {
    for await (const rows of source.batches()) {
      yield { length: rows.length, sample: () => rows, encode: () => encoder.rows(rows) };
    }
    return;
  }
  const encode = encoder.block.bind(encoder);
  for await (const block of source.blocks()) {
    yield { length: block.length, sample: () => rowsOf(block), encode: () => encode(block) };
  }
};

/** Source ⇒ encoder: nothing is handed on before the first batch is there, so that early failures leave no file. */
const encodeRows = async function* (
  input: RunInput,
  count: (rows: number) => void,
): AsyncGenerator<Chunk, void, undefined> {
  const { encoder, onProgress } = input;
  let rows = 0;
  let hasBegun = false;
  for await (const batch of batchesOf(input)) {
    if (!hasBegun) {
      hasBegun = true;
      yield await encoder.begin(batch.sample());
    }
    yield await batch.encode();
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
