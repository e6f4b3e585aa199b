import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SINK } from '../../support/content';
import { type Documents, documentsOf } from '../../support/documents';
import { exportFile, exportTable, type Query } from '../../support/http';
import { readSheets } from '../../support/read-file';
import type { Site } from '../../support/site';

/** Moments around the changes of the clocks, with the wall clocks that the IANA time zone database gives. */
const ALL_MOMENTS: readonly { readonly utc: string; readonly berlin: string; readonly newYork: string }[] = [
  // Berlin, 29 March 2026: 02:00 becomes 03:00.
  {
    utc: '2026-03-29T00:59:59.999Z',
    berlin: '2026-03-29T01:59:59.999+01:00',
    newYork: '2026-03-28T20:59:59.999-04:00',
  },
  {
    utc: '2026-03-29T01:00:00.000Z',
    berlin: '2026-03-29T03:00:00.000+02:00',
    newYork: '2026-03-28T21:00:00.000-04:00',
  },
  // Berlin, 25 October 2026: 03:00 becomes 02:00, so one hour comes twice.
  {
    utc: '2026-10-25T00:30:00.000Z',
    berlin: '2026-10-25T02:30:00.000+02:00',
    newYork: '2026-10-24T20:30:00.000-04:00',
  },
  {
    utc: '2026-10-25T01:30:00.000Z',
    berlin: '2026-10-25T02:30:00.000+01:00',
    newYork: '2026-10-24T21:30:00.000-04:00',
  },
  // New York, 8 March 2026: 02:00 becomes 03:00.
  {
    utc: '2026-03-08T06:59:59.999Z',
    berlin: '2026-03-08T07:59:59.999+01:00',
    newYork: '2026-03-08T01:59:59.999-05:00',
  },
  {
    utc: '2026-03-08T07:00:00.000Z',
    berlin: '2026-03-08T08:00:00.000+01:00',
    newYork: '2026-03-08T03:00:00.000-04:00',
  },
  // New York, 1 November 2026: 02:00 becomes 01:00.
  {
    utc: '2026-11-01T05:30:00.000Z',
    berlin: '2026-11-01T06:30:00.000+01:00',
    newYork: '2026-11-01T01:30:00.000-04:00',
  },
  {
    utc: '2026-11-01T06:30:00.000Z',
    berlin: '2026-11-01T07:30:00.000+01:00',
    newYork: '2026-11-01T01:30:00.000-05:00',
  },
  // The year ends at another moment.
  {
    utc: '2026-12-31T23:30:00.000Z',
    berlin: '2027-01-01T00:30:00.000+01:00',
    newYork: '2026-12-31T18:30:00.000-05:00',
  },
];

/** Strapi stores the wall clock of its process, which tells two moments from each other only where that hour comes once. */
const isStored = (utc: string): boolean => {
  const at = new Date(utc);
  const wall = new Date(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes(), at.getSeconds());
  return wall.getTime() === Math.floor(at.getTime() / 1_000) * 1_000;
};

const MOMENTS = ALL_MOMENTS.filter(({ utc }) => isStored(utc));

const ZONES = { UTC: 'utc', 'Europe/Berlin': 'berlin', 'America/New_York': 'newYork' } as const;
type Zone = keyof typeof ZONES;

const idOf = (at: number): string => `moment${String(at).padStart(2, '0')}aaaaaaaaaaaaaaaa`;

const NUMBERS = { an_integer: -1_234_567, a_decimal: 1234.56, a_float: 0.125, a_biginteger: '123456', a_boolean: true };
const PLAIN = { a_date: '2026-03-29', a_time: '02:30:00.000' };

const sinksOf = (site: Site): Documents => documentsOf(site, SINK);

const QUERY: Query = {
  publication: 'draft',
  filters: JSON.stringify({ documentId: { $startsWith: 'moment' } }),
  sort: 'documentId:asc',
  headers: 'paths',
};

const wallClock = (iso: string): string => iso.replace(/(Z|[+-]\d\d:\d\d)$/, '');

