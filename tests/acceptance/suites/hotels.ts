import assert from 'node:assert/strict';
import { FORMATS } from '../../../shared/formats';
import type { Query } from '../../support/http';
import type { Entry } from '../entry';
import {
  ask,
  csvOf,
  figureOf,
  hotelsOf,
  jsonOf,
  mappingsOf,
  NOBODY,
  OWN_SUPPLIERS,
  refusal,
  sheetsOf,
  sorted,
  USER,
} from '../support/hotels';

const EXPORTERS = ['hotels', 'mappings', 'supplier-summary'] as const;

const sum = (values: readonly unknown[]): number =>
  values.reduce<number>((total, value) => total + Number(value ?? 0), 0);

/** One entry for each thing that part B of the requirements asks of hotels, mappings and the supplier summary. */
export const hotelEntries: readonly Entry[] = [
  {
    id: 'B2',
    title: 'writes every format, excel meaning xlsx',
    check: async (site) => {
      for (const exporter of EXPORTERS) {
        for (const format of [...FORMATS, 'excel']) {
          const { status, headers } = await ask(site, exporter, format);
          const extension = format === 'excel' ? 'xlsx' : format;
          assert.equal(status, 200, `${exporter} ${format}`);
          assert.match(
            headers['content-disposition'] ?? '',
            new RegExp(`"${exporter}_\\d{4}-\\d\\d-\\d\\d\\.${extension}"`),
          );
        }
      }
    },
  },
  {
    id: 'B2',
    title: 'filters hotels by suppliers, countries, rating, change, ITTIDs and property types',
    check: async (site) => {
      const [first, second] = await hotelsOf(site);
      const ids = [first, second].map((hotel) => String(hotel?.ittid));
      const day = new Date(String(first?.updatedAt)).toISOString().slice(0, 10);
      const next = new Date(Date.parse(day) + 86_400_000);
      const cases: readonly (readonly [Query, object])[] = [
        [{ suppliers: 'ALPINA,CORAL' }, { supplier_code: { $in: ['ALPINA', 'CORAL'] } }],
        [{ countries: 'DE,FR' }, { country_code: { $in: ['DE', 'FR'] } }],
        [{ rating_from: '2', rating_to: '3.5' }, { rating: { $gte: 2, $lte: 3.5 } }],
        [{ updated_from: day, updated_to: day }, { updatedAt: { $gte: new Date(day), $lt: next } }],
        [{ ittids: ids.join(',') }, { ittid: { $in: ids } }],
        [{ property_types: 'villa' }, { property_type: 'villa' }],
        [
          { suppliers: 'ALPINA', property_types: 'hotel' },
          { supplier_code: 'ALPINA', property_type: 'hotel' },
        ],
      ];
      for (const [query, where] of cases) {
        const expected = await hotelsOf(site, where);
        assert.ok(expected.length > 0, JSON.stringify(query));
        assert.deepEqual(sorted((await jsonOf(site, 'hotels', query)).data, 'ittid'), sorted(expected, 'ittid'));
      }
    },
  },
  {
    id: 'B2',
    title: 'filters mappings by suppliers, ITTIDs and dates',
    check: async (site) => {
      const [first] = await mappingsOf(site);
      const day = new Date(String(first?.mapped_at)).toISOString().slice(0, 10);
      const next = new Date(Date.parse(day) + 86_400_000);
      const cases: readonly (readonly [Query, object])[] = [
        [{ suppliers: 'BALTIC' }, { supplier_code: 'BALTIC' }],
        [{ ittids: String(first?.ittid) }, { ittid: first?.ittid }],
        [{ date_from: day, date_to: day }, { mapped_at: { $gte: new Date(day), $lt: next } }],
      ];
      for (const [query, where] of cases) {
        const expected = await mappingsOf(site, where);
        assert.ok(expected.length > 0, JSON.stringify(query));
        const { data } = await jsonOf(site, 'mappings', query);
        assert.deepEqual(sorted(data, 'provider_id'), sorted(expected, 'provider_id'));
      }
    },
  },
  {
    id: 'B5',
    title: 'shows general users the suppliers of their active permissions, none that is deactivated',
    check: async (site) => {
      const within = { supplier_code: { $in: OWN_SUPPLIERS } };
      const { data: hotels } = await jsonOf(site, 'hotels', {}, USER);
      assert.deepEqual(sorted(hotels, 'ittid'), sorted(await hotelsOf(site, within), 'ittid'));
      const { data: mappings } = await jsonOf(site, 'mappings', {}, USER);
      assert.deepEqual(sorted(mappings, 'provider_id'), sorted(await mappingsOf(site, within), 'provider_id'));
      for (const code of ['CORAL', 'TEMP_DEACTIVATED_KITE', 'DUNE']) {
        assert.deepEqual((await jsonOf(site, 'hotels', { suppliers: code }, USER)).data, [], code);
      }
      // Mappings of other suppliers are hidden behind hotels of their own, too.
      const shown = hotels.flatMap(({ mappings: own }) => own as { supplier_code: string }[]);
      assert.ok(shown.length > 0 && shown.every(({ supplier_code: code }) => OWN_SUPPLIERS.includes(code)));
    },
  },
  {
    id: 'B5',
    title: 'refuses a user without suppliers, and whoever has no account',
    check: async (site) => {
      for (const exporter of ['hotels', 'mappings']) {
        const { status, code } = await refusal(site, exporter, {}, NOBODY);
        assert.deepEqual([status, code], [403, 'EXPORT_FORBIDDEN'], exporter);
      }
    },
  },
  {
    id: 'B7',
    title: 'flattens locations, contacts and mappings into the hotel’s row of the CSV',
    check: async (site) => {
      const expected = await hotelsOf(site, { supplier_code: 'ALPINA' });
      const rows = await csvOf(site, 'hotels', { suppliers: 'ALPINA', flavor: 'excel' });
      assert.equal(rows.length, expected.length);
      for (const row of rows) {
        const hotel = expected.find(({ ittid }) => ittid === row.ittid);
        const mappings = hotel?.mappings as { giata_code: string | null }[];
        const codes = mappings.map(({ giata_code: code }) => code).filter((code) => code !== null);
        assert.equal(row['mappings.giata_code'], codes.join('; '));
        const contacts = hotel?.contacts as { name: string }[];
        assert.deepEqual(
          [row['contacts.name 1'], row['contacts.name 2']],
          [contacts[0]?.name ?? '', contacts[1]?.name ?? ''],
        );
      }
    },
  },
  {
    id: 'B8',
    title: 'nests lists in JSON behind a header with time, user, filters and count',
    check: async (site) => {
      const { metadata, data } = await jsonOf(site, 'hotels', { suppliers: 'ALPINA', pretty: 'true' });
      const { exporter, requestedBy, filters, generatedAt, recordCount } = metadata;
      assert.deepEqual([exporter, requestedBy, filters], ['hotels', 'manager', { suppliers: 'ALPINA' }]);
      assert.match(String(generatedAt), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      assert.equal(recordCount ?? metadata.recordCountEstimated, data.length);
      const [hotel] = data;
      const [expected] = await hotelsOf(site, { ittid: hotel?.ittid });
      const locations = (expected?.locations as Record<string, unknown>[]).map(({ label, street }) => ({
        label,
        street,
      }));
      const shown = (hotel?.locations as Record<string, unknown>[]).map(({ label, street }) => ({ label, street }));
      assert.deepEqual(shown, locations);
    },
  },
  {
    id: 'B9',
    title: 'has the sheets Hotels, Locations, Contacts, Mappings and Summary, each row with its hotel’s key',
    check: async (site) => {
      const sheets = await sheetsOf(site, 'hotels', { suppliers: 'ALPINA' });
      assert.deepEqual([...sheets.keys()], ['Hotels', 'Locations', 'Contacts', 'Mappings', 'Summary']);
      const expected = await hotelsOf(site, { supplier_code: 'ALPINA' });
      for (const [sheet, list] of [
        ['Locations', 'locations'],
        ['Contacts', 'contacts'],
        ['Mappings', 'mappings'],
      ] as const) {
        const [header, ...rows] = sheets.get(sheet) ?? [];
        const keys = expected.flatMap((hotel) => (hotel[list] as object[]).map(() => hotel.ittid));
        assert.equal(header?.[0], 'ittid', sheet);
        assert.deepEqual(
          rows.map(([key]) => key),
          keys,
          sheet,
        );
      }
    },
  },
  {
    id: 'B9',
    title: 'shows key figures on the summary that equal those of SQL',
    check: async (site) => {
      const [row] = (await site.strapi.db
        .connection('hotels')
        .where({ locale: 'en' })
        .whereNotNull('published_at')
        .select(site.strapi.db.connection.raw('count(*) as hotels, sum(room_count) as rooms, avg(rating) as rating'))
        .countDistinct('supplier_code as suppliers')) as unknown as Record<string, string | number>[];
      const summary = (await sheetsOf(site, 'hotels')).get('Summary');
      assert.equal(figureOf(summary, 'Hotels'), Number(row?.hotels));
      assert.equal(figureOf(summary, 'Rooms'), Number(row?.rooms));
      assert.equal(figureOf(summary, 'Suppliers'), Number(row?.suppliers));
      assert.ok(Math.abs(Number(figureOf(summary, 'Average rating')) - Number(row?.rating)) < 1e-6);
      const expected = await hotelsOf(site);
      assert.equal(figureOf(summary, 'Mappings'), sum(expected.map(({ mappings }) => (mappings as object[]).length)));
      const germans = expected.filter(({ country_code: code }) => code === 'DE');
      const line = summary?.find(([country]) => country === 'DE');
      assert.deepEqual(line?.slice(1, 3), [germans.length, sum(germans.map(({ room_count: rooms }) => rooms))]);
    },
  },
  {
    id: 'B14',
    title: 'carries Giata codes and Vervotech ids, split over a sheet for each supplier in Excel',
    check: async (site) => {
      const expected = await mappingsOf(site);
      const sheets = await sheetsOf(site, 'mappings');
      const suppliers = [...new Set(expected.map(({ supplier_code: code }) => String(code)))];
      assert.deepEqual([...sheets.keys()], [...suppliers, 'Summary']);
      for (const supplier of suppliers) {
        const [header = [], ...rows] = sheets.get(supplier) ?? [];
        const own = expected.filter(({ supplier_code: code }) => code === supplier);
        const [giata, vervotech] = [header.indexOf('Giata code'), header.indexOf('Vervotech ID')];
        assert.deepEqual(
          rows.map((row) => [row[giata], row[vervotech]]),
          own.map(({ giata_code: code, vervotech_id: id }) => [code, id]),
          supplier,
        );
      }
    },
  },
  {
    id: 'B15',
    title: 'gives totals of each supplier, the breakdown by country on request',
    check: async (site) => {
      const { data } = await jsonOf(site, 'supplier-summary');
      const all = (await site.strapi.db
        .query('api::supplier-summary.supplier-summary')
        .findMany({ orderBy: { supplier_code: 'asc' } })) as Record<string, unknown>[];
      assert.deepEqual(sorted(data, 'supplier_code'), sorted(all, 'supplier_code'));
      assert.ok(data.every((row) => !('country_breakdown' in row)));
      const { data: detailed } = await jsonOf(site, 'supplier-summary', { country_breakdown: 'true' });
      const [first] = detailed;
      const stored = all.find(({ supplier_code: code }) => code === first?.supplier_code);
      assert.deepEqual(first?.country_breakdown, stored?.country_breakdown);
    },
  },
  {
    id: 'B15',
    title: 'has a dashboard in Excel with the figures of all suppliers, and of all countries on request',
    check: async (site) => {
      const all = (await site.strapi.db.query('api::supplier-summary.supplier-summary').findMany({})) as Record<
        string,
        unknown
      >[];
      const plain = (await sheetsOf(site, 'supplier-summary')).get('Dashboard');
      assert.equal(figureOf(plain, 'Hotels'), sum(all.map(({ hotels_total: total }) => total)));
      assert.equal(
        plain?.some(([cell]) => cell === 'Hotels by country'),
        false,
      );
      const detailed = (await sheetsOf(site, 'supplier-summary', { country_breakdown: 'true' })).get('Dashboard');
      const germany = sum(all.map(({ country_breakdown: of }) => (of as Record<string, number>).DE));
      assert.deepEqual(detailed?.find(([country]) => country === 'DE')?.[1], germany);
    },
  },
  {
    id: 'B18',
    title: 'refuses what is wrong, naming field and rule',
    check: async (site) => {
      const cases: readonly (readonly [string, Query, string, string])[] = [
        ['hotels', { rating_from: '6' }, 'rating_from', 'too_big'],
        ['hotels', { rating_to: '-1' }, 'rating_to', 'too_small'],
        ['hotels', { rating_from: '4', rating_to: '3' }, 'rating_from', 'from_after_to'],
        ['hotels', { updated_from: '2026-02-02', updated_to: '2026-02-01' }, 'updated_from', 'from_after_to'],
        ['hotels', { property_types: 'castle' }, 'property_types.0', 'invalid_value'],
        ['mappings', { date_from: '1.2.2026' }, 'date_from', 'invalid_format'],
        ['supplier-summary', { colour: 'red' }, 'colour', 'unknown_key'],
      ];
      for (const [exporter, query, field, rule] of cases) {
        const answer = await refusal(site, exporter, query);
        assert.deepEqual([answer.status, answer.field, answer.rule], [400, field, rule], JSON.stringify(query));
      }
      const unknown = await refusal(site, 'hotels', {}, undefined, 'pdf');
      assert.deepEqual([unknown.status, unknown.field, unknown.rule], [400, 'format', 'unknown_format']);
      const column = await refusal(site, 'hotels', { columns: 'ittid,colour' });
      assert.deepEqual([column.status, column.code], [400, 'EXPORT_UNKNOWN_COLUMN']);
    },
  },
];
