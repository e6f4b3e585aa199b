import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import type { Format } from '../../../shared/formats';
import { ORDER } from '../../support/content';
import { get } from '../../support/http';
import type { Site } from '../../support/site';

const COLUMNS = [
  'id',
  'ebay_order_id',
  'sale_date',
  'item_name',
  'qty',
  'sale_price_cents',
  'order_remark',
  'account_id',
];

type Cells = (string | number | null)[];

/** The rows as Strapi's query engine gives them, by pages of ids. */
const expectedRows = async ({ strapi }: Site): Promise<Cells[]> => {
  const rows: Cells[] = [];
  let last = 0;
  for (;;) {
    const where = { id: { $gt: last }, account_id: { $startsWith: 'acc-1' } };
    const page = (await strapi.db
      .query(ORDER)
      .findMany({ where, orderBy: { id: 'asc' }, limit: 20_000, select: COLUMNS })) as Record<
      string,
      string | number | null
    >[];
    for (const row of page) rows.push(COLUMNS.map((name) => row[name] ?? null));
    if (page.length === 0) return rows;
    last = page.at(-1)?.id as number;
  }
};

const asText = (cell: string | number | boolean | null | undefined): string => String(cell ?? '');

const readWithPython = async (file: Buffer): Promise<Cells[]> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'export-large-'));
  try {
    const workbook = path.join(folder, 'orders.xlsx');
    writeFileSync(workbook, file);
    const script = path.join(__dirname, '../../support/read-xlsx.py');
    const options = { maxBuffer: 2 ** 30 };
    const { stdout } = await promisify(execFile)('/usr/bin/python3', [script, workbook], options);
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Cells);
    return rows.slice(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** openpyxl does not decode ECMA-376's `_xHHHH_` as Excel does. */
const decode = (text: string): string =>
  text.replace(/_x([0-9A-F]{4})_/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));

const READERS: Readonly<Record<Format, (file: Buffer) => Cells[] | Promise<Cells[]>>> = {
  csv: (file) => (parse(file, { bom: true }) as unknown as Cells[]).slice(1),
  json: (file) =>
    (JSON.parse(file.toString()) as { data: Record<string, string>[] }).data.map((row) => Object.values(row)),
  ndjson: (file) =>
    file
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => Object.values(JSON.parse(line) as Record<string, string>)),
  xlsx: readWithPython,
};

export const largeSuite = (site: () => Site): void => {
  describe('an export of 100,000 rows', () => {
    for (const format of ['csv', 'json', 'ndjson', 'xlsx'] as const) {
      for (const sort of format === 'csv' ? ['', 'sale_date:desc'] : ['']) {
        it(`has every row once and every cell right in ${format}, sorted by "${sort}"`, async () => {
          const query = {
            columns: COLUMNS.join(','),
            filters: JSON.stringify({ account_id: { $startsWith: 'acc-1' } }),
            ...(sort !== '' && { sort }),
            ...(format === 'csv' && { formulaGuard: 'false' }),
          };
          const { body } = await get(
            site(),
            `/export/${ORDER}/${format}`,
            await site().adminToken('admin@example.com'),
            { query },
          );
          const rows = (await READERS[format](body)).map((row) => row.map(asText));
          const byId = sort === '' ? rows : rows.sort((left, right) => Number(left[0]) - Number(right[0]));
          const expected = await expectedRows(site());
          assert.equal(byId.length, 100_000);
          assert.equal(expected.length, 100_000);
          expected.forEach((cells, at) => {
            const actual = byId[at] ?? [];
            const texts = format === 'xlsx' ? actual.map(decode) : actual;
            assert.deepEqual(texts, cells.map(asText));
          });
        });
      }
    }
  });
};
