import type { Column, Row } from '../../../../shared/columns';
import { createCellText } from '../cell-text';
import { isJoined } from '../../row/leaf';
import type { WarningCounter } from '../port';
import { createCellReader, type CellContext } from './cells';
import type { SheetSeries } from './sheet-series';

/** How the rows of the main sheet are put on sheets of their own. */
export interface SheetSplit {
  /** Whose values the sheets are named after, as the main sheet shows them; read from the main sheet's rows. */
  readonly column: Column;
  /** How many values have a sheet of their own, at least 1; the others share one more. Default 50. */
  readonly maxSheets?: number;
}

export interface SplitSheetsInput {
  readonly split: SheetSplit;
  readonly context: CellContext;
  readonly warnings: WarningCounter;
  /** The name of the only sheet where there is no row. */
  readonly emptyName: string;
  /** Begins the sheets of the first value, which need not wait for others. */
  openFirst(name: string): Promise<SheetSeries>;
  /** Begins the sheets of a further value. Whoever does it completes them. */
  openNext(name: string): Promise<SheetSeries>;
}

const DEFAULT_MAX_SHEETS = 50;
const EMPTY_NAME = '(empty)';
const OTHER_NAME = 'Other';

/** The sheets of one value, and the rows of a batch that go there. */
interface ValueSheets {
  readonly name: string;
  series: SheetSeries | null;
  waiting: Row[];
}

/** Compiles the column into a row's value, a text: values that look alike share a sheet. */
const createValueReader = (column: Column, context: CellContext): ((row: Row) => string) => {
  const read = createCellReader(column, context);
  const toText = isJoined(column) ? String : createCellText(column, context.timeZone);
  return (row) => {
    const cell = read(row);
    return cell === null ? '' : toText(cell);
  };
};

/** Puts rows on different sheets by a column's value; `close` completes the sheets of the first value. */
export const createSplitSheets = (input: SplitSheetsInput): SheetSeries => {
  const { split, context, warnings, emptyName, openFirst, openNext } = input;
  const { column, maxSheets = DEFAULT_MAX_SHEETS } = split;
  const valueOf = createValueReader(column, context);
  const byValue = new Map<string, ValueSheets>();
  /** In the order of the workbook. */
  const sheets: ValueSheets[] = [];
  let other: ValueSheets | null = null;

  const addSheets = (name: string): ValueSheets => {
    const added: ValueSheets = { name, series: null, waiting: [] };
    sheets.push(added);
    return added;
  };

  const sheetsOf = (row: Row): ValueSheets => {
    const value = valueOf(row);
    const known = byValue.get(value);
    if (known !== undefined) return known;
    if (byValue.size >= Math.max(1, maxSheets)) {
      warnings.add('sheets-merged');
      return (other ??= addSheets(OTHER_NAME));
    }
    const added = addSheets(value === '' ? EMPTY_NAME : value);
    byValue.set(value, added);
    return added;
  };

  const seriesOf = async (wanted: ValueSheets): Promise<SheetSeries> =>
    (wanted.series ??= await (wanted === sheets[0] ? openFirst : openNext)(wanted.name));

  return {
    async rows(rows) {
      for (const row of rows) sheetsOf(row).waiting.push(row);
      for (const one of sheets) {
        if (one.waiting.length === 0) continue;
        const { waiting } = one;
        one.waiting = [];
        await (await seriesOf(one)).rows(waiting);
      }
    },
    async close() {
      await (await seriesOf(sheets[0] ?? addSheets(emptyName))).close();
    },
  };
};
