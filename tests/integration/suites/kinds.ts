import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createOracle } from '../../support/column-oracle';
import { hasDrafts, type Version } from '../../support/column-path';
import { cellText, type Document, HOTEL, MAPPING, scalarNames, SINK } from '../../support/content';
import { exportObjects, exportTable, type Query } from '../../support/http';
import { ITEM, type KitchenCases, LONG, writeKitchenCases } from '../../support/kitchen-cases';
import type { Site } from '../../support/site';

/** A group of columns that is compared as one file. */
interface ColumnCase {
  readonly name: string;
  readonly uid: string;
  readonly columns: readonly string[];
  readonly query?: Query;
  readonly params?: object;
}

const HOMEPAGE = 'api::homepage.homepage';
const VERSIONS: readonly Version[] = ['draft', 'published'];

const within = (prefix: string, names: readonly string[]): string[] => names.map((name) => `${prefix}.${name}`);

const item = (path: string): string => `${path}.${ITEM}`;
const sink = (path: string): string => `${path}.${SINK}`;

const SINK_CASES: Readonly<Record<string, readonly string[]>> = {
  'a component': [
    ...within('seo', [
      'meta_title',
      'meta_description',
      'open_graph.og_title',
      'open_graph.og_type',
      'share_image.name',
    ]),
    'seo.id',
  ],
  'repeatable components': [
    ...within('hours', ['day', 'opens_at', 'closes_at', 'item.name', 'item.quantity', 'item.documentId']),
    ...within('seo.keywords', ['word', 'weight', 'id']),
  ],
  'a dynamic zone': [
    'zone.__component',
    ...within('zone.blocks.quote', ['text', 'author']),
    ...within('zone.blocks.gallery', [
      'caption',
      'columns',
      'images.name',
      'images.size',
      'keywords.word',
      'keywords.weight',
    ]),
  ],
  'one component of a dynamic zone': ['zone.blocks.gallery.caption', 'zone.blocks.gallery.id'],
  media: [
    ...within('cover', [
      'url',
      'name',
      'mime',
      'size',
      'width',
      'alternativeText',
      'ext',
      'hash',
      'documentId',
      'createdAt',
    ]),
    ...within('gallery', ['name', 'url', 'height']),
    'seo.share_image.url',
  ],
  'relations to items': [
    ...within('one_way_item', ['name', 'quantity', 'id', 'documentId', 'createdAt']),
    ...['one_way_items.name', 'one_way_items.quantity', 'main_item.name', 'owned_items.name', 'shelf_item.name'],
    ...['tagged_items.name', 'tagged_items.quantity', 'tagged_items.documentId'],
    'a_relation_whose_name_is_much_too_long_for_the_database_to_keep_it.name',
  ],
  'relations to itself': [
    ...['parent.a_string', 'children.a_string', 'twin.a_string', 'neighbours.a_string', 'neighbour_of.a_string'],
    ...['parent.id', 'children.documentId'],
  ],
  'polymorphic relations': [
    ...['subject.__type', `${item('subject')}.name`, `${item('subject')}.quantity`],
    ...['related_things.__type', `${item('related_things')}.name`, `${sink('related_things')}.a_uid`],
  ],
  'one kind of a polymorphic relation': [`${sink('related_things')}.a_string`, `${item('subject')}.id`],
  'chains of hops': [
    ...['parent.tagged_items.name', 'children.parent.owned_items.quantity', 'neighbours.neighbour_of.twin.a_string'],
    ...['twin.seo.keywords.word', 'children.zone.blocks.quote.text', 'children.zone.__component'],
    ...['hotel.country.name', 'hotel.localizations.name', 'hotel.localizations.locale', 'hotel.contacts.email'],
    ...[
      'tagged_items.tagged_sinks.hours.opens_at',
      'neighbours.gallery.name',
      'shelf_item.shelf_sinks.shelf_item.name',
    ],
    `${item('subject')}.tagged_sinks.a_string`,
    `${sink('related_things')}.parent.children.a_string`,
  ],
  'who made it': [
    ...['createdBy.displayName', 'createdBy.firstname', 'createdBy.lastname', 'createdBy.id', 'updatedBy.displayName'],
    ...['children.createdBy.displayName', 'tagged_items.updatedBy.firstname'],
  ],
};

