import type { Row } from '../../../../shared/columns';
import type { SheetWriter } from './sheet';

/** A part of the package that is being written. @typeParam Done what is known of the part when it is complete */
interface PartWriter<Done> {
  write(text: string): Promise<void>;
  close(text: string): Promise<Done>;
}

export interface SheetSeriesInput<Done> {
  readonly sheet: SheetWriter;
  /** Rows of a sheet with its header, after which the next sheet begins. */
  readonly maxRows: number;
  /** Whether the first sheet is the one that the workbook opens with. */
  readonly isFirst: boolean;
  /** Characters of XML compressed at a time: small enough for flat memory, large enough for a good ratio. */
  readonly piece: number;
  /** Begins the part of a sheet. */
  openPart(): Promise<PartWriter<Done>>;
  /** Told of each sheet when it is complete. @param lastRow its last row, 1 where it has its header only */
  onSheet(lastRow: number, done: Done): void;
}

/** The sheets of one list of rows: one, and further ones where it overflows. */
export interface SheetSeries {
  /** Adds rows; a full sheet is continued on a further one. Waits while compression lags behind. */
  rows(rows: readonly Row[]): Promise<void>;
  /** Completes the last sheet. */
  close(): Promise<void>;
}

/** Characters that may be a rope: fewer are copied too often, more take much memory. */
const ROPE = 8_192;

/**
 * V8 keeps text that was put together as a tree of its parts, several times as large as the text, until somebody asks
 * for its characters. Sheets that get few rows at a time hold such trees for long, which also costs the garbage collector
 * much: with 51 sheets they took 21 MB instead of 11, and twice the time.
 */
const flatten = (text: string): void => void Number(text);

/** Begins the first sheet, with its header row. */
export const createSheetSeries = async <Done>(input: SheetSeriesInput<Done>): Promise<SheetSeries> => {
  const { sheet, maxRows, isFirst, piece, openPart, onSheet } = input;
  let part = await openPart();
  let lastRow = 1;
  /** XML that does not fill a piece yet. */
  let pending = sheet.head(isFirst);
  /** How much of it is flat. */
  let flatLength = 0;

  const complete = async (): Promise<void> => {
    onSheet(lastRow, await part.close(pending + sheet.tail(lastRow)));
  };

  const next = async (): Promise<void> => {
    await complete();
    part = await openPart();
    lastRow = 1;
    pending = sheet.head(false);
    flatLength = 0;
  };

  return {
    async rows(rows) {
      for (const row of rows) {
        if (lastRow >= maxRows) await next();
        lastRow += 1;
        pending += sheet.row(row, lastRow);
        if (pending.length >= piece) {
          await part.write(pending);
          pending = '';
          flatLength = 0;
        }
      }
      if (pending.length - flatLength > ROPE) {
        flatten(pending);
        flatLength = pending.length;
      }
    },
    close: complete,
  };
};
