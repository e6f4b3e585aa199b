import type { Column } from '../../../../shared/columns';
import type { Scratch } from '../scratch';
import type { SheetWriter } from './sheet';
import { createSheetSeries, type SheetSeries } from './sheet-series';
import { createSpool, type SpooledPart } from './spool';
import type { ZipWriter } from './zip';

export interface WaitingSheetsInput {
  /** The wanted name. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly sheet: SheetWriter;
  /** Where they wait. */
  readonly scratch: Scratch;
  readonly zip: Pick<ZipWriter, 'startContent'>;
  /** Rows of a sheet with its header, after which the next sheet begins. */
  readonly maxRows: number;
  /** Bytes of XML compressed at a time. */
  readonly piece: number;
}

/** The sheets of one list of rows that wait in the scratch place until the ones before them are complete. */
export interface WaitingSheets {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly series: SheetSeries;
  /** The complete ones of the series. */
  readonly spooled: readonly { readonly lastRow: number; readonly part: SpooledPart }[];
}

/** @throws Error where the scratch place cannot be used */
export const openWaitingSheets = async (input: WaitingSheetsInput): Promise<WaitingSheets> => {
  const { name, columns, sheet, scratch, zip, maxRows, piece } = input;
  const spooled: { readonly lastRow: number; readonly part: SpooledPart }[] = [];
  const series = await createSheetSeries({
    sheet,
    maxRows,
    isFirst: false,
    piece,
    openPart: () => createSpool(scratch, zip.startContent),
    onSheet: (lastRow, part) => spooled.push({ lastRow, part }),
  });
  return { name, columns, series, spooled };
};