const ITEM_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  'the other ends of relations': [
    ...['main_sink.a_string', 'owner_sink.a_uid', 'shelf_sinks.an_integer', 'tagged_sinks.a_string', 'tagged_sinks.id'],
  ],
  'the other ends of polymorphic relations': [
    ...['subject_of.a_string', 'subject_of_many.a_uid', 'thing_of.a_string', 'thing_of.tagged_items.name'],
    ...['main_thing_of.a_string', 'subject_of.seo.keywords.weight'],
  ],
};

/** What hotels of the seed have in every locale, and what they have in English only. */
const HOTEL_COLUMNS = [
  'ittid',
  'country.name',
  'country.code',
  'supplier.code',
  'localizations.name',
  'localizations.id',
];
const ENGLISH_HOTEL_COLUMNS = [
  ...['contacts.email', 'contacts.kind', 'locations.latitude', 'mappings.valid_from', 'mappings.mapped_at'],
  ...['contacts.hotel.name', 'contacts.hotel.localizations.name'],
];

const LONG_COLUMNS = [
  'title',
  'an_attribute_whose_name_is_much_too_long_for_the_database_to_keep_it',
  'a_relation_whose_name_is_much_too_long_for_the_database_to_keep_it.name',
  'another_very_long_relation_name_to_the_same_content_type.title',
  'another_very_long_relation_name_to_the_same_content_type.a_relation_whose_name_is_much_too_long_for_the_database_to_keep_it.quantity',
  'a_repeatable_component_with_a_name_which_is_far_too_long.word',
  'a_repeatable_component_with_a_name_which_is_far_too_long.weight',
];

const HOMEPAGE_COLUMNS = [
  ...['title', 'intro', 'theme_color', 'seo.meta_title', 'seo.share_image.url', 'seo.open_graph.og_type'],
  ...['seo.keywords.word', 'seo.keywords.weight', 'localizations.locale'],
];
const ENGLISH_HOMEPAGE_COLUMNS = ['featured_hotels.ittid', 'featured_hotels.country.name', 'localizations.title'];

const inLocale = (name: string, uid: string, locale: 'en' | 'fr', columns: readonly string[]): ColumnCase => ({
  name: `${name}, in ${locale},`,
  uid,
  columns,
  query: { locale },
  params: { locale },
});

const CASES: readonly ColumnCase[] = [
  ...Object.entries(SINK_CASES).map(([name, columns]) => ({ name, uid: SINK, columns })),
  ...Object.entries(ITEM_COLUMNS).map(([name, columns]) => ({ name, uid: ITEM, columns })),
  inLocale('a hotel', HOTEL, 'en', [...HOTEL_COLUMNS, ...ENGLISH_HOTEL_COLUMNS]),
  inLocale('a hotel', HOTEL, 'fr', HOTEL_COLUMNS),
  inLocale('a single type', HOMEPAGE, 'en', [...HOMEPAGE_COLUMNS, ...ENGLISH_HOMEPAGE_COLUMNS]),
  inLocale('a single type', HOMEPAGE, 'fr', HOMEPAGE_COLUMNS),
  { name: 'names that the database shortens', uid: LONG, columns: LONG_COLUMNS },
  {
    name: 'mappings',
    uid: MAPPING,
    columns: ['provider_id', 'hotel.ittid', 'hotel.name', 'hotel.country.name', 'hotel.locale'],
  },
];

const byFirst = (left: readonly unknown[], right: readonly unknown[]): number =>
  String(left[0]) < String(right[0]) ? -1 : 1;

const byDocument = (left: Document, right: Document): number =>
  String(left.documentId) < String(right.documentId) ? -1 : 1;

/** A type without drafts has no such parameter: what is behind its relations follows the route's own default. */
const queryOf = (site: Site, { uid, query = {} }: ColumnCase, version: Version): Query =>
  hasDrafts(site, uid) || version === 'published' ? { ...query, publication: version } : query;

