import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Column, ColumnStep, Row } from '../../../shared/columns';
import { createJsonEncoder } from '../../../server/src/encoder/json';
import { createNdjsonEncoder } from '../../../server/src/encoder/ndjson';
import { column, encode, step } from '../support';

/** The objects, which must be the same in JSON of both layouts and in NDJSON. */
const objectsOf = async (columns: readonly Column[], rows: readonly Row[]): Promise<unknown[]> => {
  const options = { root: 'data', metadata: null, trailingCount: null };
  const { text } = await encode((input) => createJsonEncoder({ ...input, ...options, pretty: false }), columns, rows);
  const pretty = await encode((input) => createJsonEncoder({ ...input, ...options, pretty: true }), columns, rows);
  const lines = await encode(createNdjsonEncoder, columns, rows);
  const parsed = JSON.parse(text) as { data: unknown[] };
  assert.equal(text, JSON.stringify(parsed), 'no key twice, no comma too many');
  assert.equal(pretty.text, JSON.stringify(parsed, null, 2));
  assert.equal(lines.text, parsed.data.map((object) => `${JSON.stringify(object)}\n`).join(''));
  return parsed.data;
};

/** Objects as text, where the order of their keys is asked for. */
const textsOf = async (columns: readonly Column[], rows: readonly Row[]): Promise<string[]> =>
  (await objectsOf(columns, rows)).map((object) => JSON.stringify(object));

const id = column(0, 'integer', { key: 'id' });

describe('a count or a first item in JSON', () => {
  const contacts = step('contacts', 1, true);
  const count = column(0, 'integer', { key: 'contacts:count', steps: [contacts], list: 'count' });
  const since = column(1, 'datetime', { key: 'contacts.since:first', steps: [contacts], list: 'first' });
  const facts = column(2, 'json', { key: 'contacts.facts:first', steps: [contacts], list: 'first' });
  const size = column(3, 'biginteger', { key: 'contacts.size:first', steps: [contacts], list: 'first' });
  const email = column(0, 'text', { key: 'contacts.email', steps: [contacts] });
  const rows: readonly Row[] = [
    [
      1,
      [
        ['x', '2026-02-03T04:05:06.789Z', '{"a":[1]}', '9007199254740993'],
        ['y', null, null, null],
      ],
    ],
    [2, []],
  ];

  it('is a property of the document under its own key, typed as usual, in the order of the columns', async () => {
    assert.deepEqual(await textsOf([count, id, since, facts, size], rows), [
      JSON.stringify({
        'contacts:count': 2,
        id: 1,
        'contacts.since:first': '2026-02-03T04:05:06.789Z',
        'contacts.facts:first': { a: [1] },
        'contacts.size:first': '9007199254740993',
      }),
      JSON.stringify({
        'contacts:count': 0,
        id: 2,
        'contacts.since:first': null,
        'contacts.facts:first': null,
        'contacts.size:first': null,
      }),
    ]);
  });

  it('stands beside the list, of which the other columns are nested as ever', async () => {
    assert.deepEqual(await textsOf([id, count, email, since], [[3, [['x', null, null, null]]]]), [
      '{"id":3,"contacts:count":1,"contacts":[{"email":"x"}],"contacts.since:first":null}',
    ]);
    const joined: Column = { ...email, list: 'join' };
    assert.deepEqual(await textsOf([joined], [[4, [['x', null, null, null]]]]), ['{"contacts":[{"email":"x"}]}']);
  });

  it('is alone where nothing else is chosen, and read where it is told to', async () => {
    // A list that is counted while its items are rows of their own is read a second time.
    const again: Column = { ...count, steps: [step('contacts', 2, true)] };
    const single: Column = { ...email, steps: [step('contacts', 1, false)] };
    assert.deepEqual(await textsOf([again, single], [[5, ['x'], [['x'], ['y'], ['z']]]]), [
      '{"contacts:count":3,"contacts":{"email":"x"}}',
    ]);
  });
});

