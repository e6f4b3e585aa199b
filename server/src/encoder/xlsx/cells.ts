import type { Cell, Column, Row } from '../../../../shared/columns';
import { createCellText, type CellText } from '../cell-text';
import { createLeafReader, isJoined } from '../../row/leaf';
import type { CellWriter, EncoderInput } from '../port';
import { createZonedTime } from '../zoned-time';
import { createCellNumber } from './exact-number';
import { dateFormat, DEFAULT_DATE_FORMATS, numericFormat } from './number-format';
import { dateSerial, datetimeSerial, timeSerial } from './serial-date';
import { createStyles, type Styles } from './styles';
import { createTextCell, type TextCell } from './xml-text';

/** What the cells of a workbook have in common. */
export interface CellContext {
  readonly timeZone: string;
  readonly separator: string;
  readonly styles: Styles;
  readonly textCell: TextCell;
}

/** One column, compiled. */
export interface ColumnWriter {
  /** The cell's XML, or nothing where the cell is empty. @param rowNumber the sheet's row, from 1, as text */
  write(row: Row, rowNumber: string): string;
}

/** What a cell shows, before it is written: a joined column's cell is one text of all its items. */
type CellReader = (row: Row) => Cell;

/**
 * A present cell as XML. Every concatenation costs, so the pieces between the values are as long as can be.
 *
 * @param start the element as far as its first attribute's open quote, such as `<c r="B12`
 */
type CellXml = (start: string, cell: Cell) => string;

/** `A` for 1, `Z` for 26, `AA` for 27. */
export const columnLetters = (position: number): string => {
  let letters = '';
  for (let rest = position; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
};

/** Compiles a column into the reading of its cells. */
export const createCellReader = (column: Column, { timeZone, separator }: CellContext): CellReader => {
  const leaf = createLeafReader(column);
  if (!leaf.many) return leaf.read;
  const toText = createCellText(column, timeZone);
  return (row) => {
    const texts: string[] = [];
    for (const cell of leaf.readAll(row)) if (cell !== null) texts.push(toText(cell));
    return texts.length === 0 ? null : texts.join(separator);
  };
};

const createTextXml = ({ textCell }: CellContext, toText: CellText): CellXml => {
  return (start, cell) => textCell(start, toText(cell));
};

/** An empty word leaves the cell empty, as an empty text does. */
const createWordXml = ({ textCell }: CellContext, toText: CellText): CellXml => {
  return (start, cell) => {
    const text = toText(cell);
    return text === '' ? '' : textCell(start, text);
  };
};

const booleanXml: CellXml = (start, cell) => `${start}" t="b"><v>${cell === true ? '1' : '0'}</v></c>`;

/** A number cell where the number can be said exactly, else its text. @param style the attribute, or nothing */
const createNumberXml = (
  toNumber: (cell: Cell) => string | number | null,
  style: string,
  textXml: CellXml,
): CellXml => {
  const middle = `"${style}><v>`;
  return (start, cell) => {
    const number = toNumber(cell);
    return number === null ? textXml(start, cell) : `${start}${middle}${number}</v></c>`;
  };
};

const createDateXml = (column: Column, context: CellContext, textXml: CellXml): CellXml => {
  const { type, format } = column;
  if (type !== 'datetime' && type !== 'date' && type !== 'time') return textXml;
  const code = format?.kind === 'date' ? dateFormat(format.pattern) : DEFAULT_DATE_FORMATS[type];
  // A pattern that Excel has no format for is kept as text, just as CSV shows it.
  if (code === null) return textXml;
  const style = ` s="${context.styles.withNumberFormat(code)}"`;
  const zoned = createZonedTime(context.timeZone);
  const serials = {
    datetime: (cell: Cell) => datetimeSerial(zoned(String(cell))),
    date: (cell: Cell) => dateSerial(String(cell)),
    time: (cell: Cell) => timeSerial(String(cell)),
  };
  return createNumberXml(serials[type], style, textXml);
};

const createCellXml = (column: Column, context: CellContext): CellXml => {
  if (isJoined(column)) return createTextXml(context, String);
  const { format, type } = column;
  const toText = createCellText(column, context.timeZone);
  const textXml = createTextXml(context, toText);
  const toNumber = createCellNumber(column);
  if (toNumber !== null) {
    const code = numericFormat(format);
    return createNumberXml(toNumber, code === null ? '' : ` s="${context.styles.withNumberFormat(code)}"`, textXml);
  }
  if (format?.kind === 'boolean') return createWordXml(context, toText);
  switch (type) {
    case 'boolean':
      return booleanXml;
    case 'datetime':
    case 'date':
    case 'time':
      return createDateXml(column, context, textXml);
    default:
      return textXml;
  }
};

/** Compiles a column into the writer of its cells. @param position the column of the sheet, from 1 */
export const createColumnWriter = (column: Column, position: number, context: CellContext): ColumnWriter => {
  const read = createCellReader(column, context);
  const toXml = createCellXml(column, context);
  const open = `<c r="${columnLetters(position)}`;
  return {
    write(row, rowNumber) {
      const cell = read(row);
      return cell === null || cell === '' ? '' : toXml(open + rowNumber, cell);
    },
  };
};

/** The writers of the columns' cells, for a look at what they make of rows: the cells have no workbook around them. */
export const createXlsxCells = ({ columns, timeZone, separator, warnings }: EncoderInput): readonly CellWriter[] => {
  const context: CellContext = { timeZone, separator, styles: createStyles(), textCell: createTextCell(warnings) };
  const writers = columns.map((column, at) => createColumnWriter(column, at + 1, context));
  return writers.map(
    ({ write }) =>
      (row) =>
        write(row, '1'),
  );
};
