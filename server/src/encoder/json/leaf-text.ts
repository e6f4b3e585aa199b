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

/** Text that most likely holds no character that JSON escapes. */
const bareText = (cell: Cell): string => {
  const text = String(cell);
  return BARE.test(text) ? `"${text}"` : JSON.stringify(text);
};

/** What JSON escapes, and with it lone surrogates, which `JSON.stringify` makes well-formed (ECMA-262, 25.5.2.3). */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const NEEDS_ESCAPE = /["\\\0-\x1F\uD800-\uDFFF]/;

/** Text as a JSON string: a call of `JSON.stringify` costs more than looking whether it would change anything. */
const stringText = (cell: Cell): string => {
  const text = cell as string;
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
};

/**
 * Compiles a column's type into the JSON of its cells; never called with `null`. Formats are for people, not for JSON.
 *
 * @param indent spaces per level, 0 for compact
 * @param level how deep the cell stands
 */
export const createLeafText = ({ type }: Column, indent: number, level: number): ((cell: Cell) => string) => {
  switch (type) {
    case 'integer':
    case 'decimal':
    case 'float':
      return numberText;
    case 'boolean':
      return String;
    case 'json':
      return indent === 0 ? String : (cell) => indentJson(String(cell), indent, level);
    case 'datetime':
    case 'date':
    case 'time':
    case 'biginteger':
      return bareText;
    case 'text':
      return stringText;
  }
};
