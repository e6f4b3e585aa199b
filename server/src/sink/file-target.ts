import fs, { createWriteStream, type WriteStream } from 'node:fs';
import { giveBackChunk } from '../memory/chunk-memory';

/** Bytes that may wait for the disk, so that the next rows are encoded meanwhile. */
const BUFFERED = 512 * 1024;

type Done<Bytes> = (error: NodeJS.ErrnoException | null, written: number, bytes: Bytes) => void;

/** As Node writes, but what is on disk is given back. */
const FILES = {
  ...fs,
  write: (
    file: number,
    data: Uint8Array,
    from: number,
    length: number,
    at: number | null,
    done: Done<Uint8Array>,
  ): void => {
    fs.write(file, data, from, length, at, (error, written, bytes) => {
      // Where the disk took less, the rest is written next.
      if (error === null && written === length) giveBackChunk(data);
      done(error, written, bytes);
    });
  },
  writev: (
    file: number,
    pieces: readonly Uint8Array[],
    at: number,
    done: Done<readonly NodeJS.ArrayBufferView[]>,
  ): void => {
    fs.writev(file, pieces, at, (error, written, buffers) => {
      const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
      if (error === null && written === length) for (const piece of pieces) giveBackChunk(piece);
      done(error, written, buffers);
    });
  },
};

/**
 * A file that must not exist yet, of which every byte is safe on disk when it is closed.
 *
 * @param mode who may do what with it. Default: as the process has it
 */
export const createFileTarget = (path: string, mode?: number): WriteStream =>
  createWriteStream(path, {
    flags: 'wx',
    // Syncs the file before it is closed.
    flush: true,
    highWaterMark: BUFFERED,
    fs: FILES,
    ...(mode !== undefined && { mode }),
  });
