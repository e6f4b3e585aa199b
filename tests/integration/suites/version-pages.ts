import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Document, findDocuments, HOTEL } from '../../support/content';
import { runExport, withSetting } from '../../support/run-export';
import type { Site } from '../../support/site';
import { hotelsOf } from '../../support/version-cases';

type Sort = readonly { readonly path: string; readonly direction: 'asc' | 'desc' }[];

const LOCALES = ['en', 'fr'] as const;
const OWN = ['documentId', 'locale', '__publication', 'name', 'stars'];
/** Rows that others hang on are read in another way than rows of one table. */
const COLUMNS = { 'with relations': [...OWN, 'country.code', 'mappings.provider_id'], 'by themselves': OWN };

const SORTS: readonly Sort[] = [
  [],
  [{ path: 'name', direction: 'desc' }],
  [{ path: 'stars', direction: 'asc' }],
  [{ path: '__status', direction: 'asc' }],
  [
    { path: 'locale', direction: 'desc' },
    { path: '__publication', direction: 'asc' },
  ],
];

/** What tells one row from all others. */
const keyOf = ({ documentId, locale, __publication: version }: Document): string =>
  [documentId, locale, version].map(String).join(' ');

const everyRow = async (site: Site): Promise<Map<string, Document>> => {
  const rows = new Map<string, Document>();
  for (const status of ['draft', 'published']) {
    for (const locale of LOCALES) {
      const populate = ['country', 'mappings'];
      for (const document of await findDocuments(site, HOTEL, { status, locale, populate })) {
        rows.set(keyOf({ ...document, __publication: status }), document);
      }
    }
  }
  return rows;
};

interface Reading {
  readonly columns: readonly string[];
  readonly cells: number;
  readonly sort: Sort;
  meanwhile?(): Promise<void>;
}

const read = async (site: Site, { columns, cells, sort, meanwhile }: Reading): Promise<Document[]> => {
  const request = { exporter: HOTEL, format: 'ndjson', columns, publication: 'both', locale: '*', sort };
  const file = await withSetting(site, 'batchCells', cells, () =>
    runExport(site, request, meanwhile ?? (() => Promise.resolve())),
  );
  return file
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Document);
};

const name = (sort: Sort): string => sort.map(({ path, direction }) => `${path}:${direction}`).join(',');

const WAYS = SORTS.flatMap((sort) =>
  Object.entries(COLUMNS).map(([how, columns]) => ({ sort, columns, title: `${how}, sorted by "${name(sort)}"` })),
);

const SCALARS = ['name', 'stars'];

const assertSame = (row: Document, document: Document): void => {
  for (const scalar of SCALARS) assert.equal(row[scalar], document[scalar]);
  if (!('mappings' in row)) return;
  const { country, mappings } = document as { country: Document | null; mappings: Document[] };
  assert.deepEqual(row.country, country === null ? null : { code: country.code });
  assert.deepEqual(
    row.mappings,
    mappings.map(({ provider_id: id }) => ({ provider_id: id })),
  );
};

/** Rows of both publications in all locales; a document has up to four, and pages end anywhere among them. */
export const versionPagesSuite = (site: () => Site): void => {
  describe('rows of several versions and locales', () => {
    for (const { sort, columns, title } of WAYS) {
      for (const cells of [1, 30, 100, 1_000_000]) {
        it(`come once each with ${cells} cells a batch, ${title}`, async () => {
          const expected = await everyRow(site());
          const rows = await read(site(), { columns, cells, sort });
          assert.deepEqual(rows.map(keyOf).sort(), [...expected.keys()].sort());
          for (const row of rows) assertSame(row, expected.get(keyOf(row)) ?? {});
        });
      }

      it(`come once each, and none that stayed is missing, while editors publish, ${title}`, async () => {
        const before = await everyRow(site());
        const ids = [...new Set([...before.values()].map(({ documentId }) => String(documentId)))].sort();
        const part = (from: number): string[] => ids.filter((_id, at) => at % 40 === from);
        const hotels = hotelsOf(site());
        const locale = 'en';
        const change = async (): Promise<void> => {
          for (const documentId of part(1)) await hotels.publish({ documentId, locale: '*' });
          for (const documentId of part(2)) await hotels.unpublish({ documentId, locale });
          for (const documentId of part(3)) await hotels.update({ documentId, locale, data: { stars: 5 } });
          for (const documentId of part(4)) await hotels.discardDraft({ documentId, locale });
          for (const documentId of part(5))
            await hotels.update({ documentId, locale: 'fr', data: { name: 'Nouveau' } });
          for (const documentId of part(6))
            await hotels.update({ documentId, locale, data: { name: 'AAA' }, status: 'published' });
        };
        const rows = await read(site(), { columns, cells: 100, sort, meanwhile: change });
        const seen = rows.map(keyOf);
        assert.equal(new Set(seen).size, seen.length, 'twice');
        const after = await everyRow(site());
        const missing = [...before.keys()].filter((key) => after.has(key) && !seen.includes(key));
        assert.deepEqual(missing, []);
        assert.deepEqual(
          seen.filter((key) => !before.has(key) && !after.has(key)),
          [],
        );
        if (site().database === 'sqlite') return;
        // With a snapshot the file is the state of one moment.
        assert.deepEqual([...seen].sort(), [...before.keys()].sort());
        for (const row of rows) assertSame(row, before.get(keyOf(row)) ?? {});
      });
    }

    it('come once each where a number in the midst of them has more digits than others', async () => {
      const { connection, metadata } = site().strapi.db;
      const table = metadata.get(HOTEL).tableName;
      const ids = (await connection(table).orderBy('document_id').orderBy('id').pluck('id')) as number[];
      const id = ids[Math.floor(ids.length / 2)];
      const kept = (await connection(table).where({ id }).pluck('latitude')) as unknown[];
      await connection(table)
        .where({ id })
        .update({ latitude: 1 / 3 });
      try {
        const expected = await everyRow(site());
        const rows = await read(site(), { columns: [...OWN, 'latitude'], cells: 100, sort: [] });
        assert.deepEqual(rows.map(keyOf).sort(), [...expected.keys()].sort());
        for (const row of rows) assert.equal(row.latitude, expected.get(keyOf(row))?.latitude);
        assert.ok(rows.some(({ latitude }) => latitude === 1 / 3));
      } finally {
        await connection(table).where({ id }).update({ latitude: kept[0] });
      }
    });
  });
};