const ZONE = step('zone', 1, true);
const QUOTE: ColumnStep = { ...step('blocks.quote', 1, false), variantOf: '__component' };
const GALLERY: ColumnStep = { ...step('blocks.gallery', 2, false), variantOf: '__component' };

const kind = column(0, 'text', { key: 'zone.__component', steps: [ZONE] });
const text = column(0, 'text', { key: 'zone.blocks.quote.text', steps: [ZONE, QUOTE] });
const stars = column(1, 'integer', { key: 'zone.blocks.quote.stars', steps: [ZONE, QUOTE] });
const caption = column(0, 'text', { key: 'zone.blocks.gallery.caption', steps: [ZONE, GALLERY] });
const url = column(0, 'text', {
  key: 'zone.blocks.gallery.images.url',
  steps: [ZONE, GALLERY, step('images', 1, true)],
});
const author = column(0, 'text', {
  key: 'zone.blocks.quote.author.name',
  steps: [ZONE, QUOTE, step('author', 2, false)],
});

const zoneRow: Row = [
  1,
  [
    ['blocks.quote', ['To be', 5, ['Hamlet']], null],
    ['blocks.gallery', null, ['Rome', [['a.png'], ['b.png']]]],
    ['blocks.hero', null, null],
    ['blocks.quote', [null, null, null], null],
    ['blocks.gallery', null, [null, []]],
  ],
];

describe('a dynamic zone in JSON', () => {
  it("has the fields of each item's kind in the item's own object, behind what it is", async () => {
    assert.deepEqual(await objectsOf([kind, text, stars, author, caption, url], [zoneRow]), [
      {
        zone: [
          { __component: 'blocks.quote', text: 'To be', stars: 5, author: { name: 'Hamlet' } },
          { __component: 'blocks.gallery', caption: 'Rome', images: [{ url: 'a.png' }, { url: 'b.png' }] },
          { __component: 'blocks.hero' },
          { __component: 'blocks.quote', text: null, stars: null, author: null },
          { __component: 'blocks.gallery', caption: null, images: [] },
        ],
      },
    ]);
  });

  it('has every item where only the kind is chosen', async () => {
    const items = ['quote', 'gallery', 'hero', 'quote', 'gallery'].map((name) => ({ __component: `blocks.${name}` }));
    assert.deepEqual(await objectsOf([kind], [zoneRow, [2, []]]), [{ zone: items }, { zone: [] }]);
  });

  it('says the kind first where no column does, and leaves out items of kinds without columns', async () => {
    assert.deepEqual(await textsOf([id, stars, text], [zoneRow]), [
      '{"id":1,"zone":[{"__component":"blocks.quote","stars":5,"text":"To be"},' +
        '{"__component":"blocks.quote","stars":null,"text":null}]}',
    ]);
    assert.deepEqual(await objectsOf([caption, text], [zoneRow]), [
      {
        zone: [
          { __component: 'blocks.quote', text: 'To be' },
          { __component: 'blocks.gallery', caption: 'Rome' },
          { __component: 'blocks.quote', text: null },
          { __component: 'blocks.gallery', caption: null },
        ],
      },
    ]);
    const heroes: Row = [3, [['blocks.hero', null, null]]];
    assert.deepEqual(await objectsOf([id, text], [heroes]), [{ id: 3, zone: [] }]);
  });

  it("keeps the columns' order, the fields of one kind standing together where the first does", async () => {
    assert.deepEqual(await textsOf([text, kind, caption, stars], [zoneRow]), [
      '{"zone":[{"text":"To be","stars":5,"__component":"blocks.quote"},' +
        '{"__component":"blocks.gallery","caption":"Rome"},{"__component":"blocks.hero"},' +
        '{"text":null,"stars":null,"__component":"blocks.quote"},{"__component":"blocks.gallery","caption":null}]}',
    ]);
  });

  it('may lie within an item of another zone', async () => {
    const section: ColumnStep = { ...step('blocks.section', 1, false), variantOf: '__component' };
    const path = [step('outer', 0, true), section, step('inner', 0, true)];
    const columns = [
      column(0, 'text', { key: 'outer.blocks.section.inner.blocks.quote.text', steps: [...path, QUOTE] }),
      column(0, 'text', { key: 'outer.blocks.section.inner.blocks.gallery.caption', steps: [...path, GALLERY] }),
    ];
    const row: Row = [
      [
        [
          'blocks.section',
          [
            [
              ['blocks.gallery', null, ['Rome']],
              ['blocks.hero', null, null],
              ['blocks.quote', ['To be'], null],
            ],
          ],
        ],
        ['blocks.hero', null],
        ['blocks.section', [[]]],
      ],
    ];
    assert.deepEqual(await objectsOf(columns, [row]), [
      {
        outer: [
          {
            __component: 'blocks.section',
            inner: [
              { __component: 'blocks.gallery', caption: 'Rome' },
              { __component: 'blocks.quote', text: 'To be' },
            ],
          },
          { __component: 'blocks.section', inner: [] },
        ],
      },
    ]);
  });

  it('is counted, and its first item shown, beside its items', async () => {
    const columns: Column[] = [
      column(0, 'integer', { key: 'zone:count', steps: [ZONE], list: 'count' }),
      { ...text, key: 'zone.blocks.quote.text:first', list: 'first' },
      { ...kind, key: 'zone.__component:first', list: 'first' },
      caption,
    ];
    assert.deepEqual(await objectsOf(columns, [zoneRow]), [
      {
        'zone:count': 5,
        'zone.blocks.quote.text:first': 'To be',
        'zone.__component:first': 'blocks.quote',
        zone: [
          { __component: 'blocks.gallery', caption: 'Rome' },
          { __component: 'blocks.gallery', caption: null },
        ],
      },
    ]);
  });

  it('is one object where its items are rows of their own', async () => {
    const single = step('zone', 1, false);
    const columns: Column[] = [id, { ...text, steps: [single, QUOTE] }];
    const rows: Row[] = [
      [1, ['blocks.quote', ['To be'], null]],
      [1, ['blocks.hero', null, null]],
      [2, null],
    ];
    assert.deepEqual(await objectsOf(columns, rows), [
      { id: 1, zone: { __component: 'blocks.quote', text: 'To be' } },
      { id: 1, zone: null },
      { id: 2, zone: null },
    ]);
  });
});

