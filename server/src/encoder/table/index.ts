import type { Column, Row } from '../../../../shared/columns';
import { createLeafReader } from '../../row/leaf';
import { createCellText } from '../cell-text';
import type { CellWriter, Encoder, EncoderInput, WarningCounter, WarningKind } from '../port';

/** What a preview shows of a cell; `null` is a missing value. */
type TableCell = string | null;

/** What is changed in a cell when the file is written. */
interface TableChange {
  /** From 0. */
  readonly column: number;
  readonly kind: WarningKind;
}

/** One line of a preview. */
export interface TableRow {
  readonly cells: readonly TableCell[];
  readonly changes: readonly TableChange[];
}

const createReader = (column: Column, { timeZone, separator }: EncoderInput): ((row: Row) => TableCell) => {
  const leaf = createLeafReader(column);
  const toText = createCellText(column, timeZone);
  if (!leaf.many) {
    return (row) => {
      const cell = leaf.read(row);
      return cell === null ? null : toText(cell);
    };
  }
  return (row) =>
    leaf
      .readAll(row)
      .flatMap((cell) => (cell === null ? [] : [toText(cell)]))
      .join(separator);
};

/** Each cell is written as the file has it, and what that warns of is a change of this cell. */
const createChanges = (
  createCells: (warnings: WarningCounter) => readonly CellWriter[],
): ((row: Row) => readonly TableChange[]) => {
  const warned = new Set<WarningKind>();
  const writers = createCells({ add: (kind) => warned.add(kind) });
  return (row) =>
    writers.flatMap((write, column) => {
      warned.clear();
      write(row);
      return [...warned].map((kind) => ({ column, kind }));
    });
};

/**
 * One {@link TableRow} a line, as JSON, for the panel's preview: the cells as texts, as CSV and Excel show them.
 *
 * @param createCells the writers of the format that the file is to have; none where it changes nothing
 */
export const createTableEncoder = (
  input: EncoderInput,
  createCells: (warnings: WarningCounter) => readonly CellWriter[],
): Encoder => {
  const readers = input.columns.map((column) => createReader(column, input));
  const changesIn = createChanges(createCells);
  const toRow = (row: Row): TableRow => ({ cells: readers.map((read) => read(row)), changes: changesIn(row) });
  return {
    begin: () => '',
    rows: (rows) => rows.map((row) => `${JSON.stringify(toRow(row))}\n`).join(''),
    end: () => '',
  };
};