/** `2026-03-29T01:59:59.999+01:00` in another order, by hand. */
const german = (iso: string): string => {
  const [date = '', time = ''] = wallClock(iso).split('T');
  return `${date.split('-').reverse().join('.')} ${time.slice(0, 5)}`;
};

/** Formats of single columns, and what they make of the same numbers. */
const FORMATS: readonly {
  readonly path: keyof typeof NUMBERS;
  readonly format: Query;
  readonly csv: string;
  readonly xlsx: unknown;
}[] = [
  { path: 'an_integer', format: { kind: 'number', decimals: '2' }, csv: '-1234567.00', xlsx: -1_234_567 },
  {
    path: 'an_integer',
    format: { kind: 'number', decimals: '0', grouping: 'true' },
    csv: '-1,234,567',
    xlsx: -1_234_567,
  },
  { path: 'a_decimal', format: { kind: 'number', decimals: '1' }, csv: '1234.6', xlsx: 1234.56 },
  { path: 'a_decimal', format: { kind: 'number', decimals: '3', grouping: '1' }, csv: '1,234.560', xlsx: 1234.56 },
  { path: 'a_float', format: { kind: 'number', decimals: '2', grouping: 'false' }, csv: '0.13', xlsx: 0.125 },
  { path: 'a_decimal', format: { kind: 'money', currency: 'EUR' }, csv: '1234.56', xlsx: 1234.56 },
  // More digits than the currency has are kept: they are somebody's money.
  { path: 'a_decimal', format: { kind: 'money', currency: 'JPY' }, csv: '1234.56', xlsx: 1234.56 },
  {
    path: 'an_integer',
    format: { kind: 'money', currency: 'USD', storedAs: 'cents' },
    csv: '-12345.67',
    xlsx: -12_345.67,
  },
  {
    path: 'a_biginteger',
    format: { kind: 'money', currency: 'USD', storedAs: 'cents' },
    csv: '1234.56',
    xlsx: 1234.56,
  },
  { path: 'a_boolean', format: { kind: 'boolean', true: 'ja', false: 'nein' }, csv: 'ja', xlsx: 'ja' },
];

const bracketed = (path: string, format: Query): Query => ({
  'columns[0][path]': path,
  ...Object.fromEntries(Object.entries(format).map(([key, value]) => [`columns[0][format][${key}]`, value])),
});

