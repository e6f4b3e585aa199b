import type { Column, Row } from '../../../../shared/columns';
import { createCellText } from '../cell-text';
import { createLeafReader } from '../../row/leaf';
import type { Encoder, EncoderInput } from '../port';

/** What a preview shows of a cell; `null` is a missing value. */
type TableCell = string | null;

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

/** One JSON array of texts a line: the cells as CSV and Excel show them, for the panel's preview. */
export const createTableEncoder = (input: EncoderInput): Encoder => {
  const readers = input.columns.map((column) => createReader(column, input));
  return {
    begin: () => '',
    rows: (rows) => rows.map((row) => `${JSON.stringify(readers.map((read) => read(row)))}\n`).join(''),
    end: () => '',
  };
};
