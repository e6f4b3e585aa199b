import type { ListPath, SheetColumns } from '../../../../shared/columns';
import type { Encoder, EncoderInput } from '../port';
import type { Scratch } from '../scratch';
import { createWorkbookWriter, type WorkbookSeams } from './workbook-writer';

interface WorkbookOptions {
  /** The wanted name of the main sheet; changed where Excel asks for it, numbered where rows overflow onto further sheets. */
  readonly sheetName: string;
  /** The lists whose items are rows of the main sheet; none where each document is one row. */
  readonly rowPath?: ListPath;
  /** zlib level. Level 6 makes files about a sixth smaller and takes half as long again. Default 1. */
  readonly compressionLevel?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
}

interface SeveralSheets {
  /** What stands on the sheets after the main one, in their order. */
  readonly sheets: readonly SheetColumns[];
  /** Where these sheets wait while the main one is written. Disposed of by the encoder's `close`. */
  readonly scratch: Scratch;
}

interface OneSheet {
  readonly sheets?: readonly [];
  readonly scratch?: Scratch;
}

/** Sheets besides the main one need a scratch place. */
export type XlsxOptions = WorkbookOptions & (SeveralSheets | OneSheet);

/**
 * Excel workbooks (ECMA-376, transitional) in constant memory: typed cells, a bold frozen header row with filters, and
 * a further sheet for every 1,048,575 rows. Lists can have sheets of their own, which follow the main one.
 *
 * Text is always text, so no formula can run. Numbers that Excel would round are text as well.
 *
 * @param seams for tests only
 */
export const createXlsxEncoder = (input: EncoderInput & XlsxOptions, seams?: Partial<WorkbookSeams>): Encoder => {
  const { columns, sheetName, rowPath = [], compressionLevel = 1, timeZone, separator, warnings } = input;
  const { sheets = [], scratch } = input;
  const workbook = createWorkbookWriter({ timeZone, separator, warnings, compressionLevel }, seams);

  const endAtOnce = async (): Promise<Uint8Array> => {
    await workbook.closeMain();
    await workbook.finish();
    return workbook.take();
  };

  const endBySheets = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
    await workbook.closeMain();
    yield workbook.take();
    yield* workbook.appendFurther();
    await workbook.finish();
    yield workbook.take();
  };

  return {
    async begin(sample) {
      await workbook.openMain(sheetName, columns, rowPath, sample);
      for (const sheet of sheets) {
        if (scratch === undefined) throw new Error('Further sheets need a scratch place');
        await workbook.openFurther(sheet, scratch, sample);
      }
      return workbook.take();
    },
    async rows(rows) {
      await workbook.rows(rows);
      return workbook.take();
    },
    end: sheets.length === 0 ? endAtOnce : endBySheets,
    async close() {
      await scratch?.dispose();
    },
  };
};
