/**
 * What puts a cell's bytes among others gives where they end there, or this where one of the bytes needs more care: what was
 * put till then does not count. Whoever puts makes room before, for a whole row at once, and keeps the place in a variable of
 * its own: cells are short, and each look at an object costs as much as some of their bytes.
 */
export const NOT_PUT = -1;

/** Puts the bytes of a cell; gives where they end, or {@link NOT_PUT}. */
export type Put = (into: DataView, at: number, data: DataView, from: number, to: number) => number;

/** Bytes that are moved at a time: of any bytes, the most that V8 moves without changing some or making objects. */
export const WORD = 4;

/** A byte four times is so many times the byte. */
export const EACH = 0x01010101;

/** The highest bit of each byte of a word. */
export const HIGHEST = 0x80808080 | 0;

/** Some bytes, as what looks at several of them at a time wants them. */
export const viewOf = ({ buffer, byteOffset, length }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, length);

/** Puts bytes as they are. @returns where they end */
export const putBytes: Put = (into, at, data, from, to) => {
  let end = at;
  let place = from;
  for (; place + WORD <= to; place += WORD) {
    into.setInt32(end, data.getInt32(place, true), true);
    end += WORD;
  }
  for (; place < to; place += 1) {
    into.setUint8(end, data.getUint8(place));
    end += 1;
  }
  return end;
};

/** Whether bytes are ASCII, so that they are as many as the characters. */
export const isAscii = (data: DataView, from: number, to: number): boolean => {
  let bits = 0;
  let place = from;
  for (; place + WORD <= to; place += WORD) bits |= data.getInt32(place, true);
  for (; place < to; place += 1) bits |= data.getUint8(place);
  return (bits & HIGHEST) === 0;
};
