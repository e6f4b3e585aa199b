import { PassThrough, type Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { withStorageErrors } from './storage-error';

/** A stream that somebody else takes in. */
export interface Feed<T> {
  /** Finishes when the taker has everything; what the taker fails with destroys it, as an `ExportError`. */
  readonly stream: Writable;
  /** What the taker gave. */
  readonly taken: Promise<T>;
  /**
   * Destroys the stream, waits for the taker's end, and removes what it made. Never throws. A taker that does not come
   * to an end is waited for half a minute; then what it made is removed whenever it does.
   */
  giveUp(remove: () => Promise<unknown>): Promise<void>;
}

/** Bytes that may wait for the taker, so that whoever writes goes on meanwhile. */
const BUFFERED = 512 * 1024;

/** Milliseconds that a taker has to notice that its stream is broken. */
const PATIENCE = 30_000;

const nothing = (): void => undefined;

/**
 * Makes a writable stream of something that wants a readable one. Little is kept between the two:
 * a taker that does not read makes the writer wait.
 *
 * @param take ends when all bytes are safe; told of a file that is given up by an error of its stream
 */
export const createFeed = <T>(take: (body: Readable) => Promise<T>): Feed<T> => {
  const body = new PassThrough({ highWaterMark: BUFFERED });
  // The taker is told by reading; when it reads no more, the error must not end the process.
  body.on('error', nothing);
  const taken = withStorageErrors(async () => {
    const given = await take(body);
    // Also where all that there was to read still waited: what was not read is in no file.
    if (!body.readableEnded) throw new Error('The file was taken for whole before its end.');
    return given;
  });

  const stream = new Writable({
    write: (chunk: Buffer, encoding, done) => {
      // What breaks the body is the taker's end, and the taker knows why.
      body.write(chunk, encoding, (error) => {
        if (error == null) done();
      });
    },
    final: (done) => {
      body.end();
      taken.then(() => done(), done);
    },
    destroy: (error, done) => {
      // Without an error the taker could think that this was all.
      body.destroy(error ?? new Error('The file was given up.'));
      done(error);
    },
  });
  // Errors reach whoever writes; one that comes before must not end the process.
  stream.on('error', nothing);

  taken.catch((error: unknown) => stream.destroy(error as Error));

  return {
    stream,
    taken,
    giveUp: async (remove) => {
      stream.destroy();
      const removed = taken.then(nothing, nothing).then(remove).catch(nothing);
      await Promise.race([removed, pause(PATIENCE, undefined, { ref: false })]);
    },
  };
};
