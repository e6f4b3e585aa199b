import type { Cell, Column, Nested, Row } from '../../../../shared/columns';
import { createLeafReader } from '../../row/leaf';
import { lineBreak, memberStart } from './layout';
import { createLeafText } from './leaf-text';
import type { HopEntry, Shape, ShapeEntry, VariantEntry } from './shape';

/** Writes one row as a JSON object. */
export type ObjectWriter = (row: Row) => string;

/** Writes what stands between an object's braces. */
type MembersWriter = (row: Row) => string;

/** A member whose name is known before the row is. */
type NamedEntry = Exclude<ShapeEntry, VariantEntry>;

const isVariant = (entry: ShapeEntry): entry is VariantEntry => entry.kind === 'variant';
const isNamed = (entry: ShapeEntry): entry is NamedEntry => entry.kind !== 'variant';

/**
 * Which items of a hop are shown. Where no column tells an item's kind, an item of a kind without columns would be an
 * empty object; it is left out. `null` where all are shown.
 */
const createIsShown = ({ entries }: Shape): ((row: Row) => boolean) | null => {
  const variants = entries.filter(isVariant).filter(({ tag }) => tag !== null);
  return variants.length === 0 ? null : (row) => variants.some(({ index }) => row[index] !== null);
};

const createHopText = ({ index, many, shape }: HopEntry, indent: number, level: number): ObjectWriter => {
  const isShown = createIsShown(shape);
  if (!many) {
    const write = createObjectWriter(shape, indent, level);
    return (row) => {
      const nested = row[index] as Nested;
      return nested === null || isShown?.(nested as Row) === false ? 'null' : write(nested as Row);
    };
  }
  const write = createObjectWriter(shape, indent, level + 1);
  const open = `[${lineBreak(indent, level + 1)}`;
  const between = `,${lineBreak(indent, level + 1)}`;
  const close = `${lineBreak(indent, level)}]`;
  return (row) => {
    const all = row[index] as readonly Row[];
    const items = isShown === null ? all : all.filter(isShown);
    return items.length === 0 ? '[]' : open + items.map(write).join(between) + close;
  };
};

/** Compiles a member that is one cell. @param read gives it; @param start the member as far as its value */
const createCellMember = (
  column: Column,
  read: (row: Row) => Cell,
  start: string,
  [indent, level]: readonly [indent: number, level: number],
): MembersWriter => {
  const { isQuoted, write } = createLeafText(column, indent, level);
  const missing = `${start}null`;
  if (!isQuoted) {
    return (row) => {
      const cell = read(row);
      return cell === null ? missing : start + write(cell);
    };
  }
  const open = `${start}"`;
  return (row) => {
    const cell = read(row);
    return cell === null ? missing : `${open}${write(cell)}"`;
  };
};

/** Compiles a member. @param start the member as far as its value; @param level how deep it stands */
const createMember = (entry: NamedEntry, start: string, indent: number, level: number): MembersWriter => {
  if (entry.kind === 'hop') {
    const write = createHopText(entry, indent, level);
    return (row) => start + write(row);
  }
  const { read } = createLeafReader(entry.column);
  if (entry.kind === 'summary') return createCellMember(entry.column, read, start, [indent, level]);
  const { index } = entry;
  return createCellMember(entry.column, (row) => row[index] as Cell, start, [indent, level]);
};

/** Members of which each is there in every row. */
const createFixedMembers = (entries: readonly NamedEntry[], indent: number, level: number): MembersWriter => {
  const writers = entries.map((entry, at) =>
    createMember(entry, (at === 0 ? '' : ',') + memberStart(entry.name, indent, level), indent, level),
  );
  return (row) => {
    let text = '';
    for (const write of writers) text += write(row);
    return text;
  };
};

/** Members of which some are there only in items of one kind; what tells the kind comes first. */
const createMixedMembers = (entries: readonly ShapeEntry[], indent: number, level: number): MembersWriter => {
  const tags = entries.filter(isVariant).flatMap(({ tag, name, index }): MembersWriter[] => {
    if (tag === null) return [];
    const text = memberStart(tag, indent, level) + JSON.stringify(name);
    return [(row) => (row[index] === null ? '' : text)];
  });
  const members = entries.map((entry): MembersWriter => {
    if (!isVariant(entry)) return createFixedMembers([entry], indent, level);
    const write = createMembers(entry.shape, indent, level);
    return (row) => {
      const nested = row[entry.index] as Nested;
      return nested === null ? '' : write(nested as Row);
    };
  });
  const writers = [...tags, ...members];
  return (row) => {
    let text = '';
    for (const write of writers) {
      const member = write(row);
      if (member !== '') text += text === '' ? member : `,${member}`;
    }
    return text;
  };
};

/** @param level how deep the members stand */
const createMembers = ({ entries }: Shape, indent: number, level: number): MembersWriter =>
  entries.some(isVariant)
    ? createMixedMembers(entries, indent, level)
    : createFixedMembers(entries.filter(isNamed), indent, level);

/**
 * Compiles the tree of columns into a writer with one closure per column, laid out as `JSON.stringify(row, null, indent)` would.
 *
 * @param indent spaces per level, 0 for compact
 * @param level how deep the object stands
 */
export const createObjectWriter = (shape: Shape, indent: number, level: number): ObjectWriter => {
  const write = createMembers(shape, indent, level + 1);
  const close = `${lineBreak(indent, level)}}`;
  return (row) => `{${write(row)}${close}`;
};
