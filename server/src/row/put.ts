/**
 * What puts a cell's bytes among others gives where they end there, or this where one of the bytes needs more care: what was
 * put till then does not count. Whoever puts makes room before, for a whole row at once, and keeps the place in a variable of
 * its own: cells are short, and each look at an object costs as much as some of their bytes.
 */
export const NOT_PUT = -1;

/** Bytes that are moved at a time: the most that V8 moves without changing some of them or making objects. */
export const WORD = 4;

/** Puts bytes as they are. @returns where they end */
export const putBytes = (into: DataView, at: number, data: DataView, from: number, to: number): number => {
  let end = at;
  let place = from;
  for (; place + WORD <= to; place += WORD) {
    into.setUint32(end, data.getUint32(place, true), true);
    end += WORD;
  }
  for (; place < to; place += 1) {
    into.setUint8(end, data.getUint8(place));
    end += 1;
  }
  return end;
};
