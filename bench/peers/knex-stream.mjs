import { createWriteStream } from 'node:fs';
import process from 'node:process';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import ExcelJS from 'exceljs';
import { connect } from '../../scripts/lib/connect.mjs';

// What a good developer writes in an afternoon: Knex's own stream of rows into a well-known library. The file means what ours
// means: moments in ISO 8601, days without a time, booleans as words, no text that a spreadsheet would run as a formula; in
// Excel numbers, dates and booleans of their own, with formats, and a header that stands out and stays in view.

const { env } = process;

const columns = env.BENCH_COLUMNS.split(',');

/** What the columns are that the databases' drivers give in several ways: `date`, `datetime`, `boolean` or `decimal`. */
const kinds = JSON.parse(env.BENCH_KINDS);

const dayOf = (date) => date.toISOString().slice(0, 10);

/** Some drivers give moments as milliseconds. */
const dateText = (value, { column }) =>
  kinds[column] === 'date' ? dayOf(new Date(value)) : new Date(value).toISOString();

const numberText = (value, context) => {
  const kind = kinds[context.column];
  if (kind === 'boolean') return String(value === 1);
  return kind === 'date' || kind === 'datetime' ? dateText(value, context) : String(value);
};

const CSV = {
  header: true,
  columns,
  escape_formulas: true,
  cast: { boolean: String, date: dateText, number: numberText },
};

const lines = () =>
  new Transform({
    writableObjectMode: true,
    transform: (row, _encoding, callback) => callback(null, `${JSON.stringify(row)}\n`),
  });

const FORMATS = { date: 'yyyy-mm-dd', datetime: 'yyyy-mm-dd hh:mm:ss', decimal: '0.00' };

const toCell = {
  date: (value) => new Date(value),
  datetime: (value) => new Date(value),
  boolean: Boolean,
  decimal: Number,
};

const HEADER = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDDEBF7' } },
};

const writeWorkbook = async (rows) => {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: env.BENCH_FILE, useStyles: true });
  const sheet = workbook.addWorksheet('Export', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map((key) => ({ key, header: key, width: 20, style: { numFmt: FORMATS[kinds[key]] } }));
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  Object.assign(sheet.getRow(1), HEADER).commit();
  const special = Object.entries(kinds);
  for await (const row of rows) {
    for (const [column, kind] of special) if (row[column] !== null) row[column] = toCell[kind](row[column]);
    sheet.addRow(row).commit();
  }
  sheet.commit();
  await workbook.commit();
};

const WRITERS = {
  csv: (rows) => pipeline(rows, stringify(CSV), createWriteStream(env.BENCH_FILE)),
  ndjson: (rows) => pipeline(rows, lines(), createWriteStream(env.BENCH_FILE)),
  json: (rows) => pipeline(rows, lines(), createWriteStream(env.BENCH_FILE)),
  xlsx: writeWorkbook,
};

const knex = connect(env);
const started = performance.now();
await WRITERS[env.BENCH_FORMAT](knex.raw(env.BENCH_SQL).stream());
const milliseconds = performance.now() - started;
await knex.destroy();
process.stdout.write(`${JSON.stringify({ milliseconds })}\n`);
