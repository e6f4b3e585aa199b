import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { giveBackChunk, lendChunk } from '../memory/chunk-memory';

/** Bytes read in one go. */
const PIECE = 256 * 1024;

/**
 * Reads an open file as `createReadStream` does, but into memory that a sink gives back. The file is closed when all was
 * read, or when the stream is destroyed.
 *
 * @param range its first and last byte, both included. Default: the whole file
 */
export const createFileReader = (
  file: FileHandle,
  { start = 0, end = Infinity }: { readonly start?: number; readonly end?: number } = {},
): Readable => {
  let at = start;

  const readNext = async (): Promise<Buffer | null> => {
    const length = Math.min(PIECE, end - at + 1);
    if (length <= 0) return null;
    const chunk = lendChunk(length);
    const { bytesRead } = await file.read(chunk, 0, length, at);
    at += bytesRead;
    if (bytesRead > 0) return chunk.subarray(0, bytesRead);
    giveBackChunk(chunk);
    return null;
  };

  const reader = new Readable({
    highWaterMark: PIECE,
    read: () => {
      readNext().then(
        (chunk) => reader.push(chunk),
        (error: unknown) => reader.destroy(error as Error),
      );
    },
    destroy: (error, done) => {
      file.close().then(
        () => done(error),
        (failure: unknown) => done(error ?? (failure as Error)),
      );
    },
  });
  return reader;
};
