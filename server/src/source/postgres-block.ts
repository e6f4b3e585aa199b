import { Buffer, isUtf8 } from 'node:buffer';
import type { ColumnType } from '../../../shared/columns';
import { MISSING, type RowBlock } from '../row/row-block';
import { type Conversion, isUtcText } from './values';

/** A selected column. */
export interface BlockField {
  readonly type: ColumnType;
  /** What its cells mean; the bytes may come by a shorter way to the same. */
  readonly convert: Conversion;
}

/** Gathers rows as PostgreSQL sends them. */
export interface BlockBuilder {
  /** Takes the body of a DataRow message (PostgreSQL documentation, 55.7): a number of fields, each behind its length. */
  add(data: Buffer, start: number, end: number): void;
  /** The rows since the last time, until the first row behind the next time is added: then others take their place. */
  take(): RowBlock;
}

/** Every block begins with the two booleans, at which all cells of the kind point. */
const BOOLEANS = Buffer.from('truefalse');
const TRUE = [0, 4] as const;
const FALSE = [4, 9] as const;

const FIRST_BYTES = 16_384;
const FIRST_PLACES = 1_024;

/** Larger ones, of pages of very long rows, are given back. */
const MOST_KEPT_BYTES = 4_000_000;
const MOST_KEPT_PLACES = 1_000_000;

/** The longest text that takes the place of a field without being asked for room, a moment's. */
const LONGEST = 24;

const [ZERO, NINE, POINT, MINUS] = [48, 57, 46, 45];
const [LETTER_T, LETTER_F] = [116, 102];
const DATE_LENGTH = 10;

/** Between a day and its time in ISO 8601, where PostgreSQL has a space. */
const TIME_FOLLOWS = 84;

/** What is missing behind the clock of `04:05:06`, and of a moment, by the field's length; see `fromUtcText`. */
const MILLISECONDS = Buffer.from('.000');
const MOMENT_ENDS: Readonly<Record<number, Buffer>> = {
  19: Buffer.from('.000Z'),
  21: Buffer.from('00Z'),
  22: Buffer.from('0Z'),
  23: Buffer.from('Z'),
};

/** Whether bytes are digits and points behind a sign at most. */
const isPlain = (bytes: Buffer, from: number, to: number): boolean => {
  const first = bytes[from] === MINUS ? from + 1 : from;
  for (let at = first; at < to; at += 1) {
    const byte = bytes[at] as number;
    if (byte !== POINT && (byte < ZERO || byte > NINE)) return false;
  }
  return true;
};

/** Where a decimal without the zeros at its end ends. */
const decimalEnd = (bytes: Buffer, from: number, to: number): number => {
  let end = to;
  while (end > from && bytes[end - 1] === ZERO) end -= 1;
  if (end === to) return to;
  if (bytes[end - 1] === POINT) return end - 1;
  for (let at = from; at < end; at += 1) if (bytes[at] === POINT) return end;
  return to;
};

/** Whether a double is printed as JavaScript prints it, see `fromPrintedDouble`: that prints `-0` as `0`. */
const isPlainDouble = (bytes: Buffer, from: number, to: number): boolean =>
  isPlain(bytes, from, to) && (bytes[from] !== MINUS || to - from > 2 || bytes[from + 1] !== ZERO);

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
  return { ...block, bytes: Buffer.from(texts.join('')), places: Int32Array.from(moved) };
};

/** Places are numbers of 32 bits. */
const MOST_BYTES = 2 ** 31 - 1;

/** Adds a field's cell, `false` where the conversion must be asked; then nothing was added. */
type Packer = (data: Buffer, from: number, to: number) => boolean;

/** Fields of more bytes are copied by the machine, which takes a while to begin. */
const LONG_FIELD = 256;

