import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import type { Format } from '../../shared/formats';

/** A file read back by somebody else's reader: a header, and cells as the reader understands them. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

const fromObjects = (objects: readonly Record<string, unknown>[], columns: readonly string[]): Table => ({
  header: objects.length === 0 ? columns : Object.keys(objects[0] ?? {}),
  rows: objects.map((object) => Object.values(object)),
});

const readCsv = (file: Buffer): Table => {
  const [header = [], ...rows] = parse(file, { bom: true });
  return { header, rows };
};

/** ECMA-376, ST_Xstring: `_xHHHH_` stands for a character. Excel decodes it everywhere, exceljs in shared strings only. */
const decode = (value: unknown): unknown =>
  typeof value === 'string'
    ? value.replace(/_x([0-9A-F]{4})_/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)))
    : value;

const load = async (file: Buffer): Promise<ExcelJS.Workbook> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(file as unknown as ArrayBuffer);
  return workbook;
};

/** Every sheet of a workbook by itself, the header first. */
export const readSheets = async (
  file: Buffer,
): Promise<readonly { readonly name: string; readonly rows: readonly (readonly unknown[])[] }[]> =>
  (await load(file)).worksheets.map((sheet) => {
    const { name, columnCount, rowCount } = sheet;
    const cells = (at: number): unknown[] =>
      Array.from({ length: columnCount }, (_none, index) => decode(sheet.getRow(at).getCell(index + 1).value));
    return { name, rows: Array.from({ length: rowCount }, (_none, at) => cells(at + 1)) };
  });

const readXlsx = async (file: Buffer): Promise<Table> => {
  const workbook = await load(file);
  const header: string[] = [];
  const rows: unknown[][] = [];
  workbook.worksheets.forEach((sheet) => {
    // exceljs looks at all rows for this, each time.
    const { columnCount } = sheet;
    sheet.eachRow((row, at) => {
      const cells = Array.from({ length: columnCount }, (_none, index) => decode(row.getCell(index + 1).value));
      if (at > 1) rows.push(cells);
      else if (header.length === 0) header.push(...cells.map(String));
    });
  });
  return { header, rows };
};

/** @param columns what the header is where a file without rows has none */
export const readFile = async (format: Format, file: Buffer, columns: readonly string[]): Promise<Table> => {
  switch (format) {
    case 'csv':
      return readCsv(file);
    case 'json': {
      const { data } = JSON.parse(file.toString()) as { data: Record<string, unknown>[] };
      return fromObjects(data, columns);
    }
    case 'ndjson': {
      const lines = file.toString().split('\n').slice(0, -1);
      return fromObjects(
        lines.map((line) => JSON.parse(line) as Record<string, unknown>),
        columns,
      );
    }
    case 'xlsx':
      return readXlsx(file);
  }
};
