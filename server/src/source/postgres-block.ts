import { Buffer, isUtf8 } from 'node:buffer';
import type { ColumnType } from '../../../shared/columns';
import { isAscii, NOT_PUT, type Put, putBytes, viewOf } from '../row/put';
import { MISSING, type RowBlock } from '../row/row-block';
import { type BlockField, createBlockCells } from './block-cells';
import { type Conversion, isUtcText } from './values';

/** Gathers rows as PostgreSQL sends them. */
export interface BlockBuilder {
  /** Takes the body of a DataRow message (PostgreSQL documentation, 55.7): a number of fields, each behind its length. */
  add(data: Buffer, start: number, end: number): void;
  /** The rows since the last time, until the first row behind the next time is added: then others take their place. */
  take(): RowBlock;
}

/** The longest text that takes the place of a field without being asked for room, a moment's. */
const LONGEST = 24;

const [ZERO, NINE, POINT, MINUS] = [48, 57, 46, 45];
const [LETTER_T, LETTER_F] = [116, 102];

/** Digits and points, behind a sign at most. */
const putDigits: Put = (into, at, data, from, to) => {
  let end = at;
  for (let place = from; place < to; place += 1) {
    const byte = data.getUint8(place);
    if (byte !== POINT && (byte < ZERO || byte > NINE) && (byte !== MINUS || place > from)) return NOT_PUT;
    into.setUint8(end, byte);
    end += 1;
  }
  return end;
};

/** Without the zeros at its end. */
const putDecimal: Put = (into, at, data, from, to) => {
  const end = putDigits(into, at, data, from, to);
  if (end === NOT_PUT || end === at) return end;
  let last = end - 1;
  // What is no number of PostgreSQL's own is left to the conversion.
  if (into.getUint8(last) === POINT) return NOT_PUT;
  if (into.getUint8(last) !== ZERO) return end;
  while (last > at && into.getUint8(last) === ZERO) last -= 1;
  if (into.getUint8(last) === POINT) return last;
  for (let place = at; place < last; place += 1) if (into.getUint8(place) === POINT) return last + 1;
  return end;
};

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;

/** As JavaScript prints it, see `fromPrintedDouble`: that prints `-0` as `0`, and digits on both sides of a point. */
const putDouble: Put = (into, at, data, from, to) => {
  if (from === to) return NOT_PUT;
  const first = data.getUint8(from) === MINUS ? from + 1 : from;
  if (first === to || !isDigit(data.getUint8(first)) || !isDigit(data.getUint8(to - 1))) return NOT_PUT;
  if (first > from && first + 1 === to && data.getUint8(first) === ZERO) return NOT_PUT;
  return putDigits(into, at, data, from, to);
};

/** Puts what is always the same. */
const putConstant = (into: DataView, at: number, constant: DataView): number =>
  putBytes(into, at, constant, 0, constant.byteLength);

const constantOf = (text: string): DataView => viewOf(Buffer.from(text));

const TRUE = constantOf('true');
const FALSE = constantOf('false');

const putBoolean: Put = (into, at, data, from, to) => {
  const byte = to - from === 1 ? data.getUint8(from) : 0;
  if (byte === LETTER_T) return putConstant(into, at, TRUE);
  return byte === LETTER_F ? putConstant(into, at, FALSE) : NOT_PUT;
};

const DATE_LENGTH = 10;

const putDate: Put = (into, at, data, from, to) =>
  to - from === DATE_LENGTH ? putBytes(into, at, data, from, to) : NOT_PUT;

/** What is missing behind the clock of `04:05:06`, and of a moment, by the field's length; see `fromUtcText`. */
const MILLISECONDS = constantOf('.000');
const MOMENT_ENDS: Readonly<Record<number, DataView>> = {
  19: constantOf('.000Z'),
  21: constantOf('00Z'),
  22: constantOf('0Z'),
  23: constantOf('Z'),
};

const putTime: Put = (into, at, data, from, to) => {
  if (!isAscii(data, from, to)) return NOT_PUT;
  if (to - from === 12) return putBytes(into, at, data, from, to);
  return to - from === 8 ? putConstant(into, putBytes(into, at, data, from, to), MILLISECONDS) : NOT_PUT;
};

