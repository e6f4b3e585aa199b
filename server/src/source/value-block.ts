import type { Cell } from '../../../shared/columns';
import { NOT_PUT } from '../row/put';
import type { RowBlock } from '../row/row-block';
import { type BlockCells, type BlockField, createBlockCells } from './block-cells';
import { createEpochBytes, LONGEST_EPOCH } from './epoch-text';
import type { RawRow } from './session';
import { isEpoch } from './values';

/** Gathers rows as a driver gives them, as values. */
export interface ValueBlockBuilder {
  add(row: RawRow): void;
  /** The rows since the last time, until the first row behind the next time is added: then others take their place. */
  take(): RowBlock;
}

/** Adds a cell that is there. */
type Packer = (raw: unknown) => void;

const ZERO = 48;

/** The most digits of a whole number that are written one by one. */
const MOST_DIGITS = 9;
const MOST_WHOLE = 10 ** MOST_DIGITS - 1;

/** Adds a whole number from 0 on of few digits. */
const addWhole = (cells: BlockCells, value: number): void => {
  let digits = 1;
  for (let most = 9; value > most; most = most * 10 + 9) digits += 1;
  cells.reserve(digits);
  const { bytes, length } = cells;
  let rest = value;
  for (let at = length + digits - 1; at >= length; at -= 1) {
    const tens = Math.floor(rest / 10);
    bytes[at] = ZERO + rest - tens * 10;
    rest = tens;
  }
  cells.length = length + digits;
  cells.place(length, cells.length);
};

const addNumber = (cells: BlockCells, value: number): void => {
  if (Number.isInteger(value) && value >= 0 && value <= MOST_WHOLE) addWhole(cells, value);
  else cells.addText(String(value));
};

const addCell = (cells: BlockCells, cell: Cell): void => {
  if (typeof cell === 'string') cells.addText(cell);
  else if (typeof cell === 'number') addNumber(cells, cell);
  else if (cell === null) cells.addMissing();
  else cells.addText(String(cell));
};

/** SQLite keeps any value in a column of any type. */
const printed = (raw: unknown): Cell => (typeof raw === 'string' || typeof raw === 'number' ? raw : String(raw));

const packerOf = (cells: BlockCells, { convert }: BlockField): Packer => {
  if (convert === null) return (raw) => addCell(cells, printed(raw));
  if (!isEpoch(convert)) return (raw) => addCell(cells, convert(raw));
  const putEpoch = createEpochBytes();
  return (raw) => {
    cells.reserve(LONGEST_EPOCH);
    const start = cells.length;
    const end = typeof raw === 'number' ? putEpoch(cells.bytes, start, raw) : NOT_PUT;
    if (end === NOT_PUT) {
      addCell(cells, convert(raw));
      return;
    }
    cells.length = end;
    cells.place(start, end);
  };
};

/**
 * Cells that are still text in JavaScript are turned into bytes one by one, and then go the way of those that were never
 * text: that makes no text of a row, and matches none against patterns.
 *
 * @param fields what is selected, in its order
 */
export const createValueBlocks = (fields: readonly BlockField[]): ValueBlockBuilder => {
  const cells = createBlockCells(fields.map(({ type }) => type));
  const packers = fields.map((field) => packerOf(cells, field));
  return {
    add: (row) => {
      cells.beginRow();
      for (let at = 0; at < packers.length; at += 1) {
        const raw = row[at];
        if (raw === null) cells.addMissing();
        else (packers[at] as Packer)(raw);
      }
    },
    take: () => cells.take(),
  };
};
