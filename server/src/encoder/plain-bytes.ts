import type { TextBytes } from './text-bytes';

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

/** XML's `&amp;`. */
export const LONGEST_REPLACEMENT = 5;

export const NO_BYTES: ByteSet = new Uint8Array(256);

/** Adds bytes as they are. Only for few: for others there are faster ways. */
export const putBytes = (out: TextBytes, data: Uint8Array): void => {
  out.reserve(data.length);
  const { buffer } = out;
  let { length } = out;
  for (let at = 0; at < data.length; at += 1) {
    buffer[length] = data[at] as number;
    length += 1;
  }
  out.length = length;
};

/**
 * Adds a cell's bytes as they are, unless one of them needs care.
 *
 * @returns whether it did; otherwise nothing was added
 */
export const putPlain = (out: TextBytes, data: Buffer, from: number, to: number, care: ByteSet): boolean => {
  out.reserve(to - from);
  const { buffer } = out;
  let { length } = out;
  for (let at = from; at < to; at += 1) {
    const byte = data[at] as number;
    if (care[byte] !== 0) return false;
    buffer[length] = byte;
    length += 1;
  }
  out.length = length;
  return true;
};

/** What takes the place of bytes: `null` for those that need more care than that, nothing for those that stay. */
export type Replacements = readonly (Uint8Array | null | undefined)[];

/** @param care the bytes that do not stay; @param texts what takes the place of some of them */
export const replacementsOf = (care: ByteSet, texts: Readonly<Record<string, string>>): Replacements =>
  Array.from(care, (mark, byte) => {
    const text = texts[String.fromCharCode(byte)];
    if (mark === 0) return undefined;
    return text === undefined ? null : Buffer.from(text);
  });

/**
 * Adds a cell's bytes with others in the place of some.
 *
 * @returns `false` where one needs more care; then nothing was added
 */
export const putReplaced = (
  out: TextBytes,
  data: Buffer,
  from: number,
  to: number,
  replacements: Replacements,
): boolean => {
  out.reserve((to - from) * LONGEST_REPLACEMENT);
  const { buffer } = out;
  let { length } = out;
  for (let at = from; at < to; at += 1) {
    const byte = data[at] as number;
    const replacement = replacements[byte];
    if (replacement === null) return false;
    if (replacement === undefined) {
      buffer[length] = byte;
      length += 1;
      continue;
    }
    for (let place = 0; place < replacement.length; place += 1) {
      buffer[length] = replacement[place] as number;
      length += 1;
    }
  }
  out.length = length;
  return true;
};

const [ZERO, NINE, POINT, MINUS] = [48, 57, 46, 45];

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= ZERO && byte <= NINE;

/** Whether bytes are a decimal number without an exponent, as JSON has it (ECMA-404, 8). */
export const isPlainNumber = (bytes: Buffer, from: number, to: number): boolean => {
  const first = bytes[from] === MINUS ? from + 1 : from;
  let at = first;
  while (at < to && isDigit(bytes[at])) at += 1;
  if (at === first || (bytes[first] === ZERO && at - first > 1)) return false;
  if (at === to) return true;
  if (bytes[at] !== POINT) return false;
  const fraction = at + 1;
  at = fraction;
  while (at < to && isDigit(bytes[at])) at += 1;
  return at === to && at > fraction;
};