describe('a polymorphic relation in JSON', () => {
  const related = step('related', 0, false);
  const hotel: ColumnStep = { ...step('api::hotel.hotel', 1, false), variantOf: '__type' };
  const city: ColumnStep = { ...step('api::city.city', 2, false), variantOf: '__type' };
  const type = column(0, 'text', { key: 'related.__type', steps: [related] });
  const hotelName = column(0, 'text', { key: 'related.api::hotel.hotel.name', steps: [related, hotel] });
  const cityName = column(0, 'text', { key: 'related.api::city.city.name', steps: [related, city] });
  const rows: Row[] = [[['api::hotel.hotel', ['Ritz'], null]], [['api::city.city', null, ['Bonn']]], [null]];

  it('is the related object with its type, whatever type that is', async () => {
    const expected = [
      { related: { __type: 'api::hotel.hotel', name: 'Ritz' } },
      { related: { __type: 'api::city.city', name: 'Bonn' } },
      { related: null },
    ];
    assert.deepEqual(await objectsOf([type, hotelName, cityName], rows), expected);
    assert.deepEqual(await objectsOf([hotelName, cityName], rows), expected);
  });

  it('is missing where it is of a type without columns, unless its type is a column', async () => {
    assert.deepEqual(await objectsOf([hotelName], rows), [
      { related: { __type: 'api::hotel.hotel', name: 'Ritz' } },
      { related: null },
      { related: null },
    ]);
    assert.deepEqual(await objectsOf([hotelName, type], rows), [
      { related: { name: 'Ritz', __type: 'api::hotel.hotel' } },
      { related: { __type: 'api::city.city' } },
      { related: null },
    ]);
  });
});
