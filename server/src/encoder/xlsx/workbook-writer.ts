import type { Column, ListPath, Row, SheetColumns } from '../../../../shared/columns';
import { explode } from '../explode';
import type { WarningCounter } from '../port';
import type { Scratch } from '../scratch';
import type { CellContext } from './cells';
import { deflateInPool, type DeflatePiece } from './deflate';
import { createSheetWriter, tableRange } from './sheet';
import { createSheetNames } from './sheet-name';
import { createSheetSeries, type SheetSeries } from './sheet-series';
import { createSpool, type SpooledPart } from './spool';
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

/** Writes a workbook front to back: the main sheet while the rows come, the further ones after it. */
export interface WorkbookWriter {
  /**
   * Begins the main sheet with its header row.
   *
   * @param name changed where Excel asks for it or it is taken
   * @param rowPath the lists whose items are its rows, a document without items keeping one; empty for the documents
   * @param sample the first rows, for the column widths
   * @throws Error for more columns than Excel has
   */
  openMain(name: string, columns: readonly Column[], rowPath: ListPath, sample: readonly Row[]): Promise<void>;
  /**
   * Begins a sheet that waits in the scratch place until the main one is complete.
   *
   * @throws Error for more columns than Excel has, and where the scratch place cannot be used
   */
  openFurther(sheet: SheetColumns, scratch: Scratch, sample: readonly Row[]): Promise<void>;
  /** Adds rows to the sheets; a full sheet is continued on a further one. Waits while compression or the disk lags behind. */
  rows(rows: readonly Row[]): Promise<void>;
  /** Completes the main sheet. */
  closeMain(): Promise<void>;
  /** Completes the further sheets and gives their bytes, read piece by piece. */
  appendFurther(): AsyncIterable<Uint8Array>;
  /** Completes the file. */
  finish(): Promise<void>;
  /** The bytes that are ready, in order and once only. */
  take(): Uint8Array;
}

/** A sheet besides the main one. */
interface FurtherSheet {
  readonly columns: SheetColumns;
  readonly series: SheetSeries;
  /** The complete ones of the series. */
  readonly spooled: { readonly lastRow: number; readonly part: SpooledPart }[];
}

/** Excel's limit. */
const MAX_ROWS = 1_048_576;
/** How many of the first items decide the widths of a further sheet: one parent may have very many. */
const SAMPLE_ITEMS = 1_000;

const sampleItems = (sample: readonly Row[], path: ListPath, keepsEmpty: boolean): readonly Row[] => {
  const items: Row[] = [];
  for (const row of sample) {
    if (items.length >= SAMPLE_ITEMS) break;
    for (const item of explode(row, path, keepsEmpty)) items.push(item);
  }
  return items.slice(0, SAMPLE_ITEMS);
};

/** Begins an empty workbook. */
export const createWorkbookWriter = (input: WorkbookInput, seams: Partial<WorkbookSeams> = {}): WorkbookWriter => {
  const { maxRows = MAX_ROWS, zip64 = ZIP64_LIMITS, deflate = deflateInPool, now = () => new Date() } = seams;
  const zip = createZipWriter({ level: input.compressionLevel, deflate, zip64 });
  const styles = createStyles();
  const names = createSheetNames();
  const { timeZone, separator } = input;
  const context: CellContext = { timeZone, separator, styles, textCell: createTextCell(input.warnings) };
  /** The complete sheets, in the order of the workbook, which is the one they are named in. */
  const finished: SheetEntry[] = [];
  const further: FurtherSheet[] = [];
  let main: SheetSeries | null = null;
  let mainPath: ListPath = [];

  const nextPath = (): string => sheetPath(finished.length + 1);

  const addFinished = (wantedName: string, columns: readonly Column[], lastRow: number): void => {
    finished.push({ name: names.take(wantedName), filter: tableRange(columns.length, lastRow, true) });
  };

  const current = (): SheetSeries => {
    if (main === null) throw new Error('No sheet is open');
    return main;
  };

  return {
    async openMain(name, columns, rowPath, sample) {
      mainPath = rowPath;
      main = await createSheetSeries({
        sheet: createSheetWriter(columns, sampleItems(sample, rowPath, true), context),
        maxRows,
        isFirst: true,
        async openPart() {
          zip.open(nextPath());
          return zip;
        },
        onSheet: (lastRow) => addFinished(name, columns, lastRow),
      });
    },

    async openFurther(columns, scratch, sample) {
      const spooled: FurtherSheet['spooled'] = [];
      const series = await createSheetSeries({
        sheet: createSheetWriter(columns.columns, sampleItems(sample, columns.path, false), context),
        maxRows,
        isFirst: false,
        openPart: () => createSpool(scratch, zip.startContent),
        onSheet: (lastRow, part) => spooled.push({ lastRow, part }),
      });
      further.push({ columns, series, spooled });
    },

    async rows(rows) {
      if (mainPath.length === 0) await current().rows(rows);
      else for (const row of rows) await current().rows(explode(row, mainPath, true));
      for (const { columns, series } of further) {
        for (const row of rows) await series.rows(explode(row, columns.path, false));
      }
    },

    async closeMain() {
      await current().close();
      main = null;
    },

    async *appendFurther() {
      for (const { columns, series, spooled } of further) {
        await series.close();
        for (const { lastRow, part } of spooled) {
          yield* zip.append(nextPath(), part.read(), part.summary);
          addFinished(columns.name, columns.columns, lastRow);
        }
      }
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
