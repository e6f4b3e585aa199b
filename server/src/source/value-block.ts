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

const [ZERO, POINT, MINUS] = [48, 46, 45];

/** Numbers of more digits are printed by V8, which takes longer. */
const MOST = 999_999_999;

const digitsOf = (whole: number): number => {
  let digits = 1;
  for (let most = 9; whole > most; most = most * 10 + 9) digits += 1;
  return digits;
};

/** Adds some units of the last decimal as a number, without the zeros at its end. */
const addFixed = (cells: BlockCells, isNegative: boolean, allUnits: number, allDecimals: number): void => {
  let units = allUnits;
  let decimals = allDecimals;
  while (decimals > 0 && units % 10 === 0) {
    units /= 10;
    decimals -= 1;
  }
  const digits = Math.max(digitsOf(units), decimals + 1);
  const length = Number(isNegative) + digits + Number(decimals > 0);
  cells.reserve(length);
  const { bytes, length: start } = cells;
  let at = start + length;
  for (let digit = 0; digit < digits; digit += 1) {
    if (digit === decimals && decimals > 0) {
      at -= 1;
      bytes[at] = POINT;
    }
    const tens = Math.floor(units / 10);
    at -= 1;
    bytes[at] = ZERO + units - tens * 10;
    units = tens;
  }
  if (isNegative) bytes[start] = MINUS;
  cells.length = start + length;
  cells.place(start, cells.length);
};

const MILLION = 1_000_000;

/**
 * Adds a number as JavaScript prints it: the fewest digits that no other double is nearer to. No two decimals of up to 15
 * digits are the same double, so where a decimal of nine is this double, JavaScript prints it.
 */
const addNumber = (cells: BlockCells, value: number): void => {
  const magnitude = Math.abs(value);
  if (Number.isInteger(magnitude) && magnitude <= MOST) {
    addFixed(cells, value < 0, magnitude, 0);
    return;
  }
  const millionths = Math.round(magnitude * MILLION);
  if (millionths <= MOST && millionths / MILLION === magnitude) addFixed(cells, value < 0, millionths, 6);
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
