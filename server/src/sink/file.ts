import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';

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
  const unfinished = `${path}.${process.pid}.part`;
  const stream = createWriteStream(unfinished, { flags: 'wx', flush: true });
  return {
    stream,
    publish: () => rename(unfinished, path),
    discard: () => rm(unfinished, { force: true }),
  };
};
