import type { Encoder, EncoderInput } from '../port';
import { createWorkbookWriter, type WorkbookSeams } from './workbook-writer';

export interface XlsxOptions {
  /** The wanted name of the sheet; changed where Excel asks for it, numbered where rows overflow onto further sheets. */
  readonly sheetName: string;
  /** zlib level. Level 6 makes files about a sixth smaller and takes half as long again. Default 1. */
  readonly compressionLevel?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
}

/**
 * Excel workbooks (ECMA-376, transitional) in constant memory: typed cells, a bold frozen header row with filters, and
 * a further sheet for every 1,048,575 rows.
 *
 * Text is always text, so no formula can run. Numbers that Excel would round are text as well.
 *
 * @param seams for tests only
 */
export const createXlsxEncoder = (input: EncoderInput & XlsxOptions, seams?: Partial<WorkbookSeams>): Encoder => {
  const { columns, sheetName, compressionLevel = 1, timeZone, separator, warnings } = input;
  const workbook = createWorkbookWriter({ timeZone, separator, warnings, compressionLevel }, seams);
  return {
    async begin(sample) {
      await workbook.openSheet(sheetName, columns, sample);
      return workbook.take();
    },
    async rows(rows) {
      await workbook.rows(rows);
      return workbook.take();
    },
    async end() {
      await workbook.closeSheet();
      await workbook.finish();
      return workbook.take();
    },
  };
};