export const momentsSuite = (site: () => Site): void => {
  describe('a moment', () => {
    before(async () => {
      for (const [at, { utc }] of MOMENTS.entries()) {
        const data = { documentId: idOf(at), a_string: utc, a_datetime: utc, a_timestamp: utc, ...PLAIN, ...NUMBERS };
        await sinksOf(site()).create({ data });
      }
    });
    after(async () => {
      for (const at of MOMENTS.keys()) await sinksOf(site()).delete({ documentId: idOf(at) });
    });

    for (const timeZone of Object.keys(ZONES) as Zone[]) {
      const local = MOMENTS.map((moment) => moment[ZONES[timeZone]]);

      it(`is shown in ${timeZone}, and plain dates and times as they are`, async () => {
        const query = { ...QUERY, timeZone, columns: 'a_datetime,a_timestamp,a_date,a_time' };
        const { rows } = await exportTable(site(), SINK, 'csv', query);
        assert.deepEqual(
          rows,
          local.map((text) => [text, text, '2026-03-29', '02:30:00.000']),
        );
        const [sheet] = await readSheets(await exportFile(site(), SINK, 'xlsx', query));
        const cells = sheet?.rows.slice(1).map((row) => row.map((cell) => (cell as Date).toISOString()));
        assert.deepEqual(
          cells?.map(([moment, stamp, date, time]) => [moment, stamp, date?.slice(0, 10), time?.slice(11)]),
          local.map((text) => [`${wallClock(text)}Z`, `${wallClock(text)}Z`, '2026-03-29', '02:30:00.000Z']),
        );
      });

      it(`stays in UTC in JSON, whatever is said of ${timeZone}`, async () => {
        for (const format of ['json', 'ndjson'] as const) {
          const { rows } = await exportTable(site(), SINK, format, { ...QUERY, timeZone, columns: 'a_datetime' });
          assert.ok(rows.every(([cell], at) => Date.parse(String(cell)) === Date.parse(MOMENTS[at]?.utc ?? '')));
        }
      });

      it(`has the patterns of the request in ${timeZone}`, async () => {
        const patterns = { dateFormat: 'dd.MM.yyyy', timeFormat: 'HH:mm', datetimeFormat: 'dd.MM.yyyy HH:mm' };
        const query = { ...QUERY, timeZone, ...patterns, columns: 'a_datetime,a_timestamp,a_date,a_time' };
        const { rows } = await exportTable(site(), SINK, 'csv', query);
        assert.deepEqual(
          rows,
          local.map((text) => [german(text), german(text), '29.03.2026', '02:30']),
        );
        const [sheet] = await readSheets(await exportFile(site(), SINK, 'xlsx', query));
        const cells = sheet?.rows.slice(1).map(([moment]) => (moment as Date).toISOString());
        assert.deepEqual(
          cells,
          local.map((text) => `${wallClock(text)}Z`),
        );
      });
    }

    it('has the pattern of its column before that of the request', async () => {
      const columns = {
        ...bracketed('a_datetime', { kind: 'date', pattern: 'yyyy/MM/dd' }),
        'columns[1]': 'a_timestamp',
      };
      const query = { ...QUERY, ...columns, datetimeFormat: 'HH:mm', timeZone: 'Europe/Berlin' };
      const { rows } = await exportTable(site(), SINK, 'csv', query);
      const expected = MOMENTS.map(({ berlin }) => [berlin.slice(0, 10).replaceAll('-', '/'), berlin.slice(11, 16)]);
      assert.deepEqual(rows, expected);
    });

    it('is formatted behind relations and in components too', async () => {
      const query: Query = {
        publication: 'published',
        columns: 'hours.opens_at,one_way_item.createdAt,hours.item.createdAt',
        ...{ timeFormat: 'HH.mm', datetimeFormat: 'yyyy', filters: JSON.stringify({ a_uid: 'kitchen-sink-0' }) },
      };
      const { rows } = await exportTable(site(), SINK, 'csv', query);
      assert.deepEqual(rows, [['06.30; 07.30; 08.30', '2026', '2026; 2026; 2026']]);
    });
  });

  describe('a column’s format', () => {
    before(() => sinksOf(site()).create({ data: { documentId: idOf(99), a_string: 'numbers', ...NUMBERS } }));
    after(() => sinksOf(site()).delete({ documentId: idOf(99) }));

    for (const { path, format, csv, xlsx } of FORMATS) {
      it(`shows ${path} as ${csv} for ${JSON.stringify(format)}, and JSON keeps what is stored`, async () => {
        const filters = JSON.stringify({ a_string: 'numbers' });
        const query = { ...bracketed(path, format), publication: 'draft', filters };
        assert.deepEqual((await exportTable(site(), SINK, 'csv', { ...query, formulaGuard: 'false' })).rows, [[csv]]);
        assert.deepEqual((await exportTable(site(), SINK, 'xlsx', query)).rows, [[xlsx]]);
        assert.deepEqual((await exportTable(site(), SINK, 'json', query)).rows, [[NUMBERS[path]]]);
      });
    }

    for (const [path, format, rule] of [
      ['a_string', { kind: 'number', decimals: '2' }, 'format_type'],
      ['an_integer', { kind: 'date', pattern: 'yyyy' }, 'format_type'],
      ['a_date', { kind: 'boolean', true: 'a', false: 'b' }, 'format_type'],
      ['an_integer', { kind: 'number', decimals: '16' }, 'too_big'],
      ['an_integer', { kind: 'money', currency: 'euro' }, 'custom'],
      ['an_integer', { kind: 'roman' }, 'invalid'],
    ] as const) {
      it(`is refused as ${rule} for ${path} with ${JSON.stringify(format)}`, async () => {
        const failed = exportTable(site(), SINK, 'csv', bracketed(path, format));
        await assert.rejects(failed, (error: Error) => error.message.startsWith('400') && error.message.includes(rule));
      });
    }
  });
};