/** Between a day and its time in ISO 8601, where PostgreSQL has a space. */
const TIME_FOLLOWS = 84;

const putMoment: Put = (into, at, data, from, to) => {
  const missing = MOMENT_ENDS[to - from];
  if (missing === undefined || (to - from > 19 && data.getUint8(from + 19) !== POINT)) return NOT_PUT;
  if (!isAscii(data, from, to)) return NOT_PUT;
  const end = putBytes(into, at, data, from, to);
  into.setUint8(at + DATE_LENGTH, TIME_FOLLOWS);
  return putConstant(into, end, missing);
};

const putNothing: Put = () => NOT_PUT;

const PACKERS: Readonly<Partial<Record<ColumnType, Put>>> = {
  ...{ decimal: putDecimal, float: putDouble, boolean: putBoolean },
  ...{ date: putDate, time: putTime, datetime: putMoment },
};

/** How a field's bytes become a cell; what is not put, the conversion is asked for. */
const packerOf = ({ type, convert }: BlockField): Put => {
  if (convert === null) return putBytes;
  return type === 'datetime' && !isUtcText(convert) ? putNothing : (PACKERS[type] ?? putNothing);
};

/** In a database of the encoding `SQL_ASCII` text is whatever was written; what is no UTF-8 is read as rows read it. */
const decoded = ({ bytes, places, ...block }: RowBlock): RowBlock => {
  const texts = Array.from({ length: places.length / 2 }, (_none, at) =>
    places[at * 2] === MISSING ? null : bytes.toString('utf8', places[at * 2], places[at * 2 + 1]),
  );
  let end = 0;
  const moved = texts.flatMap((text) => {
    if (text === null) return [MISSING, MISSING];
    const start = end;
    end += Buffer.byteLength(text);
    return [start, end];
  });
  const mended = Buffer.from(texts.join(''));
  return { ...block, bytes: mended, view: viewOf(mended), places: Int32Array.from(moved) };
};

/** @param fields what is selected, in its order */
export const createPostgresBlocks = (fields: readonly BlockField[]): BlockBuilder => {
  const spare = fields.length * LONGEST;
  const cells = createBlockCells(fields.map(({ type }) => type));
  const packers = fields.map(packerOf);
  /** Most rows come many in a chunk. */
  let chunk: Buffer = Buffer.alloc(0);
  let chunkView = viewOf(chunk);

  /** @param rest bytes of the row behind the field, whose room a longer cell must not take */
  const addConverted = (convert: Conversion, raw: string, rest: number): void => {
    const cell = convert === null ? raw : convert(raw);
    if (cell === null) {
      cells.addMissing();
      return;
    }
    cells.addText(String(cell));
    cells.reserve(rest + spare);
  };

  return {
    add: (data, start, end) => {
      if (data.readUInt16BE(start) !== packers.length) throw new Error('PostgreSQL sent a row of other columns.');
      if (data !== chunk) {
        chunk = data;
        chunkView = viewOf(data);
      }
      cells.reserve(end - start + spare);
      cells.beginRow();
      let { view, length, end: place } = cells;
      const { places } = cells;
      let at = start + 2;
      for (let field = 0; field < packers.length; field += 1) {
        const size = at + 4 > end ? end : chunkView.getInt32(at);
        at += 4;
        if (size < 0) {
          places[place] = MISSING;
          places[place + 1] = MISSING;
          place += 2;
          continue;
        }
        const next = at + size;
        if (next > end) throw new Error('PostgreSQL sent a row that is shorter than its fields.');
        const to = (packers[field] as Put)(view, length, chunkView, at, next);
        if (to === NOT_PUT) {
          cells.length = length;
          cells.end = place;
          addConverted(fields[field]?.convert ?? null, data.toString('utf8', at, next), end - next);
          ({ view, length, end: place } = cells);
        } else {
          places[place] = length;
          places[place + 1] = to;
          place += 2;
          length = to;
        }
        at = next;
      }
      cells.length = length;
      cells.end = place;
    },
    take: () => {
      const block = cells.take();
      return isUtf8(block.bytes) ? block : decoded(block);
    },
  };
};
