import assert from 'node:assert/strict';
import type { JobList } from '../../../shared/contracts/jobs';
import { errorOf, get, type Query } from '../../support/http';
import { call, dataOf } from '../../support/jobs';
import { readSheets } from '../../support/read-file';
import type { Entry } from '../entry';
import {
  ACCOUNT,
  ask,
  COLUMNS,
  csvOf,
  finishedJob,
  inUnits,
  jsonOf,
  MONEY,
  ordersOf,
  refused,
  REMARKS,
  ROUTE,
  rowsOfJson,
  submit,
  USER,
  withComputed,
} from '../support/records';

/** One entry for each thing that part A of the requirements asks for. */
export const recordEntries: readonly Entry[] = [
  {
    id: 'A1',
    title: 'streams CSV, JSON and Excel by GET',
    check: async (site) => {
      for (const [format, type] of [
        ['csv', 'text/csv'],
        ['json', 'application/json'],
        ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
        ['excel', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      ] as const) {
        const { status, headers } = await ask(site, format, { account_id: ACCOUNT });
        assert.deepEqual([status, headers['content-type']?.split(';')[0]], [200, type]);
        // Nobody knows the length of what leaves while it is read.
        assert.deepEqual([headers['content-length'], headers['transfer-encoding']], [undefined, 'chunked']);
      }
    },
  },
  {
    id: 'A2',
    title: 'takes account_id, columns, status, date_from and date_to as query parameters',
    check: async (site) => {
      const shipped = await ordersOf(site, { account_id: ACCOUNT, status: 'shipped' });
      const [first] = shipped;
      const day = new Date(String(first?.sale_date)).toISOString().slice(0, 10);
      const onDay = shipped.filter(({ sale_date: date }) => new Date(String(date)).toISOString().startsWith(day));
      const query = { status: 'shipped', date_from: day, date_to: day, columns: 'id,status' };
      const rows = await rowsOfJson(site, query);
      assert.deepEqual(
        rows,
        onDay.map(({ id }) => ({ id, status: 'shipped' })),
      );
      assert.ok(onDay.length > 0);
      const all = await rowsOfJson(site, { columns: 'id' });
      const own = await ordersOf(site, { account_id: ACCOUNT });
      assert.deepEqual(
        all,
        own.map(({ id }) => ({ id })),
      );
    },
  },
  {
    id: 'A2',
    title: 'refuses wrong parameters, naming field and rule',
    check: async (site) => {
      const cases: readonly (readonly [Query, string, string])[] = [
        [{}, 'account_id', 'invalid_type'],
        [{ account_id: ACCOUNT, status: 'lost' }, 'status', 'invalid_value'],
        [{ account_id: ACCOUNT, date_from: 'yesterday' }, 'date_from', 'invalid_format'],
        [{ account_id: ACCOUNT, date_from: '2026-02-02', date_to: '2026-02-01' }, 'date_from', 'from_after_to'],
        [{ account_id: ACCOUNT, colour: 'red' }, 'colour', 'unknown_key'],
        [{ account_id: ACCOUNT, 'filters[qty]': '1' }, 'filters', 'unknown_key'],
      ];
      for (const [query, field, rule] of cases) {
        const answer = await refused(site, query);
        assert.deepEqual(
          [answer.status, answer.code, answer.field, answer.rule],
          [400, 'EXPORT_INVALID_REQUEST', field, rule],
        );
      }
      const { status, code, field } = await refused(site, { account_id: ACCOUNT, columns: 'id,colour' });
      assert.deepEqual([status, code, field], [400, 'EXPORT_UNKNOWN_COLUMN', 'columns.1']);
    },
  },
  {
    id: 'A3',
    title: 'names the file records_{account_id}_{date}, the day in the time zone of the request',
    check: async (site) => {
      for (const timeZone of ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
        const { headers } = await ask(site, 'csv', { account_id: ACCOUNT, timeZone });
        const date = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date());
        assert.equal(headers['content-disposition'], `attachment; filename="records_${ACCOUNT}_${date}.csv"`);
      }
      const { headers } = await ask(site, 'json', { account_id: '../../etc/"x' });
      assert.match(
        headers['content-disposition'] ?? '',
        /filename="records__\._\._etc_x_|filename="records_\.\._\.\._etc_x_/,
      );
    },
  },
  {
    id: 'A4',
    title: 'needs the right to read orders, and the export right',
    check: async (site) => {
      const { status } = await get(site, `${ROUTE}/csv`, null, { query: { account_id: ACCOUNT } });
      assert.equal(status, 403);
      const permissions = site.strapi.db.query('plugin::users-permissions.permission');
      for (const action of ['api::order.order.find', 'plugin::content-export.exports.find']) {
        const where = { action, role: { type: 'authenticated' } };
        const held = (await permissions.findOne({ where, populate: ['role'] })) as { id: number; role: { id: number } };
        await permissions.delete({ where: { id: held.id } });
        try {
          const answer = await ask(site, 'csv', { account_id: ACCOUNT }, USER);
          assert.equal(answer.status, 403, action);
        } finally {
          await permissions.create({ data: { action, role: held.role.id } });
        }
      }
      assert.equal((await ask(site, 'csv', { account_id: ACCOUNT }, USER)).status, 200);
    },
  },
  {
    id: 'A5',
    title: 'computes earnings, cost of goods and profit, empty where a part is missing',
    check: async (site) => {
      const names = ['id', 'earnings_net_cents', 'cogs_total_cents', 'profit_cents'];
      const expected = (await ordersOf(site, { account_id: ACCOUNT }))
        .map(withComputed)
        .map((order) => Object.fromEntries(names.map((name) => [name, order[name]])));
      assert.deepEqual(await rowsOfJson(site, { columns: names.join(',') }), expected);
      for (const name of names.slice(1))
        assert.ok(
          expected.some((order) => order[name] === null),
          name,
        );
    },
  },
  {
    id: 'A6',
    title: 'shows cents in units in CSV, as currency in Excel, as integers in JSON',
    check: async (site) => {
      const orders = (await ordersOf(site, { account_id: ACCOUNT, status: 'returned' })).map(withComputed);
      const query = { account_id: ACCOUNT, status: 'returned', columns: MONEY.join(',') };
      const [, ...lines] = csvOf(await ask(site, 'csv', query));
      assert.deepEqual(
        lines,
        orders.map((order) => MONEY.map((name) => inUnits(order[name]))),
      );
      const [sheet] = await readSheets((await ask(site, 'xlsx', query)).body);
      const cells = sheet?.rows.slice(1);
      assert.deepEqual(
        cells,
        orders.map((order) => MONEY.map((name) => (order[name] === null ? null : Number(order[name]) / 100))),
      );
      const rows = await rowsOfJson(site, query);
      assert.deepEqual(
        rows,
        orders.map((order) => Object.fromEntries(MONEY.map((name) => [name, order[name]]))),
      );
    },
  },
  {
    id: 'A7',
    title: 'gives {"records":[…]}, valid without rows, with the chosen columns alone',
    check: async (site) => {
      const none = await ask(site, 'json', { account_id: 'nobody' });
      assert.equal(none.body.toString(), '{"records":[]}');
      const some = await ask(site, 'json', { account_id: ACCOUNT, columns: 'qty,id' });
      const parsed = jsonOf<{ records: object[] }>(some);
      assert.deepEqual(Object.keys(parsed), ['records']);
      assert.ok(parsed.records.length > 0);
      for (const record of parsed.records) assert.deepEqual(Object.keys(record), ['qty', 'id']);
    },
  },
  {
    id: 'A10',
    title: 'refuses a background job below 10,000 rows, naming the streaming endpoint',
    check: async (site) => {
      const answer = await submit(site, { format: 'csv', filters: { account_id: ACCOUNT, status: 'shipped' } });
      const error = errorOf(answer);
      assert.deepEqual([answer.status, error.code], [400, 'EXPORT_TOO_FEW_ROWS']);
      assert.match(error.message, /records\/csv/);
    },
  },
  {
    id: 'A10',
    title: 'makes a job from 10,000 rows on, and no maximum',
    check: async (site) => {
      const { job } = await finishedJob(site);
      assert.deepEqual([job.status, job.exporter, job.rowsDone], ['completed', 'records', 12_000]);
    },
  },
  {
    id: 'A11',
    title: 'tells rows of rows, then a download address, and gives links that need no header',
    check: async (site) => {
      const { job, token } = await finishedJob(site);
      assert.deepEqual([job.rowsDone, job.rowsTotal], [12_000, 12_000]);
      const file = await get(site, job.downloadUrl ?? '', token);
      assert.equal(file.status, 200);
      assert.equal((await get(site, job.downloadUrl ?? '', null)).status, 403);
      const ticket = await call(site, 'POST', `/api/export/jobs/${job.id}/tickets`, token);
      const { url } = dataOf<{ url: string }>(ticket);
      const linked = await get(site, url, null);
      assert.deepEqual([linked.status, linked.body.equals(file.body)], [200, true]);
    },
  },
  {
    id: 'A12',
    title: "lists the caller's own jobs, newest first, in pages",
    check: async (site) => {
      const { job, token } = await finishedJob(site);
      const answer = await get(site, '/api/export/jobs', token, { query: { pageSize: '1' } });
      const { data, meta } = jsonOf<JobList>(answer);
      assert.deepEqual([data.map(({ id }) => id), meta.pagination.pageSize], [[job.id], 1]);
      const others = await get(site, '/api/export/jobs', await site.endUserToken(USER));
      assert.deepEqual(jsonOf<JobList>(others).data, []);
    },
  },
  {
    id: 'A13',
    title: 'carries id, status, row count, file address, error, and when it was made and completed',
    check: async (site) => {
      const { job } = await finishedJob(site);
      assert.match(job.id, /^[a-z0-9]{20,}$/);
      assert.deepEqual([job.status, job.rowsDone, job.error], ['completed', 12_000, null]);
      assert.equal(job.downloadUrl, `/api/export/jobs/${job.id}/download`);
      assert.ok(Date.parse(job.createdAt) <= Date.parse(job.completedAt ?? ''));
    },
  },
  {
    id: 'A16',
    title: 'has the columns of the old endpoint, in their order',
    check: async (site) => {
      const [header] = csvOf(await ask(site, 'csv', { account_id: ACCOUNT }));
      assert.deepEqual(header, COLUMNS);
    },
  },
  {
    id: 'A16',
    title: 'shows the remarks only to whom visibleTo admits: as columns, in filters and in sorts',
    check: async (site) => {
      const answer = await ask(site, 'csv', { account_id: ACCOUNT }, USER);
      const [header] = csvOf(answer);
      assert.deepEqual(
        header,
        COLUMNS.filter((column) => !REMARKS.includes(column)),
      );
      assert.equal(answer.headers['x-export-left-out'], REMARKS.join(','));
      for (const query of [{ columns: 'id,order_remark' }, { sort: 'service_remark' }]) {
        const { status, code } = await refused(site, { account_id: ACCOUNT, ...query }, USER);
        assert.deepEqual([status, code], [403, 'EXPORT_FIELD_FORBIDDEN']);
      }
      assert.ok((await rowsOfJson(site, { columns: 'order_remark' })).some((row) => row.order_remark !== null));
    },
  },
];
