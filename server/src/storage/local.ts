import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createFileTarget } from '../sink/file-target';
import { createFeed } from './feed';
import { createFileReader } from './file-reader';
import type { FileStorage, FoundFile, Marker, Markers, Upload } from './port';
import { makePrivateFolder } from './private-folder';
import { toStorageError, withStorageErrors } from './storage-error';

/** Ends the names of files that are being written. */
const UNFINISHED = '.part';

/** `<key>.<12 hexadecimal digits>.part`, or `<key>`. */
const NAME = /^([A-Za-z0-9-]+)(\.[0-9a-f]{12}\.part)?$/;

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** The folder of the processes' signs. */
const MARKERS = '.workers';

/** One name for all: what a process leaves that dies while it tries is removed by the next who does. */
const PROBE = '.probe';

const createMarkers = (folder: string): Markers => {
  const placeOf = (name: string): string => path.join(folder, path.basename(name));
  return {
    leave: (name) =>
      withStorageErrors(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(placeOf(name), '', { mode: 0o600 });
      }),
    sees: async (name) => (await stat(placeOf(name)).catch(() => null)) !== null,
    remove: async (name) => {
      await rm(placeOf(name), { force: true }).catch(() => undefined);
    },
    list: async () => {
      const names = await readdir(folder).catch(() => []);
      const found: Marker[] = [];
      for (const name of names) {
        const facts = await stat(placeOf(name)).catch(() => null);
        if (facts !== null) found.push({ name, leftAt: facts.mtime });
      }
      return found;
    },
  };
};

/** A name is only safe on disk once its folder is. Windows cannot open a folder. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Ends when the file is closed, and every byte of it safe on disk. */
const writeSafely = async (body: Readable, file: string): Promise<void> => {
  const target = createFileTarget(file, 0o600);
  const closed = new Promise<void>((resolve) => target.once('close', resolve));
  try {
    await pipeline(body, target);
  } finally {
    await closed;
  }
  // What could not be made safe shows only now.
  if (target.errored !== null) throw target.errored;
};

/**
 * Files in one folder that only the server's user may enter. A file is written under a name of its own, made safe on
 * disk, and renamed: whoever sees it under its key sees all of it.
 *
 * @param folder absolute; made when it is missing
 */
export const createLocalStorage = (folder: string): FileStorage => {
  const placeOf = (key: string): string => path.join(folder, path.basename(key));

  const createUpload = (key: string): Upload => {
    const unfinished = `${placeOf(key)}.${randomBytes(6).toString('hex')}${UNFINISHED}`;
    const { stream, taken, giveUp } = createFeed((body) => writeSafely(body, unfinished));
    return {
      stream,
      publish: () =>
        withStorageErrors(async () => {
          await taken;
          await rename(unfinished, placeOf(key));
          await syncFolder(folder);
          return null;
        }),
      discard: () =>
        giveUp(async () => {
          await rm(unfinished, { force: true });
          await rm(placeOf(key), { force: true });
        }),
    };
  };

  return {
    name: 'local',
    markers: createMarkers(path.join(folder, MARKERS)),
    create: (key) =>
      withStorageErrors(async () => {
        await makePrivateFolder(folder);
        return createUpload(key);
      }),
    read: async ({ key }, range) => {
      try {
        // The handle is open before anything is answered, so a file that is deleted meanwhile is still read to its end.
        const handle = await open(placeOf(key), 'r');
        return createFileReader(handle, range);
      } catch (error) {
        if (isMissing(error)) return null;
        throw toStorageError(error);
      }
    },
    delete: ({ key }) => withStorageErrors(() => rm(placeOf(key), { force: true })),
    async *list() {
      const names = await readdir(folder).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw toStorageError(error);
      });
      for (const name of names) {
        const [, key, part] = NAME.exec(name) ?? [];
        const file = path.join(folder, name);
        const facts = key === undefined ? null : await stat(file).catch(() => null);
        if (key === undefined || facts === null || !facts.isFile()) continue;
        yield {
          key,
          isFinished: part === undefined,
          modifiedAt: facts.mtime,
          remove: () => withStorageErrors(() => rm(file, { force: true })),
        } satisfies FoundFile;
      }
    },
    check: () =>
      withStorageErrors(async () => {
        await makePrivateFolder(folder);
        const probe = path.join(folder, PROBE);
        try {
          // One that was left need not be ours to write to.
          await rm(probe, { force: true });
          await writeFile(probe, 'x', { mode: 0o600 });
        } finally {
          await rm(probe, { force: true });
        }
      }),
    freeBytes: async () => {
      await makePrivateFolder(folder).catch(() => undefined);
      const facts = await statfs(folder).catch(() => null);
      return facts === null ? null : facts.bavail * facts.bsize;
    },
  };
};
