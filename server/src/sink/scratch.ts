import { Buffer } from 'node:buffer';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ExportError } from '../errors/export-error';
import { makeScratchFolder, removeScratchFolder } from './scratch-folders';

export interface ScratchOptions {
  /** Bytes of all files together, beyond which writing fails. */
  readonly maxBytes: number;
  /** An existing folder, in which a private one is made. Default: the system's folder for temporary files. */
  readonly folder?: string;
  /** Told of each write before it happens; what it throws is thrown to whoever writes. */
  readonly onWrite?: (bytes: number) => void;
}

/** What only tests change: disks that are full. */
export interface ScratchSeams {
  readonly append: (handle: FileHandle, bytes: Uint8Array) => Promise<void>;
}

/** A temporary file: written to its end, then read from its beginning. */
interface TemporaryFile {
  /** @throws ExportError `EXPORT_SCRATCH_FULL` */
  write(bytes: Uint8Array): Promise<void>;
  read(): AsyncIterable<Uint8Array>;
}

/** Temporary files of one run. */
export interface TemporaryFiles {
  create(): Promise<TemporaryFile>;
  /** Deletes them all, in whatever state they are. Safe to call twice. */
  dispose(): Promise<void>;
}

/** What is read at once. */
const PIECE = 64 * 1024;

/** The disk, or the user's share of it, is full. */
const FULL_CODES = new Set(['ENOSPC', 'EDQUOT']);

/** What a caller is told of an error; only a full disk is one that it can do something about. */
const toTold = (error: unknown): unknown => {
  const isFull = error instanceof Error && 'code' in error && FULL_CODES.has(String(error.code));
  return isFull ? new ExportError('EXPORT_SCRATCH_FULL', { cause: error }) : error;
};

const appendToFile: ScratchSeams['append'] = (handle, bytes) => handle.appendFile(bytes);

/** New memory for each piece: whoever is handed one may keep it while the next is read. */
const readPieces = async function* (handle: FileHandle, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < size;) {
    const buffer = Buffer.allocUnsafe(Math.min(PIECE, size - at));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) throw new Error(`A temporary file ends after ${at} of ${size} bytes`);
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
};

/**
 * Temporary files that nobody else can read, of limited size in all. Nothing is made before the first one is asked for.
 *
 * A file loses its name as soon as it is open, where the system allows it: then even a process that is killed leaves no
 * content behind, only an empty folder, which others clear away.
 *
 * @param seams for tests only
 */
export const createTemporaryFiles = (
  { maxBytes, folder: base = tmpdir(), onWrite }: ScratchOptions,
  { append = appendToFile }: Partial<ScratchSeams> = {},
): TemporaryFiles => {
  const opened: Promise<FileHandle>[] = [];
  let folder: Promise<string> | null = null;
  let disposal: Promise<void> | null = null;
  let bytesHeld = 0;

  const openFile = async (name: string): Promise<FileHandle> => {
    folder ??= makeScratchFolder(base);
    const file = path.join(await folder, name);
    const handle = await open(file, 'wx+', 0o600);
    await rm(file).catch(() => undefined);
    return handle;
  };

  const store = async (handle: FileHandle, bytes: Uint8Array): Promise<void> => {
    if (bytesHeld + bytes.length > maxBytes) throw new ExportError('EXPORT_SCRATCH_FULL');
    onWrite?.(bytes.length);
    bytesHeld += bytes.length;
    try {
      await append(handle, bytes);
    } catch (error) {
      throw toTold(error);
    }
  };

  const disposeAll = async (): Promise<void> => {
    // What is being opened is waited for; `close` itself waits for what is being written or read.
    for (const { value } of (await Promise.allSettled(opened)).filter((one) => one.status === 'fulfilled')) {
      // What cannot be written back any more is not wanted any more.
      await value.close().catch(() => undefined);
    }
    const made = await folder?.catch(() => null);
    if (made != null) await removeScratchFolder(made);
  };

  return {
    async create() {
      if (disposal !== null) throw new Error('The temporary files are disposed of');
      const opening = openFile(String(opened.length + 1));
      opened.push(opening);
      const handle = await opening.catch((error: unknown) => {
        throw toTold(error);
      });
      let size = 0;
      return {
        async write(bytes) {
          await store(handle, bytes);
          size += bytes.length;
        },
        read: () => readPieces(handle, size),
      };
    },
    dispose: () => (disposal ??= disposeAll()),
  };
};
