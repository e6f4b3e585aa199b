import type { Cell, Column, Nested, Row } from '../../../../shared/columns';
import { indentJson } from './indent-json';
import type { Shape, ShapeEntry } from './shape';

/** Writes one row as a JSON object. */
export type ObjectWriter = (row: Row) => string;

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A number keeps all its digits; what JSON has no number for (`NaN`) becomes text rather than nothing. */
const numberText = (cell: Cell): string => {
  const text = String(cell);
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

const leafText = ({ type }: Column, indent: number, level: number): ((cell: Cell) => string) => {
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
      return (cell) => JSON.stringify(cell);
  }
};

const lineBreak = (indent: number, level: number): string => (indent === 0 ? '' : `\n${' '.repeat(indent * level)}`);

const hopWriter = (
  entry: Extract<ShapeEntry, { kind: 'hop' }>,
  indent: number,
  level: number,
): ((row: Row) => string) => {
  const { index, many } = entry;
  if (!many) {
    const write = createObjectWriter(entry.shape, indent, level);
    return (row) => {
      const nested = row[index] as Nested;
      return nested === null ? 'null' : write(nested as Row);
    };
  }
  const write = createObjectWriter(entry.shape, indent, level + 1);
  const open = `[${lineBreak(indent, level + 1)}`;
  const between = `,${lineBreak(indent, level + 1)}`;
  const close = `${lineBreak(indent, level)}]`;
  return (row) => {
    const items = row[index] as readonly Row[];
    return items.length === 0 ? '[]' : open + items.map(write).join(between) + close;
  };
};

/**
 * Compiles the tree of columns into a writer with one closure per column, laid out as `JSON.stringify(row, null, indent)` would.
 *
 * @param indent spaces per level, 0 for compact
 * @param level how deep the object stands
 */
export const createObjectWriter = (shape: Shape, indent: number, level: number): ObjectWriter => {
  const inner = lineBreak(indent, level + 1);
  const colon = indent === 0 ? ':' : ': ';
  const writers = shape.entries.map((entry) => {
    const prefix = `${inner}${JSON.stringify(entry.name)}${colon}`;
    if (entry.kind === 'hop') return { prefix, write: hopWriter(entry, indent, level + 1) };
    const toText = leafText(entry.column, indent, level + 1);
    const { index } = entry;
    return {
      prefix,
      write: (row: Row) => {
        const cell = row[index] as Cell;
        return cell === null ? 'null' : toText(cell);
      },
    };
  });
  const close = `${lineBreak(indent, level)}}`;
  return (row) => {
    let text = '{';
    let first = true;
    for (const { prefix, write } of writers) {
      text += first ? prefix + write(row) : `,${prefix}${write(row)}`;
      first = false;
    }
    return text + close;
  };
};
