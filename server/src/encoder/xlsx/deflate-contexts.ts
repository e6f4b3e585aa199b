import type { Buffer } from 'node:buffer';
import { constants, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import { lendChunk } from '../../memory/chunk-memory';

/**
 * Compresses one piece without waiting for it, into raw deflate that ends on a byte boundary and refers to nothing before
 * it, so that what is made of pieces can be put together (RFC 1951).
 *
 * @param isLast whether the stream ends with it
 * @param done given the compressed bytes, in their order; lent, see `memory/chunk-memory.ts`
 */
export type DeflatePiece = (
  piece: Uint8Array,
  isLast: boolean,
  done: (error: Error | null, compressed: readonly Uint8Array[]) => void,
) => void;

export interface DeflateContexts {
  /** @throws RangeError for a level that zlib does not know */
  readonly deflate: DeflatePiece;
  /** Gives them back; those that are compressing, as soon as they are done. Safe to call twice. */
  close(): void;
}

/** Most pieces shrink to less than this, so that one trip through libuv's thread pool compresses a piece. */
const OUTPUT_CHUNK = 65_536;

/**
 * A deflate stream of Node, with what its documentation does not tell: where it goes on in the memory that it has zlib
 * write into. When that is full, it asks for new memory.
 */
type Stream = DeflateRaw & { _outOffset?: number };

/** One state of zlib, which compresses piece after piece in a thread of libuv's pool. */
interface Context {
  readonly stream: Stream;
  /** What was made of the piece so far; lent. */
  chunks: Uint8Array[];
  settle: (error: Error | null) => void;
}

const openContext = (level: number): Context => {
  const stream = createDeflateRaw({ level, flush: constants.Z_SYNC_FLUSH, chunkSize: OUTPUT_CHUNK });
  const context: Context = { stream, chunks: [], settle: () => undefined };
  stream.on('data', (bytes: Buffer) => {
    const copy = lendChunk(bytes.length);
    copy.set(bytes);
    context.chunks.push(copy);
  });
  stream.on('error', (error) => context.settle(error));
  return context;
};

/** Makes it ready for the next piece. */
const reset = (stream: Stream): void => {
  stream.reset();
  // All that it wrote was copied, so it can begin anew in the same memory: otherwise Node asks for as much as is compressed,
  // and V8 collects a site's heap for it again and again. Where the field has another name, that is all that happens.
  stream._outOffset = 0;
};

/**
 * As many states of zlib as pieces are compressed at the same time, used again: each is a quarter of a megabyte outside of
 * V8's heap. That costs a fiftieth of the file's size, what pieces of 256 kB lose by not referring to the one before.
 *
 * @param level zlib level, 1 to 9
 */
export const createDeflateContexts = (level: number): DeflateContexts => {
  const idle: Context[] = [];
  let isClosed = false;

  return {
    deflate(piece, isLast, done) {
      const context = idle.pop() ?? openContext(level);
      const { stream } = context;
      context.settle = (error) => {
        const { chunks } = context;
        context.chunks = [];
        context.settle = () => undefined;
        if (error !== null || isClosed) stream.destroy();
        else {
          reset(stream);
          idle.push(context);
        }
        done(error, chunks);
      };
      const settle = (): void => context.settle(null);
      stream.write(piece, isLast ? () => stream.flush(constants.Z_FINISH, settle) : settle);
    },
    close() {
      isClosed = true;
      for (const { stream } of idle.splice(0)) stream.destroy();
    },
  };
};
