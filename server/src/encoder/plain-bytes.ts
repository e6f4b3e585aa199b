import { EACH, HIGHEST, NOT_PUT, WORD } from '../row/put';

/** A mark for each byte. */
export type ByteSet = Uint8Array;

/** The bytes of some ASCII characters. @param more further bytes, from the first to the last */
export const bytesOf = (characters: string, ...more: readonly (readonly [first: number, last: number])[]): ByteSet => {
  const set = new Uint8Array(256);
  for (const character of characters) set[character.charCodeAt(0)] = 1;
  for (const [first, last] of more) set.fill(1, first, last + 1);
  return set;
};

/** All that are not in a set. */
export const otherBytes = (set: ByteSet): ByteSet => set.map((mark) => 1 - mark);

/** The empty set. */
export const NO_BYTES: ByteSet = new Uint8Array(256);

/** Bytes that need more care than being copied, as words are searched for them. */
export interface Care {
  readonly set: ByteSet;
  /** All of them are below the first or one of the others: each is its number four times. */
  readonly below: number;
  readonly equal: number;
  readonly orEqual: number;
}

/**
 * Bytes that need care.
 *
 * @param set all of them, which may be fewer than what is searched for
 * @param first all bytes below it are searched for; up to 127
 * @param others two further ASCII characters that are
 */
export const careOf = (set: ByteSet, first: number, others: string): Care => ({
  set,
  below: first * EACH,
  equal: others.charCodeAt(0) * EACH,
  orEqual: others.charCodeAt(1) * EACH,
});

/**
 * Of a word, the highest bits of bytes that are zero, and maybe of others above such a byte, by the borrows of a subtraction
 * from each byte (https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord).
 */
export const zerosOf = (word: number): number => (word - EACH) & ~word & HIGHEST;

/** The same of bytes below one, given four times. */
export const below = (word: number, byte: number): number => (word - byte) & ~word & HIGHEST;

/** Whether one of a word's bytes may need care: never no where one does. Four are looked at for the price of one. */
const mayNeedCare = (word: number, care: Care): boolean =>
  (below(word, care.below) | zerosOf(word ^ care.equal) | zerosOf(word ^ care.orEqual)) !== 0;

/** As {@link putPlain}, byte by byte. */
const putPlainEach = (into: DataView, at: number, data: DataView, from: number, to: number, { set }: Care): number => {
  let end = at;
  for (let place = from; place < to; place += 1) {
    const byte = data.getUint8(place);
    if (set[byte] !== 0) return NOT_PUT;
    into.setUint8(end, byte);
    end += 1;
  }
  return end;
};

/**
 * Puts a cell's bytes as they are.
 *
 * @returns where they end, or {@link NOT_PUT}
 */
export const putPlain = (into: DataView, at: number, data: DataView, from: number, to: number, care: Care): number => {
  let end = at;
  let place = from;
  for (; place + WORD <= to; place += WORD) {
    const word = data.getInt32(place, true);
    // Where it is not to be put, what was does not count.
    into.setInt32(end, word, true);
    if (mayNeedCare(word, care) && putPlainEach(into, end, data, place, place + WORD, care) === NOT_PUT) return NOT_PUT;
    end += WORD;
  }
  return putPlainEach(into, end, data, place, to, care);
};

/** What takes the place of some bytes. */
export interface Replacements {
  readonly care: Care;
  /** By byte; `null` for those that need more care than that. */
  readonly texts: readonly (Uint8Array | null)[];
}

/** @param care the bytes that do not stay; @param texts what takes the place of some of them */
export const replacementsOf = (care: Care, texts: Readonly<Record<string, string>>): Replacements => ({
  care,
  texts: Array.from(care.set, (_mark, byte) => {
    const text = texts[String.fromCharCode(byte)];
    return text === undefined ? null : Buffer.from(text);
  }),
});

/** Puts what takes the place of a byte. @returns where it ends, or {@link NOT_PUT} */
const putReplacement = (into: DataView, at: number, { texts }: Replacements, byte: number): number => {
  const text = texts[byte];
  if (text == null) return NOT_PUT;
  for (let place = 0; place < text.length; place += 1) into.setUint8(at + place, text[place] as number);
  return at + text.length;
};

/** As {@link putReplaced}, byte by byte. */
const putEach = (
  into: DataView,
  at: number,
  data: DataView,
  from: number,
  to: number,
  replacements: Replacements,
): number => {
  const { set } = replacements.care;
  let end = at;
  for (let place = from; place < to; place += 1) {
    const byte = data.getUint8(place);
    if (set[byte] === 0) {
      into.setUint8(end, byte);
      end += 1;
      continue;
    }
    end = putReplacement(into, end, replacements, byte);
    if (end === NOT_PUT) return NOT_PUT;
  }
  return end;
};

/**
 * Puts a cell's bytes with others in the place of some.
 *
 * @returns where they end, or {@link NOT_PUT}
 */
export const putReplaced = (
  into: DataView,
  at: number,
  data: DataView,
  from: number,
  to: number,
  replacements: Replacements,
): number => {
  let end = at;
  let place = from;
  for (; place + WORD <= to; place += WORD) {
    const word = data.getInt32(place, true);
    if (mayNeedCare(word, replacements.care)) {
      end = putEach(into, end, data, place, place + WORD, replacements);
      if (end === NOT_PUT) return NOT_PUT;
      continue;
    }
    into.setInt32(end, word, true);
    end += WORD;
  }
  return putEach(into, end, data, place, to, replacements);
};

const [ZERO, NINE, POINT, MINUS] = [48, 57, 46, 45];

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;

/** Where digits end that begin there. */
const digitsEnd = (data: DataView, from: number, to: number): number => {
  let end = from;
  while (end < to && isDigit(data.getUint8(end))) end += 1;
  return end;
};

/** Whether bytes are a decimal number without an exponent, as JSON has it (ECMA-404, 8). */
export const isPlainNumber = (data: DataView, from: number, to: number): boolean => {
  if (from === to) return false;
  const first = data.getUint8(from) === MINUS ? from + 1 : from;
  const whole = digitsEnd(data, first, to);
  if (whole === first || (whole - first > 1 && data.getUint8(first) === ZERO)) return false;
  if (whole === to) return true;
  return data.getUint8(whole) === POINT && whole + 1 < to && digitsEnd(data, whole + 1, to) === to;
};
