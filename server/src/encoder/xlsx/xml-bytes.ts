import { EACH, NOT_PUT, type Put, WORD } from '../../row/put';
import { below, bytesOf, zerosOf } from '../plain-bytes';
import { putStamp, roomOf, stampOf } from '../stamp';

const TEXT = stampOf('" t="inlineStr"><is><t>');
const PRESERVED_TEXT = stampOf('" t="inlineStr"><is><t xml:space="preserve">');
const TEXT_END = stampOf('</t></is></c>');

const [LINE_FEED, CARRIAGE_RETURN, SPACE, AND, LESS, GREATER] = [10, 13, 32, 38, 60, 62] as const;
const [UNDERSCORE, LETTER_X] = [95, 120];

/** Excel's limit of a cell in UTF-16 units: so many bytes are no more of them. */
const MAX_BYTES = 32_767;

/** What is not copied without a look. */
const SPECIAL = bytesOf('&<>_ \xEF', [0, 31]);

/** Each of them four times; of a byte with this bit, `<` is `>`. */
const [SPACES, AMPERSANDS, ANGLES, ANGLE_BIT, UNDERSCORES, BEYOND] = [0x20, 0x26, 0x3e, 0x02, 0x5f, 0xef].map(
  (byte) => (byte * EACH) | 0,
) as [number, number, number, number, number, number];

/** The highest bits of a word's first and last byte. */
const OUTERMOST = 0x80000080 | 0;

/** Whether one of a word's bytes may be special: never no where one is. Of spaces, one between others is none. */
const mayBeSpecial = (word: number): boolean => {
  const special =
    below(word, SPACES) |
    zerosOf(word ^ AMPERSANDS) |
    zerosOf((word | ANGLE_BIT) ^ ANGLES) |
    zerosOf(word ^ UNDERSCORES) |
    zerosOf(word ^ BEYOND);
  const spaces = zerosOf(word ^ SPACES);
  return (special | (spaces & OUTERMOST) | (spaces & (spaces << 8))) !== 0;
};

/** What `escapeElement` replaces. */
const REFERENCES: readonly (Uint8Array | undefined)[] = Object.assign([], {
  [AND]: Buffer.from('&amp;'),
  [LESS]: Buffer.from('&lt;'),
  [GREATER]: Buffer.from('&gt;'),
  [CARRIAGE_RETURN]: Buffer.from('&#13;'),
});

/** What XML cannot carry: control characters, and what U+FFFE and U+FFFF begin with. */
const UNKNOWN = bytesOf('\xEF', [0, 8], [11, 12], [14, 31]);

/** Most bytes that take the place of one, `&amp;` and `&#13;`. */
const LONGEST_REFERENCE = 5;

/** Bytes that texts need which have so many together. @param texts how many there are at most */
export const roomOfText = (bytes: number, texts: number): number =>
  Math.min(bytes, texts * MAX_BYTES) * LONGEST_REFERENCE;

/** Bytes of what stands around a text. */
export const AROUND_TEXT = roomOf(PRESERVED_TEXT, TEXT_END);

/** Given where readers would drop white space of a text that does not tell them to preserve it. */
const LOSES_WHITE = -2;

/** Whether readers drop white space there, unless they are told not to: see `NEEDS_PRESERVE`. */
const isLostWhite = (data: DataView, at: number, from: number, to: number): boolean => {
  const byte = data.getUint8(at);
  if (byte > SPACE) return false;
  if (byte === LINE_FEED || byte === CARRIAGE_RETURN || at === from || at + 1 === to) return true;
  return byte === SPACE && data.getUint8(at + 1) === SPACE;
};

/** Puts one byte of a text, from `from` to `to`. @returns where it ends, `NOT_PUT` or {@link LOSES_WHITE} */
const putCharacter = (
  into: DataView,
  end: number,
  data: DataView,
  at: number,
  from: number,
  to: number,
  preserves: boolean,
): number => {
  const byte = data.getUint8(at);
  if (SPECIAL[byte] !== 0) {
    if (!preserves && isLostWhite(data, at, from, to)) return LOSES_WHITE;
    // An underscore may begin what readers take for an escape.
    if (UNKNOWN[byte] !== 0 || (byte === UNDERSCORE && at + 1 < to && data.getUint8(at + 1) === LETTER_X))
      return NOT_PUT;
    const reference = REFERENCES[byte];
    if (reference !== undefined) {
      for (let place = 0; place < reference.length; place += 1) into.setUint8(end + place, reference[place] as number);
      return end + reference.length;
    }
  }
  into.setUint8(end, byte);
  return end + 1;
};

const putText = (
  into: DataView,
  start: number,
  data: DataView,
  from: number,
  to: number,
  preserves: boolean,
): number => {
  let end = putStamp(into, start, preserves ? PRESERVED_TEXT : TEXT);
  let at = from;
  while (at < to) {
    for (; at + WORD <= to; at += WORD) {
      const word = data.getInt32(at, true);
      if (mayBeSpecial(word)) break;
      into.setInt32(end, word, true);
      end += WORD;
    }
    for (const until = Math.min(at + WORD, to); at < until; at += 1) {
      end = putCharacter(into, end, data, at, from, to, preserves);
      if (end < 0) return end;
    }
  }
  return putStamp(into, end, TEXT_END);
};

/**
 * Puts a text cell, from its reference on, as `createTextCell` writes it, where there is room for {@link AROUND_TEXT} and
 * {@link roomOfText}.
 *
 * @returns where it ends, or `NOT_PUT`
 */
export const putXmlText: Put = (into, at, data, from, to) => {
  if (to - from > MAX_BYTES) return NOT_PUT;
  const end = putText(into, at, data, from, to, false);
  return end === LOSES_WHITE ? putText(into, at, data, from, to, true) : end;
};
