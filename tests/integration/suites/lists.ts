import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createOracle, takeApart } from '../../support/column-oracle';
import { columnPath } from '../../support/column-path';
import { cellText, type Document, HOTEL, SINK } from '../../support/content';
import { exportObjects, exportTable, type Query } from '../../support/http';
import { ITEM, type KitchenCases, writeKitchenCases } from '../../support/kitchen-cases';
import type { Site } from '../../support/site';

const KEY = 'documentId';
const PUBLISHED: Query = { publication: 'published', headers: 'paths' };
const LOCALE = 'en';

const byText = (left: readonly unknown[], right: readonly unknown[]): number =>
  JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;

const paramsOf = (uid: string): object => (uid === HOTEL ? { locale: LOCALE } : {});

/** Lists that are counted, or whose first item is shown. */
const SUMMARIES: readonly { readonly uid: string; readonly path: string; readonly first?: string }[] = [
  { uid: SINK, path: 'tagged_items', first: 'name' },
  { uid: SINK, path: 'owned_items', first: 'quantity' },
  { uid: SINK, path: 'seo.keywords', first: 'weight' },
  { uid: SINK, path: 'hours', first: 'opens_at' },
  { uid: SINK, path: 'hours.item', first: 'name' },
  { uid: SINK, path: 'gallery', first: 'name' },
  { uid: SINK, path: 'zone', first: '__component' },
  { uid: SINK, path: 'zone.blocks.gallery.keywords', first: 'word' },
  { uid: SINK, path: 'zone.blocks.gallery.images', first: 'size' },
  { uid: SINK, path: 'children', first: 'a_boolean' },
  { uid: SINK, path: 'children.tagged_items', first: 'createdAt' },
  { uid: SINK, path: 'neighbours', first: 'a_date' },
  { uid: SINK, path: 'neighbour_of', first: 'a_decimal' },
  { uid: SINK, path: 'related_things', first: '__type' },
  { uid: ITEM, path: 'tagged_sinks', first: 'a_uid' },
  { uid: ITEM, path: 'subject_of_many', first: 'an_integer' },
  { uid: HOTEL, path: 'contacts', first: 'email' },
  { uid: HOTEL, path: 'localizations', first: 'name' },
];

/** Lists whose items become rows: the columns that are shown of each, of which the first ones are asked for as rows. */
const ROWS: readonly {
  readonly uid: string;
  readonly list: string;
  readonly rows: string;
  readonly others: readonly string[];
}[] = [
  {
    uid: SINK,
    list: 'tagged_items',
    rows: 'tagged_items.name',
    others: ['tagged_items.quantity', 'a_string', 'cover.name'],
  },
  {
    uid: SINK,
    list: 'seo.keywords',
    rows: 'seo.keywords.word',
    others: ['seo.keywords.weight', 'seo.meta_title', 'gallery.name'],
  },
  { uid: SINK, list: 'hours', rows: 'hours.day', others: ['hours.item.name', 'hours.opens_at', 'tagged_items.name'] },
  { uid: SINK, list: 'gallery', rows: 'gallery.url', others: ['gallery.name', 'hours.day'] },
  {
    uid: SINK,
    list: 'zone',
    rows: 'zone.__component',
    others: ['zone.blocks.quote.text', 'zone.blocks.gallery.keywords.word'],
  },
  { uid: SINK, list: 'zone', rows: 'zone.blocks.quote.text', others: ['zone.blocks.quote.author', 'a_string'] },
  {
    uid: SINK,
    list: 'children.tagged_items',
    rows: 'children.tagged_items.name',
    others: ['children.a_string', 'children.hours.day'],
  },
  { uid: SINK, list: 'related_things', rows: 'related_things.__type', others: [`related_things.${ITEM}.name`] },
  {
    uid: ITEM,
    list: 'tagged_sinks',
    rows: 'tagged_sinks.a_string',
    others: ['tagged_sinks.seo.keywords.word', 'name'],
  },
  {
    uid: HOTEL,
    list: 'contacts',
    rows: 'contacts.email',
    others: ['contacts.name', 'country.name', 'mappings.provider_id'],
  },
];

