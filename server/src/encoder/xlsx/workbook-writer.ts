import type { Column, ListPath, Row, SheetColumns } from '../../../../shared/columns';
import type { SummaryLayout } from '../../../../shared/summary';
import type { RowBlock } from '../../row/row-block';
import { explode } from '../explode';
import type { WarningCounter } from '../port';
import type { Scratch } from '../scratch';
import type { SummaryResult } from '../summary';
import type { CellContext } from './cells';
import { createDeflateContexts, type DeflatePiece } from './deflate-contexts';
import { drawingParts } from './drawing';
import { createSheetWriter, tableRange, type SheetWriter } from './sheet';
import { createSheetNames } from './sheet-name';
import { createSheetSeries, type PlainSheetSeries, type SheetSeries } from './sheet-series';
import { createSplitSheets, type SheetSplit } from './split-sheets';
import { createStyles } from './styles';
import { writeSummarySheet } from './summary-sheet';
import { openWaitingSheets, type WaitingSheets } from './waiting-sheets';
import { sheetPath, workbookParts, type PackagePart, type SheetEntry } from './workbook-parts';
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
  /** What stands between the pieces and their compression. */
  readonly aroundDeflate: (deflate: DeflatePiece) => DeflatePiece;
  readonly now: () => Date;
}

/** The sheet that the rows go to, or the sheets. */
interface MainSheet {
  /** Changed where Excel asks for it or it is taken. */
  readonly name: string;
  readonly columns: readonly Column[];
  /** The lists whose items are its rows, a document without items keeping one; empty for the documents. */
  readonly path: ListPath;
  /** Puts the rows on several sheets, of which all but the first wait in the scratch place. */
  readonly split: (SheetSplit & { readonly scratch: Scratch }) | null;
}

/** Writes a workbook front to back: the main sheet while the rows come, the further ones after it. */
export interface WorkbookWriter {
  /**
   * Begins the main sheet with its header row.
   *
   * @param sample the first rows, for the column widths
   * @throws Error for more columns than Excel has
   */
  openMain(sheet: MainSheet, sample: readonly Row[]): Promise<void>;
  /**
   * Begins a sheet that waits in the scratch place until the main one is complete.
   *
   * @throws Error for more columns than Excel has, and where the scratch place cannot be used
   */
  openFurther(sheet: SheetColumns, scratch: Scratch, sample: readonly Row[]): Promise<void>;
  /** Adds rows to the sheets; a full sheet is continued on a further one. Waits while compression or the disk lags behind. */
  rows(rows: readonly Row[]): Promise<void>;
  /** Adds a block to the main sheet, where it is the only one and its rows are documents. */
  block(block: RowBlock): Promise<void>;
  /** Completes the main sheet. */
  closeMain(): Promise<void>;
  /** Completes the sheets that wait and gives their bytes, read piece by piece. */
  appendFurther(): AsyncIterable<Uint8Array>;
  /** Adds the sheet of a summary. */
  addSummary(layout: SummaryLayout, result: SummaryResult): Promise<void>;
  /** Completes the file. */
  finish(): Promise<void>;
  /** The bytes that are ready, in order and once only. */
  take(): Uint8Array;
  /** Gives back what compression holds. Safe to call in any state and more than once. */
  close(): void;
}

/** The sheets of a list besides the main sheet. */
interface FurtherSheets extends WaitingSheets {
  readonly path: ListPath;
}

/** Excel's limit. */
const MAX_ROWS = 1_048_576;
/** How many of the first items decide the widths of a further sheet: one parent may have very many. */
const SAMPLE_ITEMS = 1_000;

