import { bytesOf, LONGEST_REPLACEMENT, replacementsOf } from '../plain-bytes';
import { putStamp, stampOf } from '../stamp';
import type { TextBytes } from '../text-bytes';

const TEXT = stampOf('" t="inlineStr"><is><t>');
const PRESERVED_TEXT = stampOf('" t="inlineStr"><is><t xml:space="preserve">');
const TEXT_END = stampOf('</t></is></c>');

const [LINE_FEED, CARRIAGE_RETURN, SPACE, UNDERSCORE, LETTER_X] = [10, 13, 32, 95, 120];

/** Excel's limit of a cell in UTF-16 units: so many bytes are no more of them. */
const MAX_BYTES = 32_767;

/** What is not copied without a look. */
const SPECIAL = bytesOf('&<>_ \xEF', [0, 31]);

/** What `escapeElement` replaces, and what XML cannot carry: control characters, U+FFFE, U+FFFF. */
const REFERENCES = replacementsOf(bytesOf('&<>\r\xEF', [0, 8], [11, 12], [14, 31]), {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#13;',
});

/** Whether readers drop white space there, unless they are told not to: see `NEEDS_PRESERVE`. */
const isLostWhite = (bytes: Buffer, at: number, from: number, to: number): boolean => {
  const byte = bytes[at] as number;
  if (byte > SPACE) return false;
  if (byte === LINE_FEED || byte === CARRIAGE_RETURN || at === from || at + 1 === to) return true;
  return byte === SPACE && bytes[at + 1] === SPACE;
};

const putText = (out: TextBytes, bytes: Buffer, from: number, to: number, preserves: boolean): boolean => {
  const start = out.length;
  putStamp(out, preserves ? PRESERVED_TEXT : TEXT);
  out.reserve((to - from) * LONGEST_REPLACEMENT);
  const { buffer } = out;
  let { length } = out;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number;
    if (SPECIAL[byte] !== 0) {
      if (!preserves && isLostWhite(bytes, at, from, to)) {
        out.length = start;
        return putText(out, bytes, from, to, true);
      }
      const reference = REFERENCES[byte];
      // An underscore may begin what readers take for an escape.
      if (reference === null || (byte === UNDERSCORE && bytes[at + 1] === LETTER_X)) return false;
      if (reference !== undefined) {
        for (let place = 0; place < reference.length; place += 1) {
          buffer[length] = reference[place] as number;
          length += 1;
        }
        continue;
      }
    }
    buffer[length] = byte;
    length += 1;
  }
  out.length = length;
  putStamp(out, TEXT_END);
  return true;
};

/**
 * Adds a text cell, from its reference on, as `createTextCell` writes it.
 *
 * @returns `false` where only that can write it; whatever was added till then
 */
export const putXmlText = (out: TextBytes, bytes: Buffer, from: number, to: number): boolean =>
  to - from <= MAX_BYTES && putText(out, bytes, from, to, false);
