import type { Cell, Column, Row } from '../../../../shared/columns';
import { createCellText } from '../cell-text';
import { isJoined } from '../../row/leaf';
import { createCellReader, type CellContext } from './cells';
import { DEFAULT_DATE_FORMATS, moneyFormat } from './number-format';

const MIN_WIDTH = 8;
const MAX_WIDTH = 60;
/** What a column can be given; Excel's limit is 255, margins included. */
const MAX_OWN_WIDTH = 250;
/** What Excel adds to a width in characters for the margins of Calibri 11 (ECMA-376 part 1, 18.3.1.13). */
const MARGIN = 0.710_937_5;
/** Room for the button of the auto-filter. */
const FILTER_BUTTON = 3;

/** East Asian characters take two places; so do emoji, which have two UTF-16 units already. */
const WIDE = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/g;

const lineWidth = (line: string): number => line.length + (line.match(WIDE)?.length ?? 0);

/** The width of the longest line. Only the beginning of a text is looked at: a width is bounded anyway. */
const textWidth = (text: string): number =>
  Math.max(
    ...text
      .slice(0, 1000)
      .split(/\r\n|[\r\n]/)
      .map((line) => lineWidth(line.slice(0, MAX_WIDTH))),
  );

/** The width of what a present cell shows, by the column's type. */
const createShownWidth = (column: Column, context: CellContext): ((cell: Cell) => number) => {
  if (isJoined(column)) return (cell) => textWidth(String(cell));
  const toText = createCellText(column, context.timeZone);
  const { format, type } = column;
  if (format?.kind === 'money') {
    const code = moneyFormat(format);
    const prefix = code.indexOf('#');
    const shownDecimals = code.slice(code.indexOf('0') + 1).length;
    return (cell) => {
      const text = toText(cell);
      const point = text.indexOf('.');
      // An amount with more decimals than its currency is shown rounded.
      const length = point < 0 ? text.length : Math.min(text.length, point + shownDecimals);
      return prefix + Math.ceil((length * 4) / 3);
    };
  }
  if (format === undefined && (type === 'datetime' || type === 'date' || type === 'time')) {
    return () => DEFAULT_DATE_FORMATS[type].length + 1;
  }
  return (cell) => textWidth(toText(cell));
};

/** The column's own width, or one in characters for its header and the first rows, 8 to 60, as Excel counts it. */
export const columnWidth = (column: Column, sample: readonly Row[], context: CellContext): number => {
  if (column.width !== undefined) return Math.min(MAX_OWN_WIDTH, Math.max(1, column.width)) + MARGIN;
  const read = createCellReader(column, context);
  const shownWidth = createShownWidth(column, context);
  let width = textWidth(column.header) + FILTER_BUTTON;
  for (const row of sample) {
    const cell = read(row);
    if (cell !== null) width = Math.max(width, shownWidth(cell));
  }
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)) + MARGIN;
};
