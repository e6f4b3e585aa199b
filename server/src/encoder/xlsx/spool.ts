import { giveBackChunk } from '../../memory/chunk-memory';
import type { Chunk } from '../port';
import type { Scratch } from '../scratch';
import type { ContentSummary, Deflater, EmitPiece } from './deflate';

/** A part of the package that waits for its turn, already compressed. */
export interface SpooledPart {
  readonly summary: ContentSummary;
  /** Its compressed content, in small pieces. */
  read(): AsyncIterable<Uint8Array>;
}

/** Writes a part of the package into the scratch place. */
export interface Spool {
  /** Adds a piece; waits while compression or the disk lags behind. */
  write(piece: Chunk): Promise<void>;
  /** Adds the last piece and completes the part. */
  close(piece: Chunk): Promise<SpooledPart>;
}

/**
 * @param startContent begins to compress
 * @throws Error when the scratch place cannot be used, before anything was written
 */
export const createSpool = async (scratch: Scratch, startContent: (emit: EmitPiece) => Deflater): Promise<Spool> => {
  const file = await scratch.create();
  let ready: Uint8Array[] = [];
  const deflater = startContent((bytes) => ready.push(bytes));

  const store = async (): Promise<void> => {
    const pieces = ready;
    ready = [];
    for (const piece of pieces) {
      await file.write(piece);
      giveBackChunk(piece);
    }
  };

  return {
    async write(piece) {
      await deflater.write(piece);
      await store();
    },
    async close(piece) {
      const summary = await deflater.finish(piece);
      await store();
      return { summary, read: () => file.read() };
    },
  };
};
