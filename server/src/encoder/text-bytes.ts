/** Gathers texts as UTF-8. */
export interface TextBytes {
  readonly length: number;
  add(text: string): void;
  /** The bytes since the last time. */
  take(): Buffer;
}

const FIRST_SIZE = 16_384;

/** UTF-8 has at most three bytes for a UTF-16 unit. */
const BYTES_PER_UNIT = 3;

/**
 * Texts are best added row by row: V8 keeps text that was put together as a tree of its parts, until somebody asks for its
 * characters. Small trees are turned into bytes up to twice as fast as that of a whole batch, and do not burden the collector.
 */
export const createTextBytes = (): TextBytes => {
  let buffer = Buffer.allocUnsafeSlow(FIRST_SIZE);
  let length = 0;

  const grow = (needed: number): void => {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, buffer.length * 2));
    buffer.copy(larger, 0, 0, length);
    buffer = larger;
  };

  return {
    get length() {
      return length;
    },
    add: (text) => {
      const most = length + text.length * BYTES_PER_UNIT;
      if (most > buffer.length) grow(most);
      length += buffer.write(text, length);
    },
    take: () => {
      const bytes = Buffer.from(buffer.subarray(0, length));
      length = 0;
      return bytes;
    },
  };
};
