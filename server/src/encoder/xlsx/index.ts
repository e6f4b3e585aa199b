import type { ListPath, SheetColumns } from '../../../../shared/columns';
import type { SummaryLayout } from '../../../../shared/summary';
import type { Encoder, EncoderInput } from '../port';
import type { Scratch } from '../scratch';
import { createSummary } from '../summary';
import type { SheetSplit } from './split-sheets';
import { createWorkbookWriter, type WorkbookSeams } from './workbook-writer';

interface WorkbookOptions {
  /** The wanted name of the main sheet; changed where Excel asks for it, numbered where rows overflow onto further sheets. */
  readonly sheetName: string;
  /** The lists whose items are rows of the main sheet; none where each document is one row. */
  readonly rowPath?: ListPath;
  /** What the last sheet says of all documents, gathered while their rows are written. */
  readonly summary?: SummaryLayout | null;
  /** zlib level. Level 6 makes files about a sixth smaller and takes half as long again. Default 1. */
  readonly compressionLevel?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
}

interface SeveralSheets {
  /** What stands on the sheets after the main one, in their order. */
  readonly sheets?: readonly SheetColumns[];
  /**
   * Puts the rows of the main sheet on a sheet for each value of a column, in the order in which the values come first.
   * They are named after the value, `(empty)` where there is none, and `Other` where the values are too many.
   */
  readonly split?: SheetSplit | null;
  /** Where all sheets but the first wait while that is written. Disposed of by the encoder's `close`. */
  readonly scratch: Scratch;
}

interface OneSheet {
  readonly sheets?: readonly [];
  readonly split?: null;
  readonly scratch?: Scratch;
}

/** Sheets besides the first one need a scratch place. */
export type XlsxOptions = WorkbookOptions & (SeveralSheets | OneSheet);

/**
 * Excel workbooks (ECMA-376, transitional) in constant memory: typed cells, a bold frozen header row with filters, and
 * a further sheet for every 1,048,575 rows. Lists can have sheets of their own, which follow the main one; values can
 * have sheets of their own in its place. A summary with native charts comes last.
 *
 * Text is always text, so no formula can run. Numbers that Excel would round are text as well.
 *
 * @param seams for tests only
 */
export const createXlsxEncoder = (input: EncoderInput & XlsxOptions, seams?: Partial<WorkbookSeams>): Encoder => {
  const { columns, sheetName, rowPath = [], compressionLevel = 1, timeZone, separator, warnings } = input;
  const { sheets = [], split = null, summary: layout = null, scratch } = input;
  const workbook = createWorkbookWriter({ timeZone, separator, warnings, compressionLevel }, seams);
  const summary = layout === null ? null : createSummary(layout, { timeZone, warnings });

  const scratchPlace = (): Scratch => {
    if (scratch === undefined) throw new Error('Further sheets need a scratch place');
    return scratch;
  };

  const finish = async (): Promise<Uint8Array> => {
    if (layout !== null && summary !== null) await workbook.addSummary(layout, summary.result());
    await workbook.finish();
    return workbook.take();
  };

  const endAtOnce = async (): Promise<Uint8Array> => {
    await workbook.closeMain();
    return finish();
  };

  const endBySheets = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
    await workbook.closeMain();
    yield workbook.take();
    yield* workbook.appendFurther();
    yield await finish();
  };

  /** Rows go to one sheet alone, each as it is. */
  const isPlain = sheets.length === 0 && split === null && layout === null && rowPath.length === 0;
  const takesBlocks = isPlain && columns.every(({ steps }) => steps.length === 0);

  return {
    async begin(sample) {
      await workbook.openMain(
        {
          name: sheetName,
          columns,
          path: rowPath,
          split: split === null ? null : { ...split, scratch: scratchPlace() },
        },
        sample,
      );
      for (const sheet of sheets) await workbook.openFurther(sheet, scratchPlace(), sample);
      return workbook.take();
    },
    async rows(rows) {
      summary?.add(rows);
      await workbook.rows(rows);
      return workbook.take();
    },
    ...(takesBlocks && {
      async block(block) {
        await workbook.block(block);
        return workbook.take();
      },
    }),
    end: sheets.length === 0 && split === null ? endAtOnce : endBySheets,
    async close() {
      workbook.close();
      await scratch?.dispose();
    },
  };
};
