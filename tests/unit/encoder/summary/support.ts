import type { Cell, ColumnFormat, ColumnType, Row } from '../../../../shared/columns';
import type { Measure, SummaryFigure, SummaryTable } from '../../../../shared/summary';
import type { WarningKind } from '../../../../server/src/encoder/port';
import { createSummary, type SummaryResult } from '../../../../server/src/encoder/summary';
import { column } from '../../support';

export const figure = (measure: Measure, label: string = measure.kind, format?: ColumnFormat): SummaryFigure => ({
  label,
  measure,
  ...(format !== undefined && { format }),
});

export const table = (rest: Partial<SummaryTable> & Pick<SummaryTable, 'group'>): SummaryTable => ({
  title: 'Table',
  groupLabel: 'Group',
  measures: [figure({ kind: 'count' })],
  top: null,
  chart: null,
  ...rest,
});

interface Gathered extends SummaryResult {
  readonly warnings: Readonly<Partial<Record<WarningKind, number>>>;
}

/** Gathers a summary of rows. */
export const gather = (
  layout: { readonly figures?: readonly SummaryFigure[]; readonly tables?: readonly SummaryTable[] },
  rows: readonly Row[],
  timeZone = 'UTC',
): Gathered => {
  const warnings: Partial<Record<WarningKind, number>> = {};
  const add = (kind: WarningKind, cells = 1): void => void (warnings[kind] = (warnings[kind] ?? 0) + cells);
  const { figures = [], tables = [] } = layout;
  const summary = createSummary({ name: 'S', title: 'T', figures, tables }, { timeZone, warnings: { add } });
  for (let at = 0; at < rows.length; at += 100) summary.add(rows.slice(at, at + 100));
  return { ...summary.result(), warnings };
};

/** What one measure of one column comes to. */
export const measure = (
  kind: 'sum' | 'average' | 'min' | 'max' | 'distinct',
  type: ColumnType,
  cells: readonly Cell[],
): Cell => {
  const figures = [figure({ kind, column: column(0, type) })];
  const [only] = gather(
    { figures },
    cells.map((cell) => [cell]),
  ).figures;
  return only?.value.cell ?? null;
};

/** A table's groups with the values of their measures. */
export const groupsOf = (
  wanted: SummaryTable,
  rows: readonly Row[],
  timeZone?: string,
): readonly (readonly Cell[])[] => {
  const [gathered] = gather({ tables: [wanted] }, rows, timeZone).tables;
  return (gathered?.groups ?? []).map(({ label, values }) => [label, ...values.map(({ cell }) => cell)]);
};
