import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readlink, rm, stat } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { PLUGIN_ID } from '../../../shared/plugin-id';

/** Milliseconds after which a folder counts as left whose process cannot be asked for. */
const DAY = 86_400_000;

/** `<plugin>-<place>-<process id>-<six letters or digits>`. */
const NAME = new RegExp(`^${PLUGIN_ID}-([0-9a-f]{8})-(\\d+)-[A-Za-z0-9]{6}$`);

/** Those of this process. */
const held = new Set<string>();

/** Where process ids mean the same: a machine, or on it a container, that may share its temporary files with others. */
const placeOfProcess = async (): Promise<string> => {
  const names = await readlink('/proc/self/ns/pid').catch(() => '');
  return createHash('sha256').update(`${hostname()} ${names}`).digest('hex').slice(0, 8);
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Other users' processes may not be asked, but they are there.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
};

const isLeft = async (folder: string, place: string): Promise<boolean> => {
  const [, itsPlace, pid] = NAME.exec(path.basename(folder)) ?? [];
  if (pid === undefined || held.has(folder)) return false;
  if (itsPlace === place && Number(pid) !== process.pid) return !isAlive(Number(pid));
  // Of processes elsewhere, and of an earlier one with our own number, only the age can tell.
  const facts = await stat(folder).catch(() => null);
  return facts !== null && Date.now() - facts.mtimeMs > DAY;
};

/** Deletes a folder with all that is in it. */
export const removeScratchFolder = async (folder: string): Promise<void> => {
  held.delete(folder);
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
};

/** Clears away the folders of processes that were killed. What cannot be removed is left to the next; never throws. */
export const sweepScratchFolders = async (base = tmpdir()): Promise<void> => {
  const place = await placeOfProcess();
  const entries = await readdir(base, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const folder = path.join(base, entry.name);
    if (entry.isDirectory() && (await isLeft(folder, place))) await removeScratchFolder(folder).catch(() => undefined);
  }
};

/** Makes a folder that only its user may enter, and clears away those that nobody needs any more. */
export const makeScratchFolder = async (base: string): Promise<string> => {
  await sweepScratchFolders(base);
  // `mkdtemp` gives mode 0700 on its own.
  const folder = await mkdtemp(path.join(base, `${PLUGIN_ID}-${await placeOfProcess()}-${process.pid}-`));
  held.add(folder);
  return folder;
};
