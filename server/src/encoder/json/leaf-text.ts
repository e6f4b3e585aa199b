import type { Cell, Column } from '../../../../shared/columns';
import { indentJson } from './indent-json';

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A number keeps all its digits; what JSON has no number for (`NaN`) becomes text rather than nothing. */
const numberText = (cell: Cell): string => {
  const text = String(cell);
  if (Number.isFinite(cell)) return text;
  return JSON_NUMBER.test(text) ? text : JSON.stringify(text);
};

/**
 * What dates and big integers are made of. Big integers are text, as in Strapi's own REST, since a JavaScript reader
 * would round them. SQLite keeps any text in a column of any type, so it must be looked at.
 */
const BARE = /^[\w.:+-]*$/;

/** What JSON escapes, and with it lone surrogates, which `JSON.stringify` makes well-formed (ECMA-262, 25.5.2.3). */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const NEEDS_ESCAPE = /["\\\0-\x1F\uD800-\uDFFF]/;

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

const bareText = (cell: Cell): string => {
  const text = String(cell);
  return BARE.test(text) ? text : escaped(text);
};

/** A call of `JSON.stringify` costs more than looking whether it would change anything. */
const stringText = (cell: Cell): string => {
  const text = cell as string;
  return NEEDS_ESCAPE.test(text) ? escaped(text) : text;
};

/** How a column's cells are written; never called with `null`. */
export interface LeafText {
  /** Whether quotes belong around the text. They are not part of it, since each concatenation costs. */
  readonly isQuoted: boolean;
  write(cell: Cell): string;
}

/**
 * Compiles a column's type into the JSON of its cells. Formats are for people, not for JSON.
 *
 * @param indent spaces per level, 0 for compact
 * @param level how deep the cell stands
 */
export const createLeafText = ({ type }: Column, indent: number, level: number): LeafText => {
  switch (type) {
    case 'integer':
    case 'decimal':
    case 'float':
      return { isQuoted: false, write: numberText };
    case 'boolean':
      return { isQuoted: false, write: String };
    case 'json':
      return { isQuoted: false, write: indent === 0 ? String : (cell) => indentJson(String(cell), indent, level) };
    case 'datetime':
    case 'date':
    case 'time':
    case 'biginteger':
      return { isQuoted: true, write: bareText };
    case 'text':
      return { isQuoted: true, write: stringText };
  }
};
