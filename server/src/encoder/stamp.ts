import type { TextBytes } from './text-bytes';

/**
 * Short ASCII that is written millions of times, eight bytes at a time: as doubles, the widest numbers that V8 moves
 * without making objects of them. V8 may change the bits of a NaN on the way, but no eight bytes of ASCII are one.
 */
export interface Stamp {
  /** In bytes. */
  readonly length: number;
  /** The bytes, eight in each; behind the last, any. */
  readonly words: Float64Array;
}

const WORD = 8;

const wordsFor = (length: number): number => Math.ceil(length / WORD);

/** @throws RangeError for text that is not ASCII */
export const stampOf = (text: string): Stamp => {
  if (Buffer.byteLength(text) !== text.length) throw new RangeError(`No ASCII: ${text}`);
  const bytes = Buffer.alloc(wordsFor(text.length) * WORD);
  bytes.write(text);
  const words = Float64Array.from({ length: wordsFor(text.length) }, (_none, at) => bytes.readDoubleLE(at * WORD));
  return { length: text.length, words };
};

/** Adds it. Up to seven bytes behind it are written over. */
export const putStamp = (out: TextBytes, { length, words }: Stamp): void => {
  out.reserve(words.length * WORD);
  const { view } = out;
  let at = out.length;
  for (let word = 0; word < words.length; word += 1) {
    view.setFloat64(at, words[word] as number, true);
    at += WORD;
  }
  out.length += length;
};

const ZERO = 48;

/** A number that is stamped many times before it grows. */
export interface NumberStamp extends Stamp {
  /**
   * @param value a whole number from 0 on
   * @throws RangeError for one of more than 8 digits
   */
  set(value: number): void;
}

/** Begins with nothing. */
export const createNumberStamp = (): NumberStamp => {
  const digits = new DataView(new ArrayBuffer(WORD));
  const words = new Float64Array(1);
  const stamp = {
    length: 0,
    words,
    set(value: number): void {
      let length = 1;
      for (let rest = Math.floor(value / 10); rest > 0; rest = Math.floor(rest / 10)) length += 1;
      let rest = value;
      for (let at = length - 1; at >= 0; at -= 1) {
        const tenth = Math.floor(rest / 10);
        digits.setUint8(at, ZERO + rest - tenth * 10);
        rest = tenth;
      }
      words[0] = digits.getFloat64(0, true);
      stamp.length = length;
    },
  };
  return stamp;
};
