import type { Column, Row } from '../../../../shared/columns';
import type { WarningCounter } from '../port';
import type { CellContext } from './cells';
import { deflateInPool, type DeflatePiece } from './deflate';
import { createSheetNames } from './sheet-name';
import { createSheetWriter, tableRange, type SheetWriter } from './sheet';
import { createStyles } from './styles';
import { sheetPath, workbookParts, type SheetEntry } from './workbook-parts';
import { createTextCell } from './xml-text';
import { createZipWriter, ZIP64_LIMITS, type Zip64Limits } from './zip';

/** What a workbook is made from. */
export interface WorkbookInput {
  readonly timeZone: string;
  readonly separator: string;
  readonly warnings: WarningCounter;
  /** zlib level, 1 to 9. */
  readonly compressionLevel: number;
}

/** What only tests change. */
export interface WorkbookSeams {
  /** Rows of a sheet with its header, after which the next sheet begins. */
  readonly maxRows: number;
  readonly zip64: Zip64Limits;
  readonly deflate: DeflatePiece;
  readonly now: () => Date;
}

/** Writes a workbook front to back, one sheet after the other. What it has written is fetched by `take`. */
export interface WorkbookWriter {
  /**
   * Begins a sheet with its header row.
   *
   * @param name changed where Excel asks for it or it is taken
   * @param sample the first rows, for the column widths
   * @throws Error for more columns than Excel has
   */
  openSheet(name: string, columns: readonly Column[], sample: readonly Row[]): Promise<void>;
  /** Adds rows to the open sheet; a full sheet is continued on a further one. Waits while compression lags behind. */
  rows(rows: readonly Row[]): Promise<void>;
  /** Completes the open sheet. */
  closeSheet(): Promise<void>;
  /** Completes the file. */
  finish(): Promise<void>;
  /** The bytes that are ready, in order and once only. */
  take(): Uint8Array;
}

interface OpenSheet {
  /** As asked for: a continued sheet asks for the same again. */
  readonly wantedName: string;
  readonly name: string;
  readonly columnCount: number;
  readonly writer: SheetWriter;
  lastRow: number;
  /** XML that does not fill a piece yet. */
  pending: string;
}

/** Excel's limit. */
const MAX_ROWS = 1_048_576;
/** Characters of XML compressed at a time: small enough for flat memory, large enough for a good ratio. */
const PIECE = 262_144;

/** Begins an empty workbook. */
export const createWorkbookWriter = (input: WorkbookInput, seams: Partial<WorkbookSeams> = {}): WorkbookWriter => {
  const { maxRows = MAX_ROWS, zip64 = ZIP64_LIMITS, deflate = deflateInPool, now = () => new Date() } = seams;
  const zip = createZipWriter({ level: input.compressionLevel, deflate, zip64 });
  const styles = createStyles();
  const names = createSheetNames();
  const { timeZone, separator } = input;
  const context: CellContext = { timeZone, separator, styles, textCell: createTextCell(input.warnings) };
  const finished: SheetEntry[] = [];
  let open: OpenSheet | null = null;

  const begin = (wantedName: string, columnCount: number, writer: SheetWriter): OpenSheet => {
    zip.open(sheetPath(finished.length + 1));
    const pending = writer.head(finished.length === 0);
    return { wantedName, name: names.take(wantedName), columnCount, writer, lastRow: 1, pending };
  };

  const complete = async (sheet: OpenSheet): Promise<void> => {
    await zip.close(sheet.pending + sheet.writer.tail(sheet.lastRow));
    finished.push({ name: sheet.name, filter: tableRange(sheet.columnCount, sheet.lastRow, true) });
  };

  const current = (): OpenSheet => {
    if (open === null) throw new Error('No sheet is open');
    return open;
  };

  return {
    async openSheet(name, columns, sample) {
      if (open !== null) throw new Error('The sheet before is still open');
      open = begin(name, columns.length, createSheetWriter(columns, sample, context));
    },
    async rows(rows) {
      let sheet = current();
      for (const row of rows) {
        if (sheet.lastRow >= maxRows) {
          await complete(sheet);
          sheet = begin(sheet.wantedName, sheet.columnCount, sheet.writer);
          open = sheet;
        }
        sheet.lastRow += 1;
        sheet.pending += sheet.writer.row(row, sheet.lastRow);
        if (sheet.pending.length >= PIECE) {
          await zip.write(sheet.pending);
          sheet.pending = '';
        }
      }
    },
    async closeSheet() {
      await complete(current());
      open = null;
    },
    async finish() {
      for (const [path, xml] of workbookParts(finished, styles.toXml(), now())) {
        zip.open(path);
        await zip.close(xml);
      }
      zip.finish();
    },
    take: () => zip.take(),
  };
};
