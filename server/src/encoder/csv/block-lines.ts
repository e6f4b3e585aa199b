import type { Cell, Column } from '../../../../shared/columns';
import {
  bytesOf,
  type ByteSet,
  careOf,
  NO_BYTES,
  otherBytes,
  putPlain,
  putReplaced,
  replacementsOf,
} from '../plain-bytes';
import { NOT_PUT } from '../../row/put';
import { cellAt, cellsLength, type RowBlock } from '../../row/row-block';
import type { CellWriter } from '../port';
import type { TextBytes } from '../text-bytes';

interface BlockLinesInput {
  readonly columns: readonly Column[];
  /** How the columns' cells are written, which is what the bytes must be as well. */
  readonly writers: readonly CellWriter[];
  readonly delimiter: string;
  readonly lineEnd: string;
  readonly formulaGuard: boolean;
  readonly timeZone: string;
}

interface BlockColumn {
  readonly index: number;
  readonly write: CellWriter;
  /** What a cell must begin with to be written byte by byte. */
  readonly starts: ByteSet;
}

const [PLUS, MINUS] = [43, 45];

/**
 * No text that begins so is a formula, see `isFormula`: ASCII but for white space and the signs of formulas, and of what lies
 * beyond ASCII all that has neither white space nor signs of full width.
 */
const HARMLESS_START = otherBytes(bytesOf('\0 =+-@', [9, 13], [0xc2, 0xc2], [0xe1, 0xe3], [0xef, 0xef]));

/** Behind a sign, what numbers and telephone numbers are made of. */
const HARMLESS_REST = bytesOf('0123456789 ().-/');

/** Whether bytes are a signed number or a telephone number, the most frequent of what `HARMLESS` is. */
const isSigned = (bytes: Buffer, from: number, to: number): boolean => {
  if (bytes[from] !== PLUS && bytes[from] !== MINUS) return false;
  for (let at = from + 1; at < to; at += 1) if (HARMLESS_REST[bytes[at] as number] === 0) return false;
  return true;
};

const ALL_BYTES = otherBytes(NO_BYTES);

/** Of numbers, too, since a site's own column can hold any text. */
const DIGIT_START = bytesOf('0123456789');

const startsOf = ({ type, format }: Column, { timeZone, formulaGuard }: BlockLinesInput): ByteSet => {
  // Shown as they are, but for quotes and the guard.
  const isAsItIs = format === undefined && (type !== 'datetime' || timeZone === 'UTC');
  if (!isAsItIs) return NO_BYTES;
  switch (type) {
    case 'integer':
    case 'biginteger':
    case 'decimal':
    case 'float':
      return DIGIT_START;
    case 'boolean':
    case 'json':
      return ALL_BYTES;
    default:
      return formulaGuard ? HARMLESS_START : ALL_BYTES;
  }
};

const QUOTE = 34;

/** No other byte is searched for. */
const DOUBLED = replacementsOf(careOf(bytesOf('"'), 0, '""'), { '"': '""' });

/** Puts a cell in quotes, with those in it doubled. @returns where it ends */
const putQuoted = (into: DataView, at: number, data: DataView, from: number, to: number): number => {
  into.setUint8(at, QUOTE);
  const end = putReplaced(into, at + 1, data, from, to, DOUBLED);
  into.setUint8(end, QUOTE);
  return end + 1;
};

/** The byte behind both that break a line. */
const BEHIND_BREAKS = 14;

/** Bytes around a cell: two quotes and a delimiter. */
const AROUND = 3;

/** Writes the lines of a block: most cells are the bytes they came as. */
export const createBlockLines = (input: BlockLinesInput): ((out: TextBytes, block: RowBlock) => void) => {
  const { columns, writers, delimiter, lineEnd } = input;
  const needsQuotes = careOf(bytesOf(`"\r\n${delimiter}`), BEHIND_BREAKS, `"${delimiter}`);
  const between = delimiter.charCodeAt(0);
  const end = Buffer.from(lineEnd);
  const written = columns.map((column, at): BlockColumn => ({
    index: column.index,
    write: writers[at] as CellWriter,
    starts: startsOf(column, input),
  }));
  const indexes = Int32Array.from(written, ({ index }) => index);
  const scratch: Cell[] = [];

  const roomFor = (block: RowBlock, row: number): number =>
    cellsLength(block, row, indexes) * 2 + written.length * AROUND + end.length;

  /** Adds a cell by its writer, and makes room for the row's others again. */
  const addCell = (out: TextBytes, block: RowBlock, row: number, { index, write }: BlockColumn): void => {
    scratch[index] = cellAt(block, row, index);
    out.add(write(scratch));
    out.reserve(roomFor(block, row));
  };

  const addLine = (out: TextBytes, block: RowBlock, row: number): void => {
    const { bytes, view: data, places, types } = block;
    out.reserve(roomFor(block, row));
    let { buffer, view, length } = out;
    for (let at = 0; at < written.length; at += 1) {
      if (at > 0) {
        buffer[length] = between;
        length += 1;
      }
      const column = written[at] as BlockColumn;
      const place = (row * types.length + column.index) * 2;
      const from = places[place] as number;
      const to = places[place + 1] as number;
      // Missing, or empty.
      if (from === to) continue;
      const { starts } = column;
      if (starts[bytes[from] as number] !== 0 || (starts !== NO_BYTES && isSigned(bytes, from, to))) {
        const putTo = putPlain(view, length, data, from, to, needsQuotes);
        length = putTo === NOT_PUT ? putQuoted(view, length, data, from, to) : putTo;
        continue;
      }
      out.length = length;
      addCell(out, block, row, column);
      ({ buffer, view, length } = out);
    }
    for (let at = 0; at < end.length; at += 1) {
      buffer[length] = end[at] as number;
      length += 1;
    }
    out.length = length;
  };

  return (out, block) => {
    for (let row = 0; row < block.length; row += 1) addLine(out, block, row);
  };
};
