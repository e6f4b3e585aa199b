import type { Buffer as Bytes } from 'node:buffer';
import type { Cell, Column } from '../../../../shared/columns';
import { cellAt, MISSING, type RowBlock } from '../../row/row-block';
import { isPlainNumber, NO_BYTES, putPlain } from '../plain-bytes';
import { createNumberStamp, putStamp, type Stamp, stampOf } from '../stamp';
import type { TextBytes } from '../text-bytes';
import { type CellContext, columnLetters, type ColumnWriter } from './cells';
import { DEFAULT_DATE_FORMATS } from './number-format';
import { putDateSerial, putDatetimeSerial, type PutSerial, putTimeSerial } from './serial-date';
import { putXmlText } from './xml-bytes';

/** Writes one row of a block as the sheet has it. @param rowNumber its place in the sheet, from 1 */
export type BlockRowWriter = (out: TextBytes, block: RowBlock, row: number, rowNumber: number) => void;

/** Adds a cell from its reference on; `false` where its bytes need care, whatever was added till then. */
type Put = (out: TextBytes, bytes: Bytes, from: number, to: number) => boolean;

interface BlockCell {
  readonly index: number;
  /** The element as far as the row's number. */
  readonly start: Stamp;
  readonly put: Put;
  readonly write: ColumnWriter['write'];
}

const ROW = stampOf('<row r="');
const ROW_NUMBERED = stampOf('">');
const ROW_END = stampOf('</row>');
const NUMBER = stampOf('"><v>');
const VALUE_END = stampOf('</v></c>');
const TRUE = stampOf('" t="b"><v>1</v></c>');
const FALSE = stampOf('" t="b"><v>0</v></c>');

const [MINUS, ZERO, LETTER_T] = [45, 48, 116];

/** Within these, any number is the double that it reads as; see `exactNumber` and `finiteNumber`. */
const MAX_NUMBER_BYTES = 15;

const putNumber: Put = (out, bytes, from, to) => {
  if (to - from > MAX_NUMBER_BYTES || !isPlainNumber(bytes, from, to)) return false;
  // Excel knows no negative zero.
  if (bytes[from] === MINUS && bytes[from + 1] === ZERO && to - from === 2) return false;
  putStamp(out, NUMBER);
  putPlain(out, bytes, from, to, NO_BYTES);
  putStamp(out, VALUE_END);
  return true;
};

const putBoolean: Put = (out, bytes, from) => {
  putStamp(out, bytes[from] === LETTER_T ? TRUE : FALSE);
  return true;
};

const putNothing: Put = () => false;

const SERIALS: Readonly<Record<keyof typeof DEFAULT_DATE_FORMATS, PutSerial>> = {
  // The text of a moment in UTC ends in `Z`.
  datetime: (out, bytes, from, to) => putDatetimeSerial(out, bytes, from, to - 1),
  date: putDateSerial,
  time: putTimeSerial,
};

const createPutDate = (type: keyof typeof SERIALS, { styles }: CellContext): Put => {
  const start = stampOf(`" s="${styles.withNumberFormat(DEFAULT_DATE_FORMATS[type])}"><v>`);
  const putSerial = SERIALS[type];
  return (out, bytes, from, to) => {
    putStamp(out, start);
    if (!putSerial(out, bytes, from, to)) return false;
    putStamp(out, VALUE_END);
    return true;
  };
};

const putOf = ({ type, format }: Column, context: CellContext): Put => {
  if (format !== undefined) return putNothing;
  switch (type) {
    case 'text':
    case 'json':
      return putXmlText;
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
    start: stampOf(`<c r="${columnLetters(at + 1)}`),
    write: (writers[at] as ColumnWriter).write,
  }));
  const scratch: Cell[] = [];
  const numbered = createNumberStamp();

  const writeCell = (out: TextBytes, block: RowBlock, row: number, rowNumber: number, cell: BlockCell): void => {
    const { bytes, places, types } = block;
    const at = (row * types.length + cell.index) * 2;
    const from = places[at] as number;
    const to = places[at + 1] as number;
    if (from === MISSING || from === to) return;
    const { length } = out;
    putStamp(out, cell.start);
    putStamp(out, numbered);
    if (cell.put(out, bytes, from, to)) return;
    out.length = length;
    scratch[cell.index] = cellAt(block, row, cell.index);
    out.add(cell.write(scratch, String(rowNumber)));
  };

  return (out, block, row, rowNumber) => {
    numbered.set(rowNumber);
    putStamp(out, ROW);
    putStamp(out, numbered);
    putStamp(out, ROW_NUMBERED);
    for (let at = 0; at < cells.length; at += 1) writeCell(out, block, row, rowNumber, cells[at] as BlockCell);
    putStamp(out, ROW_END);
  };
};
