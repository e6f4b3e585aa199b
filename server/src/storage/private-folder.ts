import { access, chmod, constants, mkdir, stat } from 'node:fs/promises';
import { PLUGIN_ID } from '../../../shared/plugin-id';

const KEY = `${PLUGIN_ID}.config.storage.local.directory`;

/** Its owner may do everything, and nobody else anything. */
const PRIVATE = 0o700;

/** What is left of a mode for those who are neither the owner nor in the group. */
const OTHERS = 0o007;

const isWritable = async (folder: string): Promise<boolean> => {
  const wanted = constants.R_OK | constants.W_OK | constants.X_OK;
  return access(folder, wanted).then(
    () => true,
    () => false,
  );
};

/** A folder of another user, such as a volume that a group was given, can be used as it is, but not be changed. */
const checkForeign = async (folder: string, mode: number, cause: unknown): Promise<void> => {
  const begin = `${KEY}: ${folder} belongs to another user`;
  if ((mode & OTHERS) !== 0) {
    throw new Error(
      `${begin} and lets everybody in (mode ${(mode & 0o777).toString(8)}). Name a folder within it, which is made for the server alone, or close it with chmod o-rwx.`,
      { cause },
    );
  }
  if (!(await isWritable(folder))) {
    throw new Error(`${begin}, and the server's user may not write there. Give it to that user with chown.`, { cause });
  }
};

/**
 * Makes a folder, and the way to it, that only the server's user may enter; one that is there and open is closed.
 *
 * @throws Error naming the key of the configuration where that cannot be done, or whatever the disk throws
 */
export const makePrivateFolder = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: PRIVATE });
  const { mode } = await stat(folder);
  if ((mode & 0o777) === PRIVATE) return;
  try {
    await chmod(folder, PRIVATE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
    await checkForeign(folder, mode, error);
  }
};
