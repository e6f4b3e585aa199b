import type { RowBlock } from '../row/row-block';
import { type BlockCells, type BlockField, createBlockCells } from './block-cells';
import { addCell, createAddEpoch, printed } from './cell-bytes';
import type { RawRow } from './session';
import { isEpoch, isText } from './values';

/** Gathers rows as a driver gives them, as values. */
export interface ValueBlockBuilder {
  add(row: RawRow): void;
  /** The rows since the last time, until the first row behind the next time is added: then others take their place. */
  take(): RowBlock;
}

/** Adds a cell that is there. */
type Packer = (raw: unknown) => void;

const packerOf = (cells: BlockCells, { convert }: BlockField): Packer => {
  if (convert === null) return (raw) => addCell(cells, printed(raw));
  if (isText(convert)) return (raw) => cells.addText(typeof raw === 'string' ? raw : String(raw));
  if (!isEpoch(convert)) return (raw) => addCell(cells, convert(raw));
  const addEpoch = createAddEpoch(cells);
  return (raw) => {
    if (typeof raw !== 'number' || !addEpoch(raw)) addCell(cells, convert(raw));
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
