import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import ExcelJS from 'exceljs';
import type { Cell, Column, ColumnType, Row, SheetColumns } from '../../../../shared/columns';
import type { Encoder, WarningKind } from '../../../../server/src/encoder/port';
import type { Scratch } from '../../../../server/src/encoder/scratch';
import { createXlsxEncoder, type XlsxOptions } from '../../../../server/src/encoder/xlsx/index';
import type { SheetSplit } from '../../../../server/src/encoder/xlsx/split-sheets';
import type { WorkbookSeams } from '../../../../server/src/encoder/xlsx/workbook-writer';
import { chunksOf } from '../../../../server/src/run/chunks';

const PYTHON = '/usr/bin/python3';

/** Why tests that read with Python's zipfile cannot run, or `false`; where CI promises it, its absence is a failure. */
export const withoutPython = existsSync(PYTHON) || process.env['CI'] === 'true' ? false : `${PYTHON} is not installed`;

export interface Written {
  readonly file: Buffer;
  readonly warnings: Readonly<Partial<Record<WarningKind, number>>>;
}

export type WriteOptions = Partial<Pick<XlsxOptions, 'sheetName' | 'compressionLevel' | 'rowPath' | 'summary'>> & {
  readonly split?: SheetSplit | null;
  readonly sheets?: readonly SheetColumns[];
  /** Where the further sheets wait; in memory when missing. */
  readonly scratch?: Scratch;
  readonly timeZone?: string;
  readonly separator?: string;
  readonly batch?: number;
  readonly seams?: Partial<WorkbookSeams>;
};

/** A column of the document itself, at a position. */
export const column = (index: number, type: ColumnType, rest: Partial<Column> = {}): Column => ({
  key: `field${index}`,
  header: `Field ${index}`,
  type,
  steps: [],
  index,
  ...rest,
});

/** A scratch place in memory. */
const createMemoryScratch = (): Scratch => ({
  async create() {
    const pieces: Uint8Array[] = [];
    return {
      async write(bytes) {
        // They are the caller's again when they are stored.
        pieces.push(Uint8Array.from(bytes));
      },
      async *read() {
        yield* pieces;
      },
    };
  },
  async dispose() {},
});

/** Runs an encoder to its end, in batches. */
export const drain = async (encoder: Encoder, rows: readonly Row[], batch = 100): Promise<Buffer> => {
  const chunks = [await encoder.begin(rows.slice(0, batch))];
  for (let at = 0; at < rows.length; at += batch) chunks.push(await encoder.rows(rows.slice(at, at + batch)));
  for await (const chunk of chunksOf(encoder.end(rows.length))) chunks.push(chunk);
  return Buffer.concat(chunks.map((chunk) => Buffer.from(chunk as Uint8Array)));
};

/** Writes a workbook into memory. */
export const write = async (
  columns: readonly Column[],
  rows: readonly Row[],
  {
    timeZone = 'UTC',
    separator = ', ',
    batch,
    seams,
    sheetName = 'Data',
    sheets = [],
    scratch = createMemoryScratch(),
    ...rest
  }: WriteOptions = {},
): Promise<Written> => {
  const warnings: Partial<Record<WarningKind, number>> = {};
  const counter = {
    add(kind: WarningKind, cells = 1) {
      warnings[kind] = (warnings[kind] ?? 0) + cells;
    },
  };
  const encoder = createXlsxEncoder(
    { columns, timeZone, separator, warnings: counter, sheetName, sheets, scratch, ...rest },
    seams,
  );
  return { file: await drain(encoder, rows, batch), warnings };
};

/** Reads a workbook with exceljs. */
export const load = async (file: Buffer): Promise<ExcelJS.Workbook> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(file as unknown as ExcelJS.Buffer);
  return workbook;
};

/** Reads the first sheet with exceljs. */
export const loadSheet = async (file: Buffer): Promise<ExcelJS.Worksheet> => {
  const [sheet] = (await load(file)).worksheets;
  if (sheet === undefined) throw new Error('The workbook has no sheet');
  return sheet;
};

/** A row's values, from the first column on. */
export const cellValues = (row: ExcelJS.Row): unknown[] => (row.values as ExcelJS.CellValue[]).slice(1);

/** Writes one column and reads its cells back. */
export const roundTrip = async (
  only: Column,
  cells: readonly Cell[],
  options?: WriteOptions,
): Promise<readonly ExcelJS.Cell[]> => {
  const { file } = await write(
    [only],
    cells.map((cell) => [cell]),
    options,
  );
  const sheet = await loadSheet(file);
  return cells.map((_cell, at) => sheet.getCell(at + 2, 1));
};

const READ_ALL = `
import io, json, sys, zipfile
archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
assert archive.testzip() is None
print(json.dumps({
    "parts": {name: archive.read(name).decode("utf-8") for name in archive.namelist()},
    "versions": [info.extract_version for info in archive.infolist()],
    "extras": [len(info.extra) for info in archive.infolist()],
}))
`;

export interface Archive {
  readonly parts: Readonly<Record<string, string>>;
  readonly versions: readonly number[];
  readonly extras: readonly number[];
}

/** Reads a ZIP file with Python's zipfile, which checks every CRC. */
export const readArchive = (file: Buffer): Archive => {
  const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', READ_ALL], { input: file, maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(String(stderr));
  return JSON.parse(String(stdout)) as Archive;
};

/** The XML of the first sheet. */
export const sheetXml = (file: Buffer): string => readArchive(file).parts['xl/worksheets/sheet1.xml'] ?? '';
