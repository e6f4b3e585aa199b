import { finished, Writable } from 'node:stream';

/** Bytes that may wait for the other sink, so that whoever writes goes on meanwhile. */
const BUFFERED = 256 * 1024;

/**
 * A sink before another one, that tells of bytes before they are handed on.
 *
 * @param onBytes what it throws destroys both
 */
export const createMeteredSink = (target: Writable, onBytes: (bytes: number) => void): Writable => {
  const sink = new Writable({
    highWaterMark: BUFFERED,
    write: (chunk: Buffer, _encoding, done) => {
      try {
        onBytes(chunk.length);
      } catch (error) {
        done(error as Error);
        return;
      }
      target.write(chunk, done);
    },
    final: (done) => {
      finished(target, { readable: false }, done);
      target.end();
    },
    destroy: (error, done) => {
      target.destroy(error ?? undefined);
      done(error);
    },
  });
  // An error between two writes has no write's callback to tell of it.
  target.once('error', (error) => sink.destroy(error));
  return sink;
};
