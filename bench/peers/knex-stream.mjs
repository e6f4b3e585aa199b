import { createWriteStream } from 'node:fs';
import process from 'node:process';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import ExcelJS from 'exceljs';
import { connect } from '../lib/connect.mjs';

// What a good developer writes in an afternoon: Knex's own stream of rows into a well-known library.

const { env } = process;

const columns = env.BENCH_COLUMNS.split(',');

const lines = () =>
  new Transform({
    writableObjectMode: true,
    transform: (row, _encoding, callback) => callback(null, `${JSON.stringify(row)}\n`),
  });

const WRITERS = {
  csv: (rows) => pipeline(rows, stringify({ header: true, columns }), createWriteStream(env.BENCH_FILE)),
  ndjson: (rows) => pipeline(rows, lines(), createWriteStream(env.BENCH_FILE)),
  json: (rows) => pipeline(rows, lines(), createWriteStream(env.BENCH_FILE)),
  xlsx: async (rows) => {
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: env.BENCH_FILE });
    const sheet = workbook.addWorksheet('Export');
    sheet.columns = columns.map((key) => ({ key, header: key }));
    for await (const row of rows) sheet.addRow(row).commit();
    sheet.commit();
    await workbook.commit();
  },
};

const knex = connect(env);
const started = performance.now();
await WRITERS[env.BENCH_FORMAT](knex.raw(env.BENCH_SQL).stream());
const milliseconds = performance.now() - started;
await knex.destroy();
process.stdout.write(`${JSON.stringify({ milliseconds })}\n`);
