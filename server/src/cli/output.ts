import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { problem } from '../errors/export-error';

const refuse = (rule: string, message: string): Error => problem('EXPORT_INVALID_REQUEST', 'output', rule, message);

const isFolder = (place: string): boolean => statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;

/**
 * Looks at where the file shall go, before anything is started for it.
 *
 * @param output the value of `--output`, `undefined` for a name of our own in this folder
 * @throws ExportError `EXPORT_INVALID_REQUEST` when no file can be written there
 */
export const checkOutput = (output: string | undefined): void => {
  if (output === '') throw refuse('empty', '--output is empty: name a file, or - for standard output.');
  const file = output === undefined ? null : path.resolve(output);
  if (file !== null && isFolder(file)) throw refuse('is_folder', `--output ${file} is a folder: name a file in it.`);
  const folder = file === null ? process.cwd() : path.dirname(file);
  if (!isFolder(folder)) throw refuse('no_folder', `--output: the folder ${folder} does not exist.`);
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw refuse('not_writable', `--output: the folder ${folder} cannot be written to.`);
  }
};
