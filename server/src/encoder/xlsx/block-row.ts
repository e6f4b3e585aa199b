import type { Buffer as Bytes } from 'node:buffer';
import type { Cell, Column } from '../../../../shared/columns';
import { cellAt, MISSING, type RowBlock } from '../../row/row-block';
import {
  bytesOf,
  isPlainNumber,
  NO_BYTES,
  putAscii,
  putBytes,
  putPlain,
  putReplaced,
  replacementsOf,
} from '../plain-bytes';
import type { TextBytes } from '../text-bytes';
import { type CellContext, columnLetters, type ColumnWriter } from './cells';
import { DEFAULT_DATE_FORMATS } from './number-format';
import { dateSerial, datetimeSerial, timeSerial } from './serial-date';

/** Writes one row of a block as the sheet has it. @param rowNumber its place in the sheet, from 1 */
export type BlockRowWriter = (out: TextBytes, block: RowBlock, row: number, rowNumber: number) => void;

/** Adds a cell from its reference on; `false` where its bytes need care, whatever was added till then. */
type Put = (out: TextBytes, bytes: Bytes, from: number, to: number) => boolean;

interface BlockCell {
  readonly index: number;
  /** The element as far as the row's number. */
  readonly start: Bytes;
  readonly put: Put;
  readonly write: ColumnWriter['write'];
}

const ROW = Buffer.from('<row r="');
const ROW_NUMBERED = Buffer.from('">');
const ROW_END = Buffer.from('</row>');
const TEXT = Buffer.from('" t="inlineStr"><is><t>');
const TEXT_END = Buffer.from('</t></is></c>');
const NUMBER = Buffer.from('"><v>');
const NUMBER_END = Buffer.from('</v></c>');
const TRUE = Buffer.from('" t="b"><v>1</v></c>');
const FALSE = Buffer.from('" t="b"><v>0</v></c>');

const [SPACE, MINUS, ZERO, LETTER_T] = [32, 45, 48, 116];

/** What XML escapes or cannot carry, and what begins U+FFFE in UTF-8; see `needsCare`. */
const NEEDS_CARE = bytesOf('&<>_\xEF', [0, 31]);

const REFERENCES = replacementsOf(NEEDS_CARE, { '&': '&amp;', '<': '&lt;', '>': '&gt;' });

/** So many bytes are no more UTF-16 units, Excel's limit of a cell. */
const MAX_TEXT_BYTES = 32_767;

/** Within these, any number is the double that it reads as; see `exactNumber` and `finiteNumber`. */
const MAX_NUMBER_BYTES = 15;

const hasOddSpaces = (bytes: Bytes, from: number, to: number): boolean => {
  if (bytes[from] === SPACE || bytes[to - 1] === SPACE) return true;
  for (let at = from + 1; at < to; at += 2) {
    if (bytes[at] === SPACE && (bytes[at - 1] === SPACE || bytes[at + 1] === SPACE)) return true;
  }
  return false;
};

const putText: Put = (out, bytes, from, to) => {
  if (to - from > MAX_TEXT_BYTES || hasOddSpaces(bytes, from, to)) return false;
  putBytes(out, TEXT);
  if (!putPlain(out, bytes, from, to, NEEDS_CARE) && !putReplaced(out, bytes, from, to, REFERENCES)) return false;
  putBytes(out, TEXT_END);
  return true;
};

const putNumber: Put = (out, bytes, from, to) => {
  if (to - from > MAX_NUMBER_BYTES || !isPlainNumber(bytes, from, to)) return false;
  // Excel knows no negative zero.
  if (bytes[from] === MINUS && bytes[from + 1] === ZERO && to - from === 2) return false;
  putBytes(out, NUMBER);
  putPlain(out, bytes, from, to, NO_BYTES);
  putBytes(out, NUMBER_END);
  return true;
};

const putBoolean: Put = (out, bytes, from) => {
  putBytes(out, bytes[from] === LETTER_T ? TRUE : FALSE);
  return true;
};

const putNothing: Put = () => false;

/** The serial numbers of moments in UTC, whose text ends in `Z`, of days and of times. */
const SERIALS = {
  datetime: (text: string) => datetimeSerial(text.slice(0, -1)),
  date: dateSerial,
  time: timeSerial,
};

const createPutDate = (type: keyof typeof SERIALS, { styles }: CellContext): Put => {
  const style = styles.withNumberFormat(DEFAULT_DATE_FORMATS[type]);
  const start = Buffer.from(`" s="${style}"><v>`);
  const serialOf = SERIALS[type];
  return (out, bytes, from, to) => {
    const serial = serialOf(bytes.toString('latin1', from, to));
    if (serial === null) return false;
    putBytes(out, start);
    putAscii(out, String(serial));
    putBytes(out, NUMBER_END);
    return true;
  };
};

const putOf = ({ type, format }: Column, context: CellContext): Put => {
  if (format !== undefined) return putNothing;
  switch (type) {
    case 'text':
    case 'json':
      return putText;
    case 'integer':
    case 'biginteger':
    case 'decimal':
    case 'float':
      return putNumber;
    case 'boolean':
      return putBoolean;
    case 'datetime':
      return context.timeZone === 'UTC' ? createPutDate(type, context) : putNothing;
    case 'date':
    case 'time':
      return createPutDate(type, context);
  }
};

/**
 * Compiles columns into a writer of blocks.
 *
 * @param writers how the columns' cells are written, which is what the bytes are as well
 */
export const createBlockRow = (
  columns: readonly Column[],
  writers: readonly ColumnWriter[],
  context: CellContext,
): BlockRowWriter => {
  const cells = columns.map((column, at): BlockCell => ({
    ...{ index: column.index, put: putOf(column, context) },
    start: Buffer.from(`<c r="${columnLetters(at + 1)}`),
    write: (writers[at] as ColumnWriter).write,
  }));
  const scratch: Cell[] = [];

  const writeCell = (out: TextBytes, block: RowBlock, row: number, digits: Bytes, cell: BlockCell): void => {
    const { bytes, places, types } = block;
    const at = (row * types.length + cell.index) * 2;
    const from = places[at] as number;
    const to = places[at + 1] as number;
    if (from === MISSING || from === to) return;
    const { length } = out;
    putBytes(out, cell.start);
    putBytes(out, digits);
    if (cell.put(out, bytes, from, to)) return;
    out.length = length;
    scratch[cell.index] = cellAt(block, row, cell.index);
    out.add(cell.write(scratch, digits.toString('latin1')));
  };

  return (out, block, row, rowNumber) => {
    const digits = Buffer.from(String(rowNumber));
    putBytes(out, ROW);
    putBytes(out, digits);
    putBytes(out, ROW_NUMBERED);
    for (let at = 0; at < cells.length; at += 1) writeCell(out, block, row, digits, cells[at] as BlockCell);
    putBytes(out, ROW_END);
  };
};
