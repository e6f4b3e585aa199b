import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Download } from 'playwright-core';

/** A CSV file's rows as objects of texts. */
export const recordsOf = async (download: Download): Promise<Record<string, string>[]> => {
  const file = await download.path();
  const [header = [], ...rows] = parse(await readFile(file), { bom: true });
  return rows.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])));
};
