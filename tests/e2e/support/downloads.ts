import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Download } from 'playwright-core';

/** A CSV file's lines as lists of texts, the header first. */
export const linesOf = async (download: Download, delimiter = ','): Promise<string[][]> =>
  parse(await readFile(await download.path()), { bom: true, delimiter });

/** A CSV file's rows as objects of texts. */
export const recordsOf = async (download: Download): Promise<Record<string, string>[]> => {
  const [header = [], ...rows] = await linesOf(download);
  return rows.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])));
};