const queryFor = (uid: string, columns: readonly string[]): Query => ({
  ...PUBLISHED,
  ...(uid === HOTEL && { locale: LOCALE }),
  columns: columns.join(','),
});

const idOf = ({ documentId }: Document): string => String(documentId);

/** Rows by their document, those of one document in their order: sorting is stable (ECMA-262). */
const byDocument = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] =>
  [...rows].sort((left, right) => {
    const [one, other] = [keyOf(left), keyOf(right)];
    return one === other ? 0 : one < other ? -1 : 1;
  });

const textRows = (
  format: 'csv' | 'xlsx',
  rows: readonly (readonly unknown[])[],
  types: readonly string[],
): string[][] => rows.map((row) => row.map((cell, at) => cellText(format, types[at] ?? '', cell)));

export const listsSuite = (site: () => Site): void => {
  describe('a column over a list', () => {
    let cases: KitchenCases;
    before(async () => {
      cases = await writeKitchenCases(site());
    });
    after(() => cases.remove());

    for (const { uid, path, first } of SUMMARIES) {
      const leaf = first === undefined ? path : `${path}.${first}`;
      it(`counts ${path} of ${uid}, and shows ${leaf} of the first`, async () => {
        const oracle = await createOracle(site(), {
          uid,
          columns: [KEY, path, leaf],
          version: 'published',
          params: paramsOf(uid),
        });
        const [, list, one] = oracle.paths as [unknown, ReturnType<typeof columnPath>, ReturnType<typeof columnPath>];
        const expected = oracle.documents.map((document) => {
          const [row] = oracle.rowsAt(document, one);
          const count = String(oracle.rowsAt(document, list).length);
          return [String(document.documentId), count, row === undefined ? '' : oracle.textOf(row, one)];
        });
        assert.ok(expected.some(([, count]) => Number(count) > 0));
        const columns = [KEY, `${path}:count`, `${leaf}:first`];
        const query = queryFor(uid, columns);
        for (const format of ['csv', 'xlsx'] as const) {
          const extra = format === 'csv' ? { formulaGuard: 'false' } : {};
          const { header, rows } = await exportTable(site(), uid, format, { ...query, ...extra });
          assert.deepEqual(header, columns);
          assert.deepEqual(textRows(format, rows, ['string', 'integer', one.type]).sort(byText), expected.sort(byText));
        }
        const objects = await exportObjects(site(), uid, 'json', query);
        assert.ok(objects.every((object) => typeof object[`${path}:count`] === 'number'));
        const cells = objects.map((object) => columns.map((column) => cellText('json', one.type, object[column])));
        assert.deepEqual(cells.sort(byText), expected.sort(byText));
      });
    }

    for (const { uid, list, rows, others } of ROWS) {
      it(`makes one row for each of ${list} of ${uid}, beside ${others.join(', ')}`, async () => {
        const columns = [KEY, rows, ...others];
        const oracle = await createOracle(site(), { uid, columns, version: 'published', params: paramsOf(uid) });
        const { steps } = columnPath(site(), uid, list);
        const apart = oracle.documents.flatMap((document) => takeApart(document, steps, oracle.paths));
        assert.ok(apart.length > oracle.documents.length);
        const query = queryFor(uid, [KEY, `${rows}:rows`, ...others]);
        const expected = byDocument(
          apart.map((row) => oracle.nested(row)),
          idOf,
        );
        for (const format of ['json', 'ndjson'] as const) {
          assert.deepEqual(byDocument(await exportObjects(site(), uid, format, query), idOf), expected, format);
        }
        const texts = byDocument(
          apart.map((row) => oracle.flat(row)),
          ([id]) => id ?? '',
        );
        for (const format of ['csv', 'xlsx'] as const) {
          const extra = format === 'csv' ? { formulaGuard: 'false' } : {};
          const table = await exportTable(site(), uid, format, { ...query, ...extra });
          assert.deepEqual(table.header, columns);
          const types = oracle.paths.map((path) => path.type);
          assert.deepEqual(
            byDocument(textRows(format, table.rows, types), ([id]) => id ?? ''),
            texts,
            format,
          );
        }
      });
    }
  });
};
