import { Buffer } from 'node:buffer';
import { constants, crc32, deflateRaw, type ZlibOptions } from 'node:zlib';
import { giveBackChunk } from '../../memory/chunk-memory';
import type { Chunk } from '../port';

/** Compresses one piece without waiting for it: `zlib.deflateRaw`, or what a test puts in its place. */
export type DeflatePiece = (
  piece: Uint8Array,
  options: ZlibOptions,
  done: (error: Error | null, bytes: Uint8Array) => void,
) => void;

/** What the directory of a ZIP file says about an entry's content. */
export interface ContentSummary {
  readonly crc: number;
  /** Bytes before compression. */
  readonly size: number;
  readonly compressedSize: number;
}

/** Turns the content of one ZIP entry into one raw deflate stream. */
export interface Deflater {
  /** Takes over a piece of it; waits while too many pieces are being compressed. */
  write(piece: Chunk): Promise<void>;
  /** Takes over the last piece and waits until every piece was handed on. */
  finish(piece: Chunk): Promise<ContentSummary>;
}

/** Is given the compressed pieces of a stream, in the order of its content. */
export type EmitPiece = (bytes: Uint8Array) => void;

/** Deflate streams that are written by turns and held to one bound. */
export interface DeflatePool {
  /** Begins a stream. */
  start(emit: EmitPiece): Deflater;
}

export interface DeflatePoolInput {
  /** zlib level, 1 to 9. */
  readonly level: number;
  readonly deflate: DeflatePiece;
}

/** One piece on its way; `bytes` is there once it is compressed. */
interface Slot {
  readonly piece: Uint8Array;
  /** Who looks at the piece still: its own compression, and the next one, whose dictionary it ends with. */
  readers: number;
  bytes: Uint8Array | null;
}

const leave = (slot: Slot | undefined): void => {
  if (slot === undefined) return;
  slot.readers -= 1;
  if (slot.readers === 0) giveBackChunk(slot.piece);
};

/**
 * How many compressed or waiting pieces are held, of all streams together: with about 256 kB each, memory stays flat
 * however large the file is and however many sheets it has.
 */
const MAX_IN_FLIGHT = 3;

/** The window of deflate (RFC 1951): how far back a piece can refer. */
const WINDOW = 32_768;

/** Most pieces shrink to less than this, so that one trip through libuv's thread pool compresses a piece. */
const OUTPUT_CHUNK = 65_536;

/** The default: a thread of libuv's pool compresses while the next piece is being built. */
export const deflateInPool: DeflatePiece = (piece, options, done) => {
  deflateRaw(piece, options, done);
};

/**
 * Compresses pieces in parallel the way pigz does: each piece is given the last 32 kB of the one before as dictionary
 * and ends with a sync flush on a byte boundary, so that the pieces put together are one deflate stream (RFC 1951).
 *
 * A failure is kept and thrown by the next `write` or `finish` of any stream; no promise is left that could reject
 * unheard.
 */
export const createDeflatePool = ({ level, deflate }: DeflatePoolInput): DeflatePool => {
  const waiting = new Set<() => void>();
  let held = 0;
  let failure: Error | null = null;

  const waitUntil = async (isTrue: () => boolean): Promise<void> => {
    while (!isTrue() && failure === null) {
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
    if (failure !== null) throw failure;
  };

  const wake = (): void => {
    for (const resolve of waiting) resolve();
    waiting.clear();
  };

  const start = (emit: EmitPiece): Deflater => {
    const slots: Slot[] = [];
    let last: Slot | undefined;
    let crc = 0;
    let size = 0;
    let compressedSize = 0;

    const emitFinished = (): void => {
      for (let first = slots[0]; first?.bytes; first = slots[0]) {
        slots.shift();
        held -= 1;
        compressedSize += first.bytes.length;
        emit(first.bytes);
      }
    };

    const submit = (chunk: Chunk, flush: number): void => {
      const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      const slot: Slot = { piece, readers: 2, bytes: null };
      const before = last;
      last = slot;
      slots.push(slot);
      held += 1;
      crc = crc32(piece, crc);
      size += piece.length;
      const options: ZlibOptions = { level, finishFlush: flush, chunkSize: OUTPUT_CHUNK };
      if (before !== undefined) options.dictionary = before.piece.subarray(-WINDOW);
      const settle = (error: Error | null, bytes: Uint8Array | null): void => {
        if (error) failure ??= error;
        else slot.bytes = bytes;
        if (failure === null) {
          leave(before);
          leave(slot);
          emitFinished();
        }
        wake();
      };
      try {
        deflate(piece, options, settle);
      } catch (error) {
        // Options that zlib refuses are thrown at once; the slot would otherwise be waited for forever.
        settle(error instanceof Error ? error : new Error(String(error)), null);
      }
    };

    const hasRoom = (): boolean => held < MAX_IN_FLIGHT;

    return {
      async write(piece) {
        await waitUntil(hasRoom);
        submit(piece, constants.Z_SYNC_FLUSH);
      },
      async finish(piece) {
        await waitUntil(hasRoom);
        submit(piece, constants.Z_FINISH);
        await waitUntil(() => slots.length === 0);
        leave(last);
        return { crc, size, compressedSize };
      },
    };
  };

  return { start };
};
