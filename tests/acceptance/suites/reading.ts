import assert from 'node:assert/strict';
import ExcelJS from 'exceljs';
import { withSetting } from '../../support/run-export';
import type { Entry } from '../entry';
import { MANAGER } from '../support/jobs';
import { growthOf } from '../support/memory';
import { ACCOUNT, ask, COLUMNS, MONEY, ordersOf, ROUTE } from '../support/records';
import { ask as askFor, jsonOf } from '../support/hotels';
import { indexedColumns, statementsOn } from '../support/statements';
import { readThrough } from '../support/stream';

/** What rows are filtered by, by table. */
const FILTERED: Readonly<Record<string, readonly string[]>> = {
  orders: ['account_id', 'status', 'sale_date'],
  hotels: ['supplier_code', 'country_code', 'rating', 'updated_at', 'ittid', 'property_type'],
  provider_mappings: ['supplier_code', 'ittid', 'mapped_at'],
  supplier_summaries: ['supplier_code'],
};

/** One entry for each thing that is asked for of reading and of Excel's memory. */
export const readingEntries: readonly Entry[] = [
  {
    id: 'A8',
    title: 'writes Excel without holding the rows',
    check: async (site) => {
      const token = await site.endUserToken(MANAGER);
      const route = `${ROUTE}/xlsx?account_id=${ACCOUNT}`;
      // The first one loads what the others have.
      await readThrough(site, route, token);
      const held = () => growthOf(() => ordersOf(site, { account_id: ACCOUNT }));
      // What is given back in the meantime only takes from it.
      const rows = Math.max(await held(), await held());
      const once = () =>
        growthOf((look) =>
          readThrough(site, route, token, (piece) => {
            if (piece % 4 === 0) look();
          }),
        );
      // What else the process does in the meantime only adds to it.
      const file = Math.min(await once(), await once(), await once());
      assert.ok(file < rows / 2, `${file} bytes, where the rows alone take ${rows}`);
    },
  },
  {
    id: 'A8',
    title: 'freezes the header and shows money as currency',
    check: async (site) => {
      const workbook = new ExcelJS.Workbook();
      const { body } = await ask(site, 'xlsx', { account_id: ACCOUNT, status: 'shipped' });
      await workbook.xlsx.load(body as unknown as ArrayBuffer);
      const [sheet] = workbook.worksheets;
      const [view] = sheet?.views ?? [];
      assert.deepEqual([view?.state, view?.state === 'frozen' && view.ySplit], ['frozen', 1]);
      const formats = COLUMNS.map((_name, at) => sheet?.getRow(2).getCell(at + 1).numFmt ?? '');
      COLUMNS.forEach((name, at) => {
        const isMoney = /\$|USD/.test(formats[at] ?? '');
        assert.equal(isMoney, MONEY.includes(name), `${name}: ${formats[at] ?? ''}`);
      });
    },
  },
  {
    id: 'A9',
    title: 'reads on from the last key, never by OFFSET',
    check: async (site) => {
      const statements = await statementsOn(site, 'orders', () =>
        withSetting(site, 'batchCells', 100, () => ask(site, 'csv', { account_id: ACCOUNT, columns: 'id,status' })),
      );
      assert.ok(statements.length > 2, `${statements.length} statements`);
      assert.deepEqual(
        statements.filter((sql) => /\boffset\b/i.test(sql)),
        [],
      );
      assert.ok(
        statements.some((sql) => /"id" > /.test(sql)),
        statements.at(-1),
      );
    },
  },
  {
    id: 'B6',
    title: 'makes one query of the filters, loads only what is asked for, and counts with the same filters',
    check: async (site) => {
      const query = { countries: 'FR,DE', rating_from: '1', columns: 'ittid,name' };
      const statements = await statementsOn(site, 'hotels', () => jsonOf(site, 'hotels', query));
      // A packed page tells how many rows are in it.
      const counts = statements.filter(
        (sql) => /\bcount\(/i.test(sql) && !/^with "a page of strapi-plugin-export"/.test(sql),
      );
      const reads = statements.filter((sql) => !counts.includes(sql));
      assert.equal(counts.length, 1, counts.join('\n'));
      assert.ok(reads.length > 0);
      for (const sql of [...counts, ...reads]) {
        assert.match(sql, /country_code/);
        assert.match(sql, /rating/);
        assert.doesNotMatch(sql, /description|address|postal_code|website/);
      }
    },
  },
  {
    id: 'B6',
    title: 'has an index on every column that is filtered by',
    check: async (site) => {
      for (const [table, columns] of Object.entries(FILTERED)) {
        const indexed = await indexedColumns(site, table);
        assert.deepEqual(
          columns.filter((column) => !indexed.includes(column)),
          [],
          table,
        );
      }
    },
  },
  {
    id: 'B11',
    title: 'streams direct answers in bounded batches, with the right headers',
    check: async (site) => {
      let headers: Awaited<ReturnType<typeof askFor>>['headers'] = {};
      const statements = await statementsOn(site, 'hotels', () =>
        withSetting(site, 'batchCells', 100, async () => {
          ({ headers } = await askFor(site, 'hotels', 'ndjson', { columns: 'ittid,name,city,country_code' }));
        }),
      );
      assert.ok(statements.length > 3, `${statements.length} statements`);
      assert.match(headers['content-type'] ?? '', /^application\/x-ndjson/);
      assert.match(headers['content-disposition'] ?? '', /^attachment; filename="hotels_[\d-]+\.ndjson"$/);
      assert.deepEqual([headers['transfer-encoding'], headers['content-length']], ['chunked', undefined]);
      assert.deepEqual([headers['cache-control'], headers['x-content-type-options']], ['private, no-store', 'nosniff']);
    },
  },
  {
    id: 'B24',
    title: 'exports 1,000 rows within 5 s and 10,000 within 30 s, in less than 500 MB',
    check: async (site) => {
      const token = await site.endUserToken(MANAGER);
      const all = (await ordersOf(site, { account_id: ACCOUNT })).length;
      assert.ok(all >= 10_000, String(all));
      for (const format of ['csv', 'json', 'xlsx']) {
        const idle = process.memoryUsage().rss;
        let peak = idle;
        const timer = setInterval(() => {
          peak = Math.max(peak, process.memoryUsage().rss);
        }, 20);
        const began = performance.now();
        await readThrough(site, `${ROUTE}/${format}?account_id=${ACCOUNT}`, token).finally(() => clearInterval(timer));
        const seconds = (performance.now() - began) / 1_000;
        assert.ok(seconds < 30, `${all} rows of ${format} took ${seconds} s`);
        assert.ok(peak - idle < 500e6, `${format} took ${peak - idle} bytes`);
      }
      const began = performance.now();
      await readThrough(site, `${ROUTE}/xlsx?account_id=${ACCOUNT}&status=shipped`, token);
      assert.ok(performance.now() - began < 5_000);
    },
  },
];
