import { spawnSync } from 'node:child_process';
import ExcelJS from 'exceljs';
import { nodeCsv, pythonCsv, readWithPython } from '../../unit/support';
import type { Digits } from './lines';
import { columns } from './table';

/** A file as one reader understands it; the cells in the forms that `table.ts` expects. */
interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

type Reader = (file: Buffer) => Table | Promise<Table>;

const fromCells = ([header = [], ...rows]: readonly (readonly string[])[]): Table => ({ header, rows });

/** Walks a path of names through objects and lists, as `city.name` and `tags.name` say. */
const pick = (value: unknown, path: readonly string[]): unknown => {
  if (Array.isArray(value)) return value.map((item) => pick(item, path));
  const [name, ...rest] = path;
  if (name === undefined || value === null) return value;
  return pick((value as Record<string, unknown>)[name], rest);
};

/** What is told of a list stands under its whole key. */
const find = (object: unknown, key: string): unknown =>
  key.includes(':') ? (object as Record<string, unknown>)[key] : pick(object, key.split('.'));

/** JSON has no titles: its keys are checked by finding every column under its own. */
const fromObjects = (objects: readonly unknown[]): Table => ({
  header: columns.map((column) => column.header),
  rows: objects.map((object) => columns.map(({ key }) => find(object, key))),
});

const readNumbers = `
import json, sys
def number(text): return {"digits": text}
def load(text): return json.loads(text, parse_int=number, parse_float=number)
text = sys.stdin.buffer.read().decode("utf-8")
`;

/** Numbers keep their digits in Python's reader. */
const pythonJson: Reader = (file) =>
  fromObjects(readWithPython(`${readNumbers}print(json.dumps(load(text)["data"]))`, file) as unknown[]);

const pythonNdjson: Reader = (file) =>
  fromObjects(
    readWithPython(
      `${readNumbers}print(json.dumps([load(line) for line in text.split("\\n")[:-1]]))`,
      file,
    ) as unknown[],
  );

const nodeJson: Reader = (file) => fromObjects((JSON.parse(file.toString()) as { data: unknown[] }).data);

const nodeNdjson: Reader = (file) =>
  fromObjects(
    file
      .toString()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as unknown),
  );

/** ECMA-376, ST_Xstring: `_xHHHH_` stands for a character. Excel decodes it everywhere, these readers not in cells. */
const decode = (text: string): string =>
  text.replace(/_x([0-9A-F]{4})_/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));

const fromExcelJs = (value: ExcelJS.CellValue): unknown => {
  if (typeof value === 'string') return decode(value);
  if (!(value instanceof Date)) return value;
  const iso = value.toISOString().slice(0, -1);
  return { moment: value.getUTCFullYear() === 1899 ? iso.slice(11) : iso };
};

const excelJs: Reader = async (file) => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(file as unknown as ExcelJS.Buffer);
  const [sheet] = workbook.worksheets;
  const all: unknown[][] = [];
  sheet?.eachRow({ includeEmpty: true }, (row) => {
    all.push(columns.map((_column, at) => fromExcelJs(row.getCell(at + 1).value)));
  });
  const [header = [], ...rows] = all;
  return { header: header.map(String), rows };
};

const READ_XLSX = `
import datetime, io, json, sys
import openpyxl
sheet = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read())).worksheets[0]
def form(value):
    if isinstance(value, (datetime.datetime, datetime.time)):
        return {"moment": value.isoformat(timespec="milliseconds")}
    return value
print(json.dumps([[form(cell.value) for cell in row] for row in sheet.iter_rows()]))
`;

const openpyxl: Reader = (file) => {
  const cells = readWithPython(READ_XLSX, file) as unknown[][];
  const [header = [], ...rows] = cells.map((row) =>
    row.map((value) => (typeof value === 'string' ? decode(value) : value)),
  );
  return { header: header.map(String), rows };
};

const isDigits = (value: unknown): value is Digits => typeof value === 'object' && value !== null && 'digits' in value;

/** The expectation as a reader sees it that turns digits into doubles. */
const rounded = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(rounded);
  if (isDigits(value)) return Number(value.digits);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rounded(inner)]));
};

/** A spreadsheet's numbers are doubles. */
const toDouble = (value: unknown): unknown => (isDigits(value) ? Number(value.digits) : value);

const asIs = (value: unknown): unknown => value;

export interface NamedReader {
  readonly name: string;
  readonly read: Reader;
  /** How this reader sees an expectation. */
  readonly see: (expected: unknown) => unknown;
  readonly needsPython: boolean;
}

/** Two readers of each format, neither of them ours. */
export const READERS: Readonly<Record<'csv' | 'json' | 'ndjson' | 'xlsx', readonly NamedReader[]>> = {
  csv: [
    { name: 'csv-parse', read: (file) => fromCells(nodeCsv(file)), see: asIs, needsPython: false },
    { name: "Python's csv", read: (file) => fromCells(pythonCsv(file)), see: asIs, needsPython: true },
  ],
  json: [
    { name: 'JSON.parse', read: nodeJson, see: rounded, needsPython: false },
    { name: "Python's json", read: pythonJson, see: asIs, needsPython: true },
  ],
  ndjson: [
    { name: 'JSON.parse', read: nodeNdjson, see: rounded, needsPython: false },
    { name: "Python's json", read: pythonNdjson, see: asIs, needsPython: true },
  ],
  xlsx: [
    {
      name: 'exceljs',
      read: excelJs,
      see: toDouble,
      needsPython: false,
    },
    {
      name: 'openpyxl',
      read: openpyxl,
      see: toDouble,
      needsPython: true,
    },
  ],
};

/** Why openpyxl cannot read, or `false`. */
export const withoutOpenpyxl =
  process.env['CI'] === 'true' || spawnSync('/usr/bin/python3', ['-c', 'import openpyxl']).status === 0
    ? false
    : 'openpyxl is not installed';
