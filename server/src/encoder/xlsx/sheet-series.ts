import type { Row } from '../../../../shared/columns';
import type { RowBlock } from '../../row/row-block';
import { createTextBytes } from '../text-bytes';
import type { SheetWriter } from './sheet';

/** A part of the package that is being written. @typeParam Done what is known of the part when it is complete */
interface PartWriter<Done> {
  write(bytes: Uint8Array): Promise<void>;
  close(bytes: Uint8Array): Promise<Done>;
}

export interface SheetSeriesInput<Done> {
  readonly sheet: SheetWriter;
  /** Rows of a sheet with its header, after which the next sheet begins. */
  readonly maxRows: number;
  /** Whether the first sheet is the one that the workbook opens with. */
  readonly isFirst: boolean;
  /** Bytes of XML compressed at a time: small enough for flat memory, large enough for a good ratio. */
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

/** Sheets on which all rows go, one after the other. */
export interface PlainSheetSeries extends SheetSeries {
  /** The same as `rows`, of a block. */
  block(block: RowBlock): Promise<void>;
}

/** Begins the first sheet, with its header row. */
export const createSheetSeries = async <Done>(input: SheetSeriesInput<Done>): Promise<PlainSheetSeries> => {
  const { sheet, maxRows, isFirst, piece, openPart, onSheet } = input;
  let part = await openPart();
  let lastRow = 1;
  /** XML that does not fill a piece yet. */
  const pending = createTextBytes();
  pending.add(sheet.head(isFirst));

  const complete = async (): Promise<void> => {
    pending.add(sheet.tail(lastRow));
    onSheet(lastRow, await part.close(pending.take()));
  };

  const next = async (): Promise<void> => {
    await complete();
    part = await openPart();
    lastRow = 1;
    pending.add(sheet.head(false));
  };

  return {
    async rows(rows) {
      for (const row of rows) {
        if (lastRow >= maxRows) await next();
        lastRow += 1;
        pending.add(sheet.row(row, lastRow));
        if (pending.length >= piece) await part.write(pending.take());
      }
    },
    async block(block) {
      for (let row = 0; row < block.length; row += 1) {
        if (lastRow >= maxRows) await next();
        lastRow += 1;
        sheet.blockRow(pending, block, row, lastRow);
        if (pending.length >= piece) await part.write(pending.take());
      }
    },
    close: complete,
  };
};