/** @param fields what is selected, in its order */
export const createPostgresBlocks = (fields: readonly BlockField[]): BlockBuilder => {
  const types = fields.map(({ type }) => type);
  const spare = fields.length * LONGEST;
  let bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  let places = new Int32Array(FIRST_PLACES);
  /**
   * What the last block is in, for the next one but one. Memory outside of V8's heap that is asked for again and again has
   * it collect the whole heap of a site again and again.
   */
  let [lastBytes, lastPlaces] = [Buffer.allocUnsafeSlow(FIRST_BYTES), new Int32Array(FIRST_PLACES)];
  let length = 0;
  let cells = 0;

  const reserve = (more: number): void => {
    if (length + more <= bytes.length) return;
    if (length + more > MOST_BYTES) throw new Error('The rows of a page are longer than two gigabytes.');
    const larger = Buffer.allocUnsafeSlow(Math.max(length + more, bytes.length * 2));
    bytes.copy(larger, 0, 0, length);
    bytes = larger;
  };

  const reservePlaces = (): void => {
    if ((cells + fields.length) * 2 <= places.length) return;
    const larger = new Int32Array(Math.max((cells + fields.length) * 2, places.length * 2));
    larger.set(places);
    places = larger;
  };

  const place = (from: number, to: number): true => {
    places[cells * 2] = from;
    places[cells * 2 + 1] = to;
    cells += 1;
    return true;
  };

  const put = (data: Buffer, from: number, to: number): void => {
    if (to - from > LONG_FIELD) {
      length += data.copy(bytes, length, from, to);
      return;
    }
    const into = bytes;
    let end = length;
    for (let at = from; at < to; at += 1) {
      into[end] = data[at] as number;
      end += 1;
    }
    length = end;
  };

  const add: Packer = (data, from, to) => {
    const start = length;
    put(data, from, to);
    return place(start, length);
  };

  const addWith = (data: Buffer, from: number, to: number, end: Buffer): true => {
    const start = length;
    put(data, from, to);
    put(end, 0, end.length);
    return place(start, length);
  };

  const packers: Readonly<Partial<Record<ColumnType, Packer>>> = {
    decimal: (data, from, to) => isPlain(data, from, to) && add(data, from, decimalEnd(data, from, to)),
    float: (data, from, to) => isPlainDouble(data, from, to) && add(data, from, to),
    boolean: (data, from, to) => {
      if (to - from !== 1) return false;
      if (data[from] === LETTER_T) return place(...TRUE);
      return data[from] === LETTER_F && place(...FALSE);
    },
    date: (data, from, to) => to - from === DATE_LENGTH && add(data, from, to),
    time: (data, from, to) => {
      if (to - from === 12) return add(data, from, to);
      return to - from === 8 && addWith(data, from, to, MILLISECONDS);
    },
    datetime: (data, from, to) => {
      const end = MOMENT_ENDS[to - from];
      if (end === undefined || (to - from > 19 && data[from + 19] !== POINT)) return false;
      const start = length;
      addWith(data, from, to, end);
      bytes[start + DATE_LENGTH] = TIME_FOLLOWS;
      return true;
    },
  };

  const never: Packer = () => false;

  const packerOf = ({ type, convert }: BlockField): Packer => {
    if (convert === null) return add;
    const packer = packers[type];
    return packer === undefined || (type === 'datetime' && !isUtcText(convert)) ? never : packer;
  };

  const columns = fields.map((field) => ({ pack: packerOf(field), convert: field.convert }));

  /** @param rest bytes of the row behind the field, whose room a longer cell must not take */
  const addConverted = (convert: Conversion, raw: string, rest: number): void => {
    const cell = convert === null ? raw : convert(raw);
    if (cell === null) {
      place(MISSING, MISSING);
      return;
    }
    const text = String(cell);
    reserve(Buffer.byteLength(text) + rest + spare);
    const start = length;
    length += bytes.write(text, length);
    place(start, length);
  };

  return {
    add: (data, start, end) => {
      if (length === 0) length = BOOLEANS.copy(bytes);
      reserve(end - start + spare);
      reservePlaces();
      if (data.readUInt16BE(start) !== columns.length) throw new Error('PostgreSQL sent a row of other columns.');
      let at = start + 2;
      for (const { pack, convert } of columns) {
        const size = at + 4 > end ? end : data.readInt32BE(at);
        at += 4;
        if (size < 0) {
          place(MISSING, MISSING);
          continue;
        }
        if (at + size > end) throw new Error('PostgreSQL sent a row that is shorter than its fields.');
        if (!pack(data, at, at + size)) addConverted(convert, data.toString('utf8', at, at + size), end - at - size);
        at += size;
      }
    },
    take: () => {
      const size = cells * 2;
      const block: RowBlock = {
        ...{ length: cells / fields.length, types },
        ...{ bytes: bytes.subarray(0, length), places: places.subarray(0, size) },
      };
      [bytes, lastBytes] = [lastBytes, bytes];
      [places, lastPlaces] = [lastPlaces, places];
      if (bytes.length > MOST_KEPT_BYTES) bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
      if (places.length > MOST_KEPT_PLACES) places = new Int32Array(FIRST_PLACES);
      length = 0;
      cells = 0;
      return isUtf8(block.bytes) ? block : decoded(block);
    },
  };
};
