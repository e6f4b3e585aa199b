import type { Column, Row } from '../../../../shared/columns';
import { type BlockRowWriter, createBlockRow } from './block-row';
import { columnLetters, createColumnWriter, type CellContext } from './cells';
import { columnWidth } from './column-width';
import { HEADER_STYLE } from './styles';
import { XML_DECLARATION } from './xml-text';

/** The XML of the sheets that show one list of columns; a list that overflows a sheet continues on the next. */
export interface SheetWriter {
  /** Everything before the first row, and the header row. @param isFirst whether the workbook opens with this sheet */
  head(isFirst: boolean): string;
  /** One row. @param rowNumber its place in the sheet, from 1 */
  row(row: Row, rowNumber: number): string;
  /** The same of a row of a block, of columns that lead nowhere. */
  readonly blockRow: BlockRowWriter;
  /** Everything after the last row. @param lastRow its place, 1 where only the header was written */
  tail(lastRow: number): string;
}

/** Excel's limit (ECMA-376 leaves it to the application). */
const MAX_COLUMNS = 16_384;

/** The cells from the header's first to the last row's last, `A1:T1001`; `null` without columns. */
export const tableRange = (columnCount: number, lastRow: number, absolute: boolean): string | null => {
  if (columnCount === 0) return null;
  const letters = columnLetters(columnCount);
  return absolute ? `$A$1:$${letters}$${lastRow}` : `A1:${letters}${lastRow}`;
};

const headerRow = (columns: readonly Column[], { textCell }: CellContext): string => {
  const cells = columns.map(({ header }, at) => {
    const start = `<c r="${columnLetters(at + 1)}1" s="${HEADER_STYLE}`;
    return header === '' ? `${start}"/>` : textCell(start, header);
  });
  return `<row r="1">${cells.join('')}</row>`;
};

const widthElements = (columns: readonly Column[], sample: readonly Row[], context: CellContext): string => {
  if (columns.length === 0) return '';
  const elements = columns.map((column, at) => {
    const width = columnWidth(column, sample, context);
    return `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`;
  });
  return `<cols>${elements.join('')}</cols>`;
};

/** The header row stays in view. */
const sheetView = (isFirst: boolean): string =>
  `<sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">` +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
  '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>';

/**
 * Compiles columns into the part `xl/worksheets/sheetN.xml` (ECMA-376 part 1, 18.3.1.99), piece by piece.
 *
 * @param sample the first rows, for the widths
 * @throws Error for more columns than Excel has
 */
export const createSheetWriter = (
  columns: readonly Column[],
  sample: readonly Row[],
  context: CellContext,
): SheetWriter => {
  if (columns.length > MAX_COLUMNS) {
    throw new Error(`An Excel sheet holds at most ${MAX_COLUMNS} columns; ${columns.length} were asked for`);
  }
  const widths = widthElements(columns, sample, context);
  const writers = columns.map((column, at) => createColumnWriter(column, at + 1, context));
  return {
    head: (isFirst) =>
      `${XML_DECLARATION}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
      `${sheetView(isFirst)}<sheetFormatPr defaultRowHeight="15"/>${widths}` +
      `<sheetData>${headerRow(columns, context)}`,
    row(row, rowNumber) {
      const number = String(rowNumber);
      let xml = `<row r="${number}">`;
      for (const writer of writers) xml += writer.write(row, number);
      return `${xml}</row>`;
    },
    blockRow: createBlockRow(columns, writers, context),
    tail(lastRow) {
      const range = tableRange(columns.length, lastRow, false);
      return `</sheetData>${range === null ? '' : `<autoFilter ref="${range}"/>`}</worksheet>`;
    },
  };
};
