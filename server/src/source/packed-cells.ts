import type { Buffer } from 'node:buffer';
import { isAscii } from '../row/put';
import type { BlockCells, BlockField } from './block-cells';
import { addCell, addFixed, createAddEpoch, DECIMALS, printed } from './cell-bytes';
import { isEpoch, isText } from './values';

/** What the text of a cell, as SQLite gives it, says of the value: most cells stay where they stand in their block. */

const [ZERO, NINE, MINUS, COLON] = [48, 57, 45, 58];

/** A whole number of so many digits at most is the same as a double. */
const EXACT_DIGITS = 15;

/** A whole number by its digits; `NaN` for everything else. */
const wholeAt = (bytes: Buffer, from: number, to: number): number => {
  const isNegative = bytes[from] === MINUS;
  const first = isNegative ? from + 1 : from;
  if (first === to || to - first > EXACT_DIGITS) return NaN;
  let whole = 0;
  for (let at = first; at < to; at += 1) {
    const byte = bytes[at] as number;
    if (byte < ZERO || byte > NINE) return NaN;
    whole = whole * 10 + byte - ZERO;
  }
  return isNegative ? -whole : whole;
};

/** How SQLite prints doubles: some of their digits alone. */
const DOUBLE = /^-?(?:\d+\.\d+(?:e[+-]\d+)?|inf)$/i;
const INTEGER = /^-?\d+$/;

/** Adds the cell whose text stands there; `false` where the text does not tell. */
export type Unpacker = (from: number, to: number) => boolean;

/**
 * Columns of text hold text, whatever was written to them, and so do expressions that give text; in all others SQLite makes
 * numbers of what looks like one, as Strapi declares them.
 */
const holdsText = ({ type }: BlockField): boolean => type === 'text' || type === 'biginteger';

/** By the conversion that values go through. */
const createSlow =
  (cells: BlockCells, field: BlockField): Unpacker =>
  (from, to) => {
    const text = cells.bytes.toString('utf8', from, to);
    if (!holdsText(field) && DOUBLE.test(text)) return false;
    const raw = !holdsText(field) && INTEGER.test(text) ? Number(text) : text;
    addCell(cells, field.convert === null ? printed(raw) : field.convert(raw));
    return true;
  };

/** Leaves a cell as it stands, where it looks as a cell of its type does. */
const keeping =
  (cells: BlockCells, slow: Unpacker, looksRight: Unpacker): Unpacker =>
  (from, to) => {
    if (!looksRight(from, to)) return slow(from, to);
    cells.place(from, to);
    return true;
  };

const createMoment = (cells: BlockCells, slow: Unpacker): Unpacker => {
  const addEpoch = createAddEpoch(cells);
  return (from, to) => {
    const epoch = wholeAt(cells.bytes, from, to);
    return (!Number.isNaN(epoch) && addEpoch(epoch)) || slow(from, to);
  };
};

const createFraction =
  (cells: BlockCells): Unpacker =>
  (from, to) => {
    const millionths = wholeAt(cells.bytes, from, to);
    if (Number.isNaN(millionths)) return false;
    addFixed(cells, millionths < 0, Math.abs(millionths), DECIMALS);
    return true;
  };

const createTruth =
  (cells: BlockCells, slow: Unpacker): Unpacker =>
  (from, to) => {
    const digit = to - from === 1 ? (cells.bytes[from] as number) - ZERO : -1;
    if (digit !== 0 && digit !== 1) return slow(from, to);
    cells.addText(digit === 1 ? 'true' : 'false');
    return true;
  };

const DATE_LENGTH = 10;
const TIME_LENGTH = 12;

/** Doubles come by their millionths, see `inMillionths`. */
export const unpackerOf = (cells: BlockCells, field: BlockField): Unpacker => {
  const { type, convert } = field;
  const slow = createSlow(cells, field);
  switch (type) {
    case 'text':
    case 'biginteger':
      return convert === null || isText(convert) ? keeping(cells, slow, () => true) : slow;
    case 'integer':
      return keeping(cells, slow, (from, to) => !Number.isNaN(wholeAt(cells.bytes, from, to)));
    case 'decimal':
    case 'float':
      return createFraction(cells);
    case 'boolean':
      return createTruth(cells, slow);
    case 'datetime':
      return isEpoch(convert) ? createMoment(cells, slow) : slow;
    case 'date':
      // A double has no hyphen there.
      return keeping(
        cells,
        slow,
        (from, to) => to - from === DATE_LENGTH && cells.bytes[from + 4] === MINUS && cells.bytes[from + 7] === MINUS,
      );
    case 'time':
      return keeping(
        cells,
        slow,
        (from, to) => to - from === TIME_LENGTH && cells.bytes[from + 2] === COLON && isAscii(cells.view, from, to),
      );
    default:
      return slow;
  }
};
