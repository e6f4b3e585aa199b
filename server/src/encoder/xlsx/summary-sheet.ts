import type { SummaryLayout } from '../../../../shared/summary';
import type { SummaryResult } from '../summary';
import type { CellContext } from './cells';
import type { Chart } from './chart';
import { DRAWING_ELEMENT, type PlacedChart } from './drawing';
import { TITLE_STYLE } from './styles';
import { createValueWriter, textColumn, toColumn, valueWidth } from './summary-cells';
import { writeSummaryTable } from './summary-table';
import { XML_DECLARATION } from './xml-text';

export interface SummarySheet {
  readonly xml: string;
  readonly charts: readonly PlacedChart[];
}

/** The rows of the sheet as they grow downwards, and the widths that their cells ask for. */
interface Page {
  rows: string;
  /** The next row, from 1. */
  row: number;
  readonly widths: number[];
}

/** Points. */
const ROW_HEIGHT = 15;
const TITLE_HEIGHT = 24;
const CHART_WIDTH = 450;
const PIE_HEIGHT = 225;

/** Bars have room for their names, whatever their number is. */
const chartHeight = ({ kind, categories }: Chart): number =>
  kind === 'pie' ? PIE_HEIGHT : Math.max(PIE_HEIGHT, 75 + 18 * categories.texts.length);

/** Rows between a part and the next. */
const GAP = 1;

const widen = ({ widths }: Page, wanted: readonly number[]): void => {
  for (const [at, width] of wanted.entries()) widths[at] = Math.max(widths[at] ?? 0, width);
};

const addTitle = (page: Page, title: string, { textCell }: CellContext): void => {
  page.rows += `<row r="1" ht="${TITLE_HEIGHT}" customHeight="1">${textCell(`<c r="A1" s="${TITLE_STYLE}`, title)}</row>`;
  page.row += 1 + GAP;
};

const addFigures = (page: Page, { figures }: SummaryResult, context: CellContext): void => {
  if (figures.length === 0) return;
  for (const { column, value } of figures) {
    const { row } = page;
    const cell = createValueWriter(column, 2, context)(value, row);
    page.rows += `<row r="${row}">${context.textCell(`<c r="A${row}`, column.label)}${cell}</row>`;
    widen(page, [
      valueWidth(textColumn(''), [column.label], context),
      valueWidth({ ...toColumn(column), header: '' }, [value.cell], context),
    ]);
    page.row += 1;
  }
  page.row += GAP;
};

/** Adds the tables below each other, their charts beside them. */
const addTables = (
  page: Page,
  { tables }: SummaryLayout,
  result: SummaryResult,
  sheet: string,
  context: CellContext,
): readonly PlacedChart[] => {
  const chartColumn = 3 + Math.max(1, ...tables.map(({ measures }) => measures.length));
  const charts: PlacedChart[] = [];
  for (const [at, table] of tables.entries()) {
    const gathered = result.tables[at];
    if (gathered === undefined) continue;
    const { rows, end, widths, chart } = writeSummaryTable(table, gathered, sheet, page.row, context);
    let next = end;
    if (chart !== null) {
      const height = chartHeight(chart);
      charts.push({ chart, column: chartColumn, row: page.row, width: CHART_WIDTH, height });
      next = Math.max(end, page.row + Math.ceil(height / ROW_HEIGHT));
    }
    page.rows += rows;
    page.row = next + GAP;
    widen(page, widths);
  }
  return charts;
};

const columnElements = (widths: readonly number[]): string => {
  if (widths.length === 0) return '';
  const elements = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  return `<cols>${elements.join('')}</cols>`;
};

/**
 * The sheet of a summary: its title, the figures, then the tables, with their charts beside them. It is printed on pages
 * as wide as it is.
 *
 * @param name the sheet's name, as the workbook has it
 */
export const writeSummarySheet = (
  layout: SummaryLayout,
  result: SummaryResult,
  name: string,
  context: CellContext,
): SummarySheet => {
  const page: Page = { rows: '', row: 1, widths: [] };
  addTitle(page, layout.title, context);
  addFigures(page, result, context);
  const charts = addTables(page, layout, result, name, context);
  const xml = [
    `${XML_DECLARATION}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    '<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>',
    `<sheetFormatPr defaultRowHeight="${ROW_HEIGHT}"/>${columnElements(page.widths)}`,
    `<sheetData>${page.rows}</sheetData>`,
    '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
    `<pageSetup orientation="landscape" fitToHeight="0"/>${charts.length > 0 ? DRAWING_ELEMENT : ''}</worksheet>`,
  ];
  return { xml: xml.join(''), charts };
};
