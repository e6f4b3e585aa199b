import { existsSync } from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';

const HANDLES = '/proc/self/fd';

/** Why the system cannot tell which files this process has open, or `false`. */
export const withoutProc = existsSync(HANDLES) ? false : `${HANDLES} does not exist here`;

/** The open files of this process whose paths begin so, deleted ones as well; none where the system does not tell. */
export const openFiles = async (prefix: string): Promise<string[]> => {
  if (withoutProc !== false) return [];
  const handles = (await readdir(HANDLES)).map((name) => `${HANDLES}/${name}`);
  const targets = await Promise.all(handles.map((handle) => readlink(handle).catch(() => '')));
  return handles.filter((_handle, at) => targets[at]?.startsWith(prefix));
};
