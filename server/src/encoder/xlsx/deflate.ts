import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { giveBackChunk } from '../../memory/chunk-memory';
import type { Chunk } from '../port';
import type { DeflatePiece } from './deflate-contexts';

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

/** One piece on its way. */
interface Slot {
  /** What it became, once it is compressed. */
  compressed: readonly Uint8Array[] | null;
}

/**
 * How many compressed or waiting pieces are held, of all streams together: with about 256 kB each, memory stays flat
 * however large the file is and however many sheets it has.
 */
const MAX_IN_FLIGHT = 3;

/**
 * Compresses pieces in parallel and puts them together to deflate streams.
 *
 * A failure is kept and thrown by the next `write` or `finish` of any stream; no promise is left that could reject
 * unheard.
 */
export const createDeflatePool = (deflate: DeflatePiece): DeflatePool => {
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
    let crc = 0;
    let size = 0;
    let compressedSize = 0;

    const emitFinished = (): void => {
      for (let first = slots[0]; first?.compressed; first = slots[0]) {
        slots.shift();
        held -= 1;
        for (const bytes of first.compressed) {
          compressedSize += bytes.length;
          emit(bytes);
        }
      }
    };

    const submit = (chunk: Chunk, isLast: boolean): void => {
      const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      const slot: Slot = { compressed: null };
      slots.push(slot);
      held += 1;
      crc = crc32(piece, crc);
      size += piece.length;
      const settle = (error: Error | null, compressed: readonly Uint8Array[]): void => {
        if (error) failure ??= error;
        else slot.compressed = compressed;
        if (failure === null) {
          giveBackChunk(piece);
          emitFinished();
        }
        wake();
      };
      try {
        deflate(piece, isLast, settle);
      } catch (error) {
        // A level that zlib refuses is thrown at once; the slot would otherwise be waited for forever.
        settle(error instanceof Error ? error : new Error(String(error)), []);
      }
    };

    const hasRoom = (): boolean => held < MAX_IN_FLIGHT;

    return {
      async write(piece) {
        await waitUntil(hasRoom);
        submit(piece, false);
      },
      async finish(piece) {
        await waitUntil(hasRoom);
        submit(piece, true);
        await waitUntil(() => slots.length === 0);
        return { crc, size, compressedSize };
      },
    };
  };

  return { start };
};
