import { readFile } from 'node:fs/promises';

const fromObjects = (objects) => ({
  header: Object.keys(objects[0] ?? {}),
  rows: objects.map((object) => Object.values(object)),
});

/** Each format's reader is somebody else's, so that our files are judged by others. */
const READERS = {
  csv: async (file) => {
    const { parse } = await import('csv-parse/sync');
    const [header = [], ...rows] = parse(await readFile(file), { bom: true });
    return { header, rows };
  },
  json: async (file) => {
    const { data, records = data } = JSON.parse(await readFile(file, 'utf8'));
    return fromObjects(records);
  },
  ndjson: async (file) => {
    const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
    return fromObjects(lines.map((line) => JSON.parse(line)));
  },
  xlsx: async (file) => {
    const { default: ExcelJS } = await import('exceljs');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(file);
    const lines = [];
    let title;
    // Rows may be continued on further sheets, under the same header; sheets of lists and summaries have others.
    for (const sheet of workbook.worksheets) {
      // Counted once: exceljs walks through all rows for it.
      const { columnCount } = sheet;
      const own = [];
      sheet.eachRow({ includeEmpty: true }, (row) => {
        own.push(Array.from({ length: columnCount }, (_none, at) => row.getCell(at + 1).value));
      });
      const name = String(own[0]);
      title ??= name;
      if (name === title) lines.push(...(lines.length === 0 ? own : own.slice(1)));
    }
    const [header = [], ...rows] = lines;
    return { header, rows };
  },
};

export const FORMATS = Object.keys(READERS);

/** Reads an exported file back: its header, and its rows as the format's reader understands them. */
export const readTable = (format, file) => READERS[format](file);
