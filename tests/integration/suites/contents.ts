import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FORMATS } from '../../../shared/formats';
import {
  cellText,
  columnTypes,
  type Document,
  expectedTexts,
  findDocuments,
  HOTEL,
  MAPPING,
  ORDER,
  scalarNames,
  SINK,
} from '../../support/content';
import { exportTable, type Query } from '../../support/http';
import { setLabel, viewOf } from '../../support/content-manager';
import type { Site } from '../../support/site';

const byFirst = (left: readonly string[], right: readonly string[]): number =>
  (left[0] ?? '') < (right[0] ?? '') ? -1 : 1;

const COUNTRY = 'api::country.country';
const PUBLISHED: Query = { publication: 'published' };
const FIRST_ORDERS = { id: { $lte: 1_000 } };
const UNGUARDED: Query = { formulaGuard: 'false' };

/** Every format of one type, cell by cell against the Document Service. */
const compareAllFormats = (site: () => Site, uid: string, query: Query, params: object): void => {
  for (const format of FORMATS) {
    it(`gives every cell of ${uid} as it is in the database, in ${format}`, async () => {
      const columns = ['documentId', ...scalarNames(site(), uid)];
      const documents = await findDocuments(site(), uid, params);
      assert.ok(documents.length > 0);
      const full = { ...query, headers: 'paths', ...(format === 'csv' && UNGUARDED) };
      const table = await exportTable(site(), uid, format, full);
      assert.deepEqual(table.header, columns);
      const types = columnTypes(site(), uid, columns);
      const actual = table.rows.map((row) => row.map((cell, at) => cellText(format, types[at] ?? '', cell)));
      // Excel cuts what it cannot hold; that is counted and tested elsewhere.
      const limit = format === 'xlsx' ? 32_767 : Infinity;
      const cut = (text: string): string => (text.length > limit ? text.slice(0, limit) : text);
      const expected = expectedTexts(site(), uid, documents, columns).map((row) => row.map(cut));
      assert.deepEqual(actual.sort(byFirst), expected.sort(byFirst));
    });
  }
};

/** Big integers as the database has them: on SQLite, Strapi itself reads them through a double. */
const exactBigIntegers = async (site: Site): Promise<Map<string, string>> => {
  const { tableName } = site.strapi.db.metadata.get(SINK);
  const text = site.database === 'mysql' ? 'char' : 'text';
  const rows = (await site.strapi.db
    .getConnection(tableName)
    .select('document_id', site.strapi.db.connection.raw(`cast(a_biginteger as ${text}) as big`))
    .whereNotNull('published_at')) as { document_id: string; big: string }[];
  return new Map(rows.map((row) => [row.document_id, row.big]));
};

const relatedTexts = (document: Document, hop: string, leaf: string): string => {
  const nested = document[hop] as Document | Document[] | null | undefined;
  const items = Array.isArray(nested) ? nested : [nested];
  const texts = items.map((item) => item?.[leaf] as string | null | undefined);
  return texts.filter((text) => text !== null && text !== undefined).join('; ');
};

