import type { TextBytes } from './text-bytes';

/**
 * Short text that is written millions of times, eight bytes of UTF-8 at a time: as doubles, the widest numbers that V8 moves
 * without making objects of them. V8 may change the bits of a NaN on the way, but no eight bytes of UTF-8 are one: their
 * last two would be a byte from F0 on in front of 7F or FF.
 */
export interface Stamp {
  /** In bytes. */
  readonly length: number;
  /** The bytes, eight in each; behind the last, any. */
  readonly words: Float64Array;
}

/** Bytes of a double. */
const WIDE = 8;

/** The UTF-8 of a text. */
export const stampOf = (text: string): Stamp => {
  const length = Buffer.byteLength(text);
  const words = new Float64Array(Math.ceil(length / WIDE));
  Buffer.from(words.buffer).write(text);
  return { length, words };
};

/** Bytes that are written over by stamps, one behind the other. */
export const roomOf = (...stamps: readonly Stamp[]): number =>
  stamps.reduce((room, { words }) => room + words.length * WIDE, 0);

/** Puts it where there is room for it. Up to seven bytes behind it are written over. @returns where it ends */
export const putStamp = (into: DataView, at: number, { length, words }: Stamp): number => {
  for (let word = 0; word < words.length; word += 1) into.setFloat64(at + word * WIDE, words[word] as number, true);
  return at + length;
};

/** Adds it. */
export const addStamp = (out: TextBytes, stamp: Stamp): void => {
  out.reserve(roomOf(stamp));
  out.length = putStamp(out.view, out.length, stamp);
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
  const digits = new DataView(new ArrayBuffer(WIDE));
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
