import type { Column } from '../../../../shared/columns';
import type { MeasuredColumn, SummaryValue } from '../summary';
import { columnLetters, createColumnWriter, type CellContext } from './cells';
import { columnWidth } from './column-width';

/** Writes the cells of one measure. */
type ValueWriter = (value: SummaryValue, rowNumber: number) => string;

/** How a lower bound is shown; the cell stays a number. */
const LEAST_FORMAT = '"≥ "#,##0';

/** How many of the first values decide a width. */
const SAMPLE = 1_000;

/** A measure as a column of a sheet whose rows hold one value. */
export const toColumn = ({ label, type, format }: MeasuredColumn): Column => ({
  key: '',
  header: label,
  type,
  steps: [],
  index: 0,
  ...(format !== undefined && { format }),
});

/** A column of texts with a header. */
export const textColumn = (header: string): Column => toColumn({ label: header, type: 'text' });

/** Compiles a measure into its cells, which look as those of the exported columns do. @param position from 1 */
export const createValueWriter = (measure: MeasuredColumn, position: number, context: CellContext): ValueWriter => {
  const { write } = createColumnWriter(toColumn(measure), position, context);
  return ({ cell, isLeast }, rowNumber) => {
    if (!isLeast) return write([cell], String(rowNumber));
    const style = context.styles.withNumberFormat(LEAST_FORMAT);
    return `<c r="${columnLetters(position)}${rowNumber}" s="${style}"><v>${cell}</v></c>`;
  };
};

/** The width that a measure's header and values ask for. */
export const valueWidth = (column: Column, cells: readonly SummaryValue['cell'][], context: CellContext): number =>
  columnWidth(
    column,
    cells.slice(0, SAMPLE).map((cell) => [cell]),
    context,
  );
