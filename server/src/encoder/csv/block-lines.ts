import type { Cell, Column } from '../../../../shared/columns';
import {
  bytesOf,
  type ByteSet,
  NO_BYTES,
  otherBytes,
  putBytes,
  putPlain,
  putReplaced,
  replacementsOf,
} from '../plain-bytes';
import { cellAt, MISSING, type RowBlock } from '../../row/row-block';
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

const QUOTE = Buffer.from('"');
const DOUBLED = replacementsOf(bytesOf('"'), { '"': '""' });

/** Adds a cell in quotes, with those in it doubled. */
const putQuoted = (out: TextBytes, bytes: Buffer, from: number, to: number): void => {
  putBytes(out, QUOTE);
  putReplaced(out, bytes, from, to, DOUBLED);
  putBytes(out, QUOTE);
};

/** Writes the lines of a block: most cells are the bytes they came as. */
export const createBlockLines = (input: BlockLinesInput): ((out: TextBytes, block: RowBlock) => void) => {
  const { columns, writers, delimiter, lineEnd } = input;
  const needsQuotes = bytesOf(`"\r\n${delimiter}`);
  const between = Buffer.from(delimiter);
  const end = Buffer.from(lineEnd);
  const written = columns.map((column, at): BlockColumn => ({
    index: column.index,
    write: writers[at] as CellWriter,
    starts: startsOf(column, input),
  }));
  const scratch: Cell[] = [];

  const writeCell = (out: TextBytes, block: RowBlock, row: number, { index, write, starts }: BlockColumn): void => {
    const { bytes, places, types } = block;
    const at = (row * types.length + index) * 2;
    const from = places[at] as number;
    const to = places[at + 1] as number;
    if (from === MISSING || from === to) return;
    if (starts[bytes[from] as number] !== 0 || (starts !== NO_BYTES && isSigned(bytes, from, to))) {
      if (!putPlain(out, bytes, from, to, needsQuotes)) putQuoted(out, bytes, from, to);
      return;
    }
    scratch[index] = cellAt(block, row, index);
    out.add(write(scratch));
  };

  return (out, block) => {
    for (let row = 0; row < block.length; row += 1) {
      for (let at = 0; at < written.length; at += 1) {
        if (at > 0) putBytes(out, between);
        writeCell(out, block, row, written[at] as BlockColumn);
      }
      putBytes(out, end);
    }
  };
};
