import type { WarningCounter } from '../port';

/** Begins every part of the package. */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Writes a text cell. @param start the element as far as its first attribute's open quote, such as `<c r="B12` */
export type TextCell = (start: string, text: string) => string;

/** Excel's limit of characters in a cell, counted in UTF-16 units. */
const MAX_TEXT_UNITS = 32_767;

/** Anything to escape or to replace; a pattern of one class is several times as fast as one of alternatives. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const MAYBE_SPECIAL = /[\0-\x1F&<>_\uD800-\uDFFF\uFFFE\uFFFF]/;

const SPACE = 32;

/**
 * The cheap question asked of every text: is there anything to escape, replace or preserve? All but a few texts answer
 * no and are written as they are. White space counts at the ends, doubled, or when it is not a space.
 */
const needsCare = (text: string): boolean =>
  MAYBE_SPECIAL.test(text) ||
  text.charCodeAt(0) === SPACE ||
  text.charCodeAt(text.length - 1) === SPACE ||
  text.includes('  ');

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const MAYBE_ILLEGAL = /[\0-\x08\x0B\x0C\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/;

/** What XML 1.0 cannot carry, not even as a reference (production 2, Char); with the `u` flag only lone surrogates match. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const ILLEGAL = /[\0-\x08\x0B\x0C\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/gu;

const NEEDS_PRESERVE = /^[ \t\r\n]|[ \t\r\n]$|[\r\n]| {2}/;

/** ECMA-376 part 1, 22.9.2.19 (ST_Xstring): readers turn `_x0041_` into `A`. Overlaps matter: `_x0041_x0042_`. */
const EXCEL_ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  // A plain carriage return would reach the reader as a line feed (XML 1.0, 2.11).
  '\r': '&#13;',
};

const toReference = (character: string): string => REFERENCES[character] ?? character;

/** Cuts text to a number of UTF-16 units, or one less where a surrogate pair would be halved. */
export const cutText = (text: string, units: number): string => {
  if (text.length <= units) return text;
  const isHalved = /[\uD800-\uDBFF]$/.test(text.slice(0, units)) && /^[\uDC00-\uDFFF]/.test(text.slice(units));
  return text.slice(0, isHalved ? units - 1 : units);
};

/** Replaces what XML cannot carry by U+FFFD. */
export const replaceIllegal = (text: string): string => text.replace(ILLEGAL, '\uFFFD');

/** An attribute's value. */
export const escapeAttribute = (text: string): string => replaceIllegal(text).replace(/[&<>"\t\n\r]/g, toReference);

/** An element's text that is no cell: a formula, a name. */
export const escapeElement = (text: string): string => replaceIllegal(text).replace(/[&<>\r]/g, toReference);

/** Text where readers take `_x0041_` for an escape: of cells and of charts. */
export const escapeXstring = (text: string): string => escapeElement(text).replace(EXCEL_ESCAPE, '_x005F_');

/**
 * Compiles the writing of a text cell: an inline string, which is never a formula and needs no table of strings held
 * until the end. What is changed in the text is counted, by cell.
 */
export const createTextCell = (warnings: WarningCounter): TextCell => {
  const careful = (start: string, text: string): string => {
    let legal = text;
    if (MAYBE_ILLEGAL.test(text)) {
      legal = replaceIllegal(text);
      if (legal !== text) warnings.add('characters-replaced');
    }
    const preserve = NEEDS_PRESERVE.test(legal) ? ' xml:space="preserve"' : '';
    return `${start}" t="inlineStr"><is><t${preserve}>${escapeXstring(legal)}</t></is></c>`;
  };
  const cut = (start: string, text: string): string => {
    warnings.add('cells-cut');
    return careful(start, cutText(text, MAX_TEXT_UNITS));
  };
  return (start, text) => {
    if (text.length > MAX_TEXT_UNITS) return cut(start, text);
    return needsCare(text) ? careful(start, text) : `${start}" t="inlineStr"><is><t>${text}</t></is></c>`;
  };
};