export const contentsSuite = (site: () => Site): void => {
  describe('an exported file', () => {
    compareAllFormats(site, HOTEL, PUBLISHED, { status: 'published', locale: 'en' });
    compareAllFormats(site, ORDER, { filters: JSON.stringify(FIRST_ORDERS) }, { filters: FIRST_ORDERS });
    compareAllFormats(site, MAPPING, {}, {});

    it('has the content manager’s labels for headers, in the order of its view', async () => {
      for (const uid of [HOTEL, SINK, ORDER]) {
        const { layouts } = await viewOf(site(), uid);
        const names = [...layouts.list, ...layouts.edit.flat().map(({ name }) => name)];
        const columns = ['documentId', ...scalarNames(site(), uid)];
        const ordered = [...new Set(['documentId', ...names, ...columns])].filter((name) => columns.includes(name));
        for (const format of ['csv', 'xlsx', 'json'] as const) {
          const few = { filters: JSON.stringify(FIRST_ORDERS) };
          const { header } = await exportTable(site(), uid, format, uid === ORDER ? few : PUBLISHED);
          assert.deepEqual(header, ordered);
        }
      }
    });

    it('calls columns by the labels that editors have given, and JSON by their paths', async () => {
      await setLabel(site(), HOTEL, 'stars', 'Stars, "all"');
      await setLabel(site(), COUNTRY, 'name', 'Country’s name');
      try {
        const columns = 'stars,country.name,contacts.email,contacts:count,__status';
        const labels = ['Stars, "all"', 'country / Country’s name', 'contacts / email', 'contacts (count)', 'status'];
        assert.deepEqual((await exportTable(site(), HOTEL, 'csv', { columns })).header, labels);
        assert.deepEqual((await exportTable(site(), HOTEL, 'xlsx', { columns })).header, labels);
        assert.deepEqual(
          (await exportTable(site(), HOTEL, 'csv', { columns, headers: 'paths' })).header,
          columns.split(','),
        );
        const keys = ['stars', 'country', 'contacts', 'contacts:count', '__status'];
        assert.deepEqual((await exportTable(site(), HOTEL, 'json', { columns })).header, keys);
      } finally {
        await setLabel(site(), HOTEL, 'stars', 'stars');
        await setLabel(site(), COUNTRY, 'name', 'name');
      }
    });

    it('holds drafts, or another locale, when asked for them', async () => {
      for (const [status, locale] of [
        ['draft', 'en'],
        ['published', 'fr'],
        ['draft', 'fr'],
      ] as const) {
        const documents = await findDocuments(site(), HOTEL, { status, locale });
        const table = await exportTable(site(), HOTEL, 'ndjson', { status, locale, columns: 'documentId,name,locale' });
        const expected = documents.map(({ documentId, name, locale: of }) => [documentId, name, of]);
        const sort = (rows: unknown[][]): unknown[][] => rows.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
        assert.deepEqual(sort(table.rows.map((row) => [...row])), sort(expected));
      }
    });

    it('shows big integers with all their digits', async () => {
      const exact = await exactBigIntegers(site());
      for (const format of ['csv', 'json', 'xlsx'] as const) {
        const table = await exportTable(site(), SINK, format, { ...PUBLISHED, columns: 'documentId,a_biginteger' });
        assert.equal(table.rows.length, exact.size);
        for (const [id, big] of table.rows) assert.equal(big ?? '', exact.get(id as string) ?? '');
      }
      assert.ok([...exact.values()].includes('9007199254740993'));
    });

    it('shows every type of attribute as the Document Service does', async () => {
      const columns = ['documentId', ...scalarNames(site(), SINK)].filter((name) => name !== 'a_biginteger');
      const documents = await findDocuments(site(), SINK, { status: 'published' });
      for (const format of FORMATS) {
        const query = { ...PUBLISHED, columns: columns.join(',') };
        const table = await exportTable(site(), SINK, format, format === 'csv' ? { ...query, ...UNGUARDED } : query);
        const types = columnTypes(site(), SINK, columns);
        const actual = table.rows.map((row) => row.map((cell, at) => cellText(format, types[at] ?? '', cell)));
        assert.deepEqual(actual.sort(byFirst), expectedTexts(site(), SINK, documents, columns).sort(byFirst), format);
      }
    });

    it('follows relations to one and to many, in their order', async () => {
      const populate = ['country', 'supplier', 'contacts', 'mappings', 'locations'];
      const documents = await findDocuments(site(), HOTEL, { status: 'published', locale: 'en', populate });
      const columns = [
        'documentId',
        'country.name',
        'supplier.code',
        'contacts.email',
        'mappings.giata_code',
        'locations.city',
      ];
      const table = await exportTable(site(), HOTEL, 'csv', { ...PUBLISHED, ...UNGUARDED, columns: columns.join(',') });
      const expected = documents.map((document) =>
        columns.map((path) => {
          const [hop = '', leaf] = path.split('.');
          return leaf === undefined ? (document[hop] as string) : relatedTexts(document, hop, leaf);
        }),
      );
      assert.deepEqual(table.rows.map((row) => row.map(String)).sort(byFirst), expected.sort(byFirst));
    });

    it('is filtered by the rows of a relation that it shows, not by their drafts', async () => {
      const documents = site().strapi.documents(HOTEL as never);
      const [hotel] = await findDocuments(site(), HOTEL, {
        status: 'published',
        locale: 'en',
        filters: { ittid: 'ITT0000009' },
      });
      const documentId = hotel?.documentId as string;
      await documents.update({ documentId, locale: 'en', data: { name: 'Secret draft' } } as never);
      const filters = JSON.stringify({ hotel: { name: { $eq: 'Secret draft' } } });
      const columns = 'ittid,hotel.name';
      const shown = await exportTable(site(), MAPPING, 'ndjson', { columns, filters, publication: 'published' });
      assert.deepEqual(shown.rows, []);
      await documents.discardDraft({ documentId, locale: 'en' } as never);
    });

    it('can be filtered through a relation to localised content', async () => {
      const filters = JSON.stringify({ hotel: { ittid: { $eq: 'ITT0000001' } } });
      const { rows } = await exportTable(site(), MAPPING, 'ndjson', { columns: 'ittid', filters });
      assert.deepEqual(rows, [['ITT0000001'], ['ITT0000001']]);
    });

    it('keeps the nesting of relations in JSON', async () => {
      const [document] = await findDocuments(site(), HOTEL, {
        status: 'published',
        locale: 'en',
        populate: ['country', 'mappings'],
        filters: { ittid: 'ITT0000001' },
      });
      const query = {
        ...PUBLISHED,
        columns: 'ittid,country.code,country.name,mappings.provider_id,mappings.giata_code',
      };
      const filters = JSON.stringify({ ittid: { $eq: 'ITT0000001' } });
      const { header, rows } = await exportTable(site(), HOTEL, 'json', { ...query, filters });
      assert.deepEqual(header, ['ittid', 'country', 'mappings']);
      const pick = (value: unknown, names: readonly string[]): Document =>
        Object.fromEntries(names.map((name) => [name, (value as Document)[name]]));
      assert.deepEqual(rows, [
        [
          'ITT0000001',
          pick(document?.country, ['code', 'name']),
          (document?.mappings as Document[]).map((mapping) => pick(mapping, ['provider_id', 'giata_code'])),
        ],
      ]);
    });
  });
};
