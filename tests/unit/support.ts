import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Column, ColumnStep, ColumnType, Row } from '../../shared/columns';
import type { Encoder, EncoderInput, WarningKind } from '../../server/src/encoder/port';
import { createCsvEncoder, type CsvOptions } from '../../server/src/encoder/csv';
import { chunksOf } from '../../server/src/run/chunks';

const PYTHON = '/usr/bin/python3';

/** Why tests that read with Python cannot run, or `false`; where CI promises it, its absence is a failure. */
export const withoutPython = existsSync(PYTHON) || process.env['CI'] === 'true' ? false : `${PYTHON} is not installed`;

/** Runs a Python script over a file and gives what it prints, which must be JSON. */
export const readWithPython = (script: string, file: Buffer, ...args: readonly string[]): unknown => {
  const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', script, ...args], { input: file, maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(String(stderr));
  return JSON.parse(String(stdout));
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

/** A hop on the way to a column. */
export const step = (name: string, index: number, many: boolean): ColumnStep => ({ name, index, many });

type WarningCounts = Readonly<Partial<Record<WarningKind, number>>>;

/** What an encoder wrote, and what it says it changed. */
export interface Encoded {
  readonly file: Buffer;
  readonly text: string;
  readonly warnings: WarningCounts;
}

export interface EncodeOptions extends Partial<Pick<EncoderInput, 'timeZone' | 'separator'>> {
  /** Rows per call. */
  readonly batch?: number;
}

/** Makes an encoder and runs it to its end, in batches. */
export const encode = async (
  create: (input: EncoderInput) => Encoder,
  columns: readonly Column[],
  rows: readonly Row[],
  { timeZone = 'UTC', separator = '; ', batch = 100 }: EncodeOptions = {},
): Promise<Encoded> => {
  const warnings: Partial<Record<WarningKind, number>> = {};
  const counter = {
    add(kind: WarningKind, cells = 1) {
      warnings[kind] = (warnings[kind] ?? 0) + cells;
    },
  };
  const encoder = create({ columns, timeZone, separator, warnings: counter });
  const chunks = [await encoder.begin(rows.slice(0, batch))];
  for (let at = 0; at < rows.length; at += batch) chunks.push(await encoder.rows(rows.slice(at, at + batch)));
  for await (const chunk of chunksOf(encoder.end(rows.length))) chunks.push(chunk);
  // TypeScript knows no overload for a chunk that is either.
  const file = Buffer.concat(chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk)));
  return { file, text: file.toString(), warnings };
};

export type CsvSettings = Partial<CsvOptions> & EncodeOptions;

const DEFAULTS: CsvOptions = { flavor: 'plain', lineBreak: 'crlf', delimiter: ',', formulaGuard: true };

/** Writes CSV. */
export const toCsv = (
  columns: readonly Column[],
  rows: readonly Row[],
  { timeZone, separator, batch, ...options }: CsvSettings = {},
): Promise<Encoded> =>
  encode((input) => createCsvEncoder({ ...input, ...DEFAULTS, ...options }), columns, rows, {
    ...(timeZone !== undefined && { timeZone }),
    ...(separator !== undefined && { separator }),
    ...(batch !== undefined && { batch }),
  });

const READ_CSV = `
import csv, io, json, sys
csv.field_size_limit(2**30)
text = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", newline="")
print(json.dumps(list(csv.reader(text, delimiter=sys.argv[1], strict=True))))
`;

/** Reads CSV with Python's csv module, which needs not be told of the line break. */
export const pythonCsv = (file: Buffer, delimiter = ','): string[][] =>
  readWithPython(READ_CSV, file, delimiter) as string[][];

/** Reads CSV with csv-parse. */
export const nodeCsv = (
  file: Buffer,
  { delimiter = ',', lineBreak = 'crlf' }: Partial<Pick<CsvOptions, 'delimiter' | 'lineBreak'>> = {},
): string[][] => parse(file, { bom: true, delimiter, record_delimiter: lineBreak === 'crlf' ? '\r\n' : '\n' });
