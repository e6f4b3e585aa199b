import type { Cell, Column } from '../../../../shared/columns';
import { NOT_PUT, type Put, putBytes } from '../../row/put';
import { cellAt, cellsLength, type RowBlock } from '../../row/row-block';
import { isPlainNumber } from '../plain-bytes';
import { createNumberStamp, putStamp, roomOf, type Stamp, stampOf } from '../stamp';
import type { TextBytes } from '../text-bytes';
import { type CellContext, columnLetters, type ColumnWriter } from './cells';
import { DEFAULT_DATE_FORMATS } from './number-format';
import { LONGEST_SERIAL, putDateSerial, putDatetimeSerial, putTimeSerial } from './serial-date';
import { AROUND_TEXT, putXmlText, roomOfText } from './xml-bytes';

/** Writes one row of a block as the sheet has it. @param rowNumber its place in the sheet, from 1 */
export type BlockRowWriter = (out: TextBytes, block: RowBlock, row: number, rowNumber: number) => void;

interface BlockCell {
  readonly index: number;
  /** The element as far as the row's number. */
  readonly start: Stamp;
  /** Puts the cell from its reference on. */
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

const [MINUS, ZERO, LETTER_T, LETTER_Z] = [45, 48, 116, 90];

/** Within these, any number is the double that it reads as; see `exactNumber` and `finiteNumber`. */
const MAX_NUMBER_BYTES = 15;

const putNumber: Put = (into, at, data, from, to) => {
  if (to - from > MAX_NUMBER_BYTES || !isPlainNumber(data, from, to)) return NOT_PUT;
  // Excel knows no negative zero.
  if (to - from === 2 && data.getUint8(from) === MINUS && data.getUint8(from + 1) === ZERO) return NOT_PUT;
  return putStamp(into, putBytes(into, putStamp(into, at, NUMBER), data, from, to), VALUE_END);
};

const putBoolean: Put = (into, at, data, from) => putStamp(into, at, data.getUint8(from) === LETTER_T ? TRUE : FALSE);

const putNothing: Put = () => NOT_PUT;

const SERIALS: Readonly<Record<keyof typeof DEFAULT_DATE_FORMATS, Put>> = {
  // The text of a moment in UTC ends in `Z`.
  datetime: (into, at, data, from, to) =>
    data.getUint8(to - 1) === LETTER_Z ? putDatetimeSerial(into, at, data, from, to - 1) : NOT_PUT,
  date: putDateSerial,
  time: putTimeSerial,
};

/** As far as a date's number. */
const dateStart = (style: number): Stamp => stampOf(`" s="${style}"><v>`);

const createPutDate = (type: keyof typeof SERIALS, { styles }: CellContext): Put => {
  const start = dateStart(styles.withNumberFormat(DEFAULT_DATE_FORMATS[type]));
  const putSerial = SERIALS[type];
  return (into, at, data, from, to) => {
    const end = putSerial(into, putStamp(into, at, start), data, from, to);
    return end === NOT_PUT ? NOT_PUT : putStamp(into, end, VALUE_END);
  };
};

/** Bytes of the longest that stands around a cell from its reference on, and of a number that its bytes become. */
const AROUND = Math.max(AROUND_TEXT, roomOf(dateStart(Number.MAX_SAFE_INTEGER), VALUE_END) + LONGEST_SERIAL);

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
  const indexes = Int32Array.from(cells, ({ index }) => index);
  const scratch: Cell[] = [];
  const numbered = createNumberStamp();
  const ofNumber = roomOf(numbered);
  const around = cells.reduce(
    (room, { start }) => room + roomOf(start) + ofNumber + AROUND,
    roomOf(ROW, ROW_NUMBERED, ROW_END) + ofNumber,
  );

  const roomFor = (block: RowBlock, row: number): number =>
    roomOfText(cellsLength(block, row, indexes), cells.length) + around;

  /** Adds a cell by its writer, and makes room for the row's others again. */
  const addCell = (out: TextBytes, block: RowBlock, row: number, rowNumber: number, cell: BlockCell): void => {
    scratch[cell.index] = cellAt(block, row, cell.index);
    out.add(cell.write(scratch, String(rowNumber)));
    out.reserve(roomFor(block, row));
  };

  return (out, block, row, rowNumber) => {
    const { view: data, places, types } = block;
    numbered.set(rowNumber);
    out.reserve(roomFor(block, row));
    let { view } = out;
    let length = putStamp(view, putStamp(view, putStamp(view, out.length, ROW), numbered), ROW_NUMBERED);
    for (let at = 0; at < cells.length; at += 1) {
      const cell = cells[at] as BlockCell;
      const place = (row * types.length + cell.index) * 2;
      const from = places[place] as number;
      const to = places[place + 1] as number;
      // Missing, or empty.
      if (from === to) continue;
      const start = putStamp(view, putStamp(view, length, cell.start), numbered);
      const end = cell.put(view, start, data, from, to);
      if (end !== NOT_PUT) {
        length = end;
        continue;
      }
      out.length = length;
      addCell(out, block, row, rowNumber, cell);
      ({ view, length } = out);
    }
    out.length = putStamp(view, length, ROW_END);
  };
};