/** Bytes of XML compressed at a time: small enough for flat memory, large enough for a good ratio. */
const PIECE = 262_144;
/** The same where dozens of sheets are written by turns, each with a piece that is not full yet: 51 take 11 to 16 MB. */
const SMALL_PIECE = 65_536;

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
  const { maxRows = MAX_ROWS, zip64 = ZIP64_LIMITS, aroundDeflate, now = () => new Date() } = seams;
  const contexts = createDeflateContexts(input.compressionLevel);
  const deflate = aroundDeflate?.(contexts.deflate) ?? contexts.deflate;
  const zip = createZipWriter({ deflate, zip64 });
  const styles = createStyles();
  const names = createSheetNames();
  const { timeZone, separator, warnings } = input;
  const context: CellContext = { timeZone, separator, styles, textCell: createTextCell(warnings) };
  /** The complete sheets, in the order of the workbook, which is the one they are named in. */
  const finished: SheetEntry[] = [];
  /** The sheets of the main one's values but the first. */
  const values: WaitingSheets[] = [];
  const further: FurtherSheets[] = [];
  const parts: PackagePart[] = [];
  let main: SheetSeries | null = null;
  /** The same, where all rows go on the main sheet. */
  let plain: PlainSheetSeries | null = null;
  let mainPath: ListPath = [];

  const nextPath = (): string => sheetPath(finished.length + 1);

  const addFinished = (wantedName: string, columns: readonly Column[], lastRow: number): void => {
    finished.push({ name: names.take(wantedName), filter: tableRange(columns.length, lastRow, true) });
  };

  const current = (): SheetSeries => {
    if (main === null) throw new Error('No sheet is open');
    return main;
  };

  /** Begins sheets that go into the file at once. */
  const openStreamed = (name: string, columns: readonly Column[], sheet: SheetWriter): Promise<PlainSheetSeries> =>
    createSheetSeries({
      sheet,
      maxRows,
      isFirst: true,
      piece: PIECE,
      async openPart() {
        zip.open(nextPath());
        return zip;
      },
      onSheet: (lastRow) => addFinished(name, columns, lastRow),
    });

  return {
    async openMain({ name, columns, path, split }, sample) {
      mainPath = path;
      const sheet = createSheetWriter(columns, sampleItems(sample, path, true), context);
      if (split === null) {
        plain = await openStreamed(name, columns, sheet);
        main = plain;
        return;
      }
      main = createSplitSheets({
        split,
        context,
        warnings,
        emptyName: name,
        openFirst: (value) => openStreamed(value, columns, sheet),
        async openNext(value) {
          const { scratch } = split;
          const input = { name: value, columns, sheet, scratch, zip, maxRows, piece: SMALL_PIECE };
          const waiting = await openWaitingSheets(input);
          values.push(waiting);
          return waiting.series;
        },
      });
    },

    async openFurther({ name, columns, path }, scratch, sample) {
      const sheet = createSheetWriter(columns, sampleItems(sample, path, false), context);
      const waiting = await openWaitingSheets({ name, columns, sheet, scratch, zip, maxRows, piece: PIECE });
      further.push({ ...waiting, path });
    },

    async rows(rows) {
      if (mainPath.length === 0) await current().rows(rows);
      else for (const row of rows) await current().rows(explode(row, mainPath, true));
      for (const { path, series } of further) {
        for (const row of rows) await series.rows(explode(row, path, false));
      }
    },

    async block(block) {
      if (plain === null) throw new Error('The sheets need rows');
      await plain.block(block);
    },

    async closeMain() {
      await current().close();
      main = null;
      plain = null;
    },

    async *appendFurther() {
      for (const { name, columns, series, spooled } of [...values, ...further]) {
        await series.close();
        for (const { lastRow, part } of spooled) {
          yield* zip.append(nextPath(), part.read(), part.summary);
          addFinished(name, columns, lastRow);
        }
      }
    },

    async addSummary(layout, result) {
      const path = nextPath();
      const name = names.take(layout.name);
      const { xml, charts } = writeSummarySheet(layout, result, name, context);
      zip.open(path);
      await zip.close(xml);
      finished.push({ name, filter: null });
      parts.push(...drawingParts(charts, path));
    },

    async finish() {
      for (const [path, xml] of workbookParts(finished, styles.toXml(), now(), parts)) {
        zip.open(path);
        await zip.close(xml);
      }
      zip.finish();
    },

    take: () => zip.take(),
    close: () => contexts.close(),
  };
};
