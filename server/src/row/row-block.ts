import type { Cell, ColumnType, Row } from '../../../shared/columns';

/**
 * Rows of which each cell is text in UTF-8, all in one buffer: what a database sends as text and a file has as text is
 * neither decoded nor encoded on the way. The text is what printing the {@link Cell} gives; nothing hangs on the rows.
 */
export interface RowBlock {
  /** How many rows. */
  readonly length: number;
  /** What the cells of a row are. */
  readonly types: readonly ColumnType[];
  readonly bytes: Buffer;
  /** The same bytes. */
  readonly view: DataView;
  /** Where cells begin and end in `bytes`, two numbers each, row by row; both are {@link MISSING} where there is none. */
  readonly places: Int32Array;
}

/** The place of a cell that is not there. */
export const MISSING = -1;

/** Numbers with an exponent are JavaScript's; all others are their digits. SQLite keeps any text in a column of any type. */
const numberOf = (text: string): Cell => {
  if (!text.includes('e')) return text;
  const number = Number(text);
  return String(number) === text ? number : text;
};

const readCell = (type: ColumnType, text: string): Cell => {
  switch (type) {
    case 'boolean':
      return text === 'true';
    case 'integer':
    case 'float':
      return numberOf(text);
    default:
      return text;
  }
};

/** One cell, as rows have it. @param index its place in the row */
export const cellAt = ({ types, bytes, places }: RowBlock, row: number, index: number): Cell => {
  const at = (row * types.length + index) * 2;
  const from = places[at] as number;
  if (from === MISSING) return null;
  return readCell(types[index] as ColumnType, bytes.toString('utf8', from, places[at + 1]));
};

/** The rows by themselves. */
export const rowsOf = (block: RowBlock): readonly Row[] =>
  Array.from({ length: block.length }, (_none, row) => block.types.map((_type, index) => cellAt(block, row, index)));

/** Some of the rows, over the same bytes. */
export const sliceBlock = ({ types, bytes, view, places }: RowBlock, from: number, to: number): RowBlock => ({
  length: to - from,
  ...{ types, bytes, view },
  places: places.subarray(from * types.length * 2, to * types.length * 2),
});

/** Bytes of all of a row's cells. */
const rowLength = ({ places, types }: RowBlock, row: number): number => {
  let bytes = 0;
  for (let at = row * types.length * 2; at < (row + 1) * types.length * 2; at += 2) {
    bytes += (places[at + 1] as number) - (places[at] as number);
  }
  return bytes;
};

/** Bytes of some of a row's cells. @param indexes their places in the row; one that is named twice counts twice */
export const cellsLength = ({ places, types }: RowBlock, row: number, indexes: Int32Array): number => {
  let bytes = 0;
  for (let at = 0; at < indexes.length; at += 1) {
    const place = (row * types.length + (indexes[at] as number)) * 2;
    bytes += (places[place + 1] as number) - (places[place] as number);
  }
  return bytes;
};

/** Parts of a block of at most so many rows, and at most so many bytes of cells where a part has more than one row. */
export const partsOf = (block: RowBlock, mostRows: number, mostBytes: number): readonly RowBlock[] => {
  const parts: RowBlock[] = [];
  let from = 0;
  let bytes = 0;
  for (let row = 0; row < block.length; row += 1) {
    const own = rowLength(block, row);
    if (row > from && (row - from >= mostRows || bytes + own > mostBytes)) {
      parts.push(sliceBlock(block, from, row));
      from = row;
      bytes = 0;
    }
    bytes += own;
  }
  if (block.length > from) parts.push(sliceBlock(block, from, block.length));
  return parts;
};
