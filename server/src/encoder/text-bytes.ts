import { lendChunk } from '../memory/chunk-memory';
import { makeYoungGarbage } from '../memory/young-garbage';

/** Gathers texts as UTF-8. */
export interface TextBytes {
  /** What has been gathered, as far as `length`; another one after `reserve`, `add` and `take`. */
  readonly buffer: Buffer;
  /** The same bytes. */
  readonly view: DataView;
  /** Set by who writes into them by itself. */
  length: number;
  /** Makes room. */
  reserve(more: number): void;
  add(text: string): void;
  /** The bytes since the last time, lent: see `memory/chunk-memory.ts`. */
  take(): Buffer;
}

const FIRST_SIZE = 16_384;

/** UTF-8 has at most three bytes for a UTF-16 unit. */
const BYTES_PER_UNIT = 3;

class Gathering implements TextBytes {
  buffer: Buffer = Buffer.allocUnsafeSlow(FIRST_SIZE);
  view = new DataView(this.buffer.buffer);
  length = 0;

  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.buffer.length * 2));
    makeYoungGarbage(larger.length);
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
    this.view = new DataView(larger.buffer);
  }

  add(text: string): void {
    this.reserve(text.length * BYTES_PER_UNIT);
    this.length += this.buffer.write(text, this.length);
  }

  take(): Buffer {
    const bytes = lendChunk(this.length);
    this.buffer.copy(bytes, 0, 0, this.length);
    this.length = 0;
    return bytes;
  }
}

/**
 * Texts are best added row by row: V8 keeps text that was put together as a tree of its parts, until somebody asks for its
 * characters. Small trees are turned into bytes up to twice as fast as that of a whole batch, and do not burden the collector.
 */
export const createTextBytes = (): TextBytes => new Gathering();