/** Every way to show the columns, cell by cell against the Document Service. */
const compare = async (site: Site, one: ColumnCase, version: Version): Promise<void> => {
  const { uid, params } = one;
  const columns = ['documentId', ...one.columns];
  const oracle = await createOracle(site, { uid, columns, version, ...(params && { params }) });
  assert.ok(oracle.documents.length > 0);
  const query = { ...queryOf(site, one, version), columns: columns.join(',') };
  const expected = oracle.documents.map((document) => oracle.nested(document)).sort(byDocument);
  for (const format of ['json', 'ndjson'] as const) {
    assert.deepEqual((await exportObjects(site, uid, format, query)).sort(byDocument), expected, format);
  }
  const texts = oracle.documents.map((document) => oracle.flat(document)).sort(byFirst);
  const empty = columns.filter(
    (path, at) => texts.every((row) => row[at] === '') && !(version === 'draft' && path.endsWith('publishedAt')),
  );
  assert.deepEqual(empty, [], 'columns that prove nothing');
  for (const format of ['csv', 'xlsx'] as const) {
    const extra: Query = format === 'csv' ? { formulaGuard: 'false', headers: 'paths' } : { headers: 'paths' };
    const table = await exportTable(site, uid, format, { ...query, ...extra });
    assert.deepEqual(table.header, columns);
    const types = oracle.paths.map(({ type, steps }) => (steps.some(({ many }) => many) ? 'string' : type));
    const rows = table.rows.map((row) => row.map((cell, at) => cellText(format, types[at] ?? '', cell)));
    assert.deepEqual(rows.sort(byFirst), texts, format);
  }
};

export const kindsSuite = (site: () => Site): void => {
  describe('a column', () => {
    let cases: KitchenCases;
    before(async () => {
      cases = await writeKitchenCases(site());
    });
    after(() => cases.remove());

    for (const version of VERSIONS) {
      for (const one of CASES) {
        it(`shows ${one.name} as the Document Service does, ${version}`, () => compare(site(), one, version));
      }

      it(`shows every type of attribute, of the document itself and behind relations, ${version}`, async () => {
        const scalars = scalarNames(site(), SINK);
        // Joined JSON cannot be told apart again.
        const many = scalars.filter((name) => name !== 'a_json' && name !== 'a_blocks');
        const columns = [
          ...scalars,
          ...within('parent', scalars),
          ...within('children', many),
          ...within('twin.twin', many),
        ];
        await compare(site(), { name: '', uid: SINK, columns }, version);
        const nested = within('children', ['a_json', 'a_blocks']);
        const oracle = await createOracle(site(), { uid: SINK, columns: ['documentId', ...nested], version });
        const query = { columns: ['documentId', ...nested].join(','), publication: version };
        const objects = await exportObjects(site(), SINK, 'json', query);
        const expected = oracle.documents.map((document) => oracle.nested(document));
        assert.deepEqual(objects.sort(byDocument), expected.sort(byDocument));
      });
    }

    it('begins the addresses of the site’s own files with its address, when asked to', async () => {
      const base = site().strapi.config.get<string>('server.absoluteUrl');
      assert.match(base, /^https?:/);
      const columns = [
        'documentId',
        'cover.url',
        'gallery.url',
        'seo.share_image.url',
        'zone.blocks.gallery.images.url',
      ];
      const oracle = await createOracle(site(), { uid: SINK, columns, version: 'published' });
      const query = { publication: 'published', columns: columns.join(',') };
      const objects = await exportObjects(site(), SINK, 'json', { ...query, absoluteUrls: 'true' });
      const expected = JSON.stringify(oracle.documents.map((document) => oracle.nested(document)).sort(byDocument));
      assert.equal(JSON.stringify(objects.sort(byDocument)), expected.replaceAll('"/uploads/', `"${base}/uploads/`));
      assert.ok(expected.includes('"/uploads/'));
    });

    for (const [path, rule] of [
      ['cover', 'needs_field'],
      ['seo.keywords', 'needs_field'],
      ['zone.blocks.quote', 'needs_field'],
      ['zone', 'needs_field'],
      ['zone.text', 'needs_kind'],
      ['zone.blocks.carousel.text', 'unknown_kind'],
      ['subject.api::nothing.nothing.name', 'unknown_kind'],
      ['a_string.name', 'no_fields'],
      ['a_private_note', 'unknown_column'],
      ['seo.keywords.secret_score', 'unknown_column'],
      ['tagged_items.secret', 'unknown_column'],
      ['private_item.name', 'unknown_column'],
      ['children.a_password', 'unknown_column'],
      ['createdBy.email', 'unknown_column'],
      ['constructor.name', 'unknown_column'],
    ] as const) {
      it(`is refused as ${rule} where its path is ${path}`, async () => {
        const failed = exportTable(site(), SINK, 'csv', { columns: path });
        await assert.rejects(failed, (error: Error) => error.message.startsWith('400') && error.message.includes(rule));
      });
    }
  });
};
