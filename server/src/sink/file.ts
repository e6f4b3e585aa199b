import { randomBytes } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { createFileTarget } from './file-target';

/** A file that appears under its name only when it is whole. */
export interface FileSink {
  readonly stream: Writable;
  /** Gives the finished file its name, replacing what had it. */
  publish(): Promise<void>;
  /** Deletes what was written so far. */
  discard(): Promise<void>;
}

/** @param path where the file will be; the unfinished one stands beside it, so that renaming is atomic */
export const createFileSink = (path: string): FileSink => {
  // Not the process's id: in a container it is the same after a crash, and so would be the name of what was left behind.
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.part`;
  const stream = createFileTarget(unfinished);
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  // A folder that is missing shows before anybody writes, when nobody listens; whoever writes then is told.
  stream.on('error', () => undefined);
  return {
    stream,
    publish: () => rename(unfinished, path),
    discard: async () => {
      stream.destroy();
      await closed;
      await rm(unfinished, { force: true });
    },
  };
};
