import type { ColumnType } from '../../../../shared/columns';
import type { SummaryTable } from '../../../../shared/summary';
import type { GroupResult, MeasuredColumn, TableResult } from '../summary';
import { columnLetters, type CellContext } from './cells';
import type { Chart } from './chart';
import { createCellNumber } from './exact-number';
import { numericFormat } from './number-format';
import { sheetReference } from './sheet-name';
import { HEADER_STYLE, HEADING_STYLE, NUMBER_HEADER_STYLE } from './styles';
import { createValueWriter, textColumn, toColumn, valueWidth } from './summary-cells';

/** A table on the sheet of a summary. */
export interface SheetTable {
  readonly rows: string;
  /** The first row behind it. */
  readonly end: number;
  /** What its columns ask for, from the first one on. */
  readonly widths: readonly number[];
  /** `null` where none is wanted and where there is nothing to show. */
  readonly chart: Chart | null;
}

/** More of them would be too narrow to be read. */
const MAX_CHART_GROUPS = 25;

/** What stands on the left of its cell. */
const LEFT: ReadonlySet<ColumnType> = new Set(['text', 'json']);

/** The measure that the chart shows, and its column. */
const CHART_COLUMN = 'B';

const createChart = (
  kind: Chart['kind'],
  title: string,
  measure: MeasuredColumn,
  groups: readonly GroupResult[],
  at: { readonly sheet: string; readonly headerRow: number },
): Chart => {
  const shown = groups.slice(0, MAX_CHART_GROUPS);
  const [first, last] = [at.headerRow + 1, at.headerRow + shown.length];
  const cells = (column: string): string => sheetReference(at.sheet, `$${column}$${first}:$${column}$${last}`);
  const toNumber = createCellNumber(toColumn(measure)) ?? (() => null);
  return {
    kind,
    title,
    series: {
      reference: sheetReference(at.sheet, `$${CHART_COLUMN}$${at.headerRow}`),
      texts: [measure.label],
    },
    categories: { reference: cells('A'), texts: shown.map(({ label }) => label) },
    values: {
      reference: cells(CHART_COLUMN),
      numbers: shown.map(({ values: [value] }) => {
        const cell = value?.cell ?? null;
        return cell === null ? null : toNumber(cell);
      }),
      formatCode: numericFormat(measure.format) ?? 'General',
    },
  };
};

/**
 * Writes a table: its title, a header and a row for each group.
 *
 * @param sheet the sheet's name, which the chart finds its cells by
 * @param start the row of the title, from 1
 */
export const writeSummaryTable = (
  { title, groupLabel, chart }: SummaryTable,
  { measures, groups }: TableResult,
  sheet: string,
  start: number,
  context: CellContext,
): SheetTable => {
  const { textCell } = context;
  const headerRow = start + 1;
  const header = [textColumn(groupLabel), ...measures.map(toColumn)].map(({ header: label, type }, at) => {
    const style = LEFT.has(type) ? HEADER_STYLE : NUMBER_HEADER_STYLE;
    return textCell(`<c r="${columnLetters(at + 1)}${headerRow}" s="${style}`, label);
  });
  const writers = measures.map((measure, at) => createValueWriter(measure, at + 2, context));
  const rows = groups.map(({ label, values }, at) => {
    const row = headerRow + 1 + at;
    const cells = values.map((value, column) => writers[column]?.(value, row) ?? '');
    return `<row r="${row}">${textCell(`<c r="A${row}`, label)}${cells.join('')}</row>`;
  });
  const labels = groups.map(({ label }) => label);
  const [measure] = measures;
  const hasChart = chart !== null && measure !== undefined && groups.length > 0;
  return {
    rows: [
      `<row r="${start}">${textCell(`<c r="A${start}" s="${HEADING_STYLE}`, title)}</row>`,
      `<row r="${headerRow}">${header.join('')}</row>`,
      ...rows,
    ].join(''),
    end: headerRow + 1 + groups.length,
    widths: [
      valueWidth(textColumn(groupLabel), labels, context),
      ...measures.map((one, at) => {
        const cells = groups.map(({ values }) => values[at]?.cell ?? null);
        return valueWidth(toColumn(one), cells, context);
      }),
    ],
    chart: hasChart ? createChart(chart, title, measure, groups, { sheet, headerRow }) : null,
  };
};
