import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlanHop } from '../../../server/src/plan/plan';
import { compile, refused, wayOf } from './compile';
import { ADMIN, CITY, createAccess, FILE, HOTEL, REMARK, schema, TAG, USER } from './schema';

const unknown = (path: string, rule = 'unknown_column'): readonly [string, string] => [
  path,
  `EXPORT_UNKNOWN_COLUMN columns.1 ${rule}`,
];
const forbidden = (path: string): readonly [string, string] => [path, 'EXPORT_FIELD_FORBIDDEN columns.1 not_readable'];

const many = (hop: string, times: number, leaf: string): string => `${`${hop}.`.repeat(times)}${leaf}`;

describe("a column's path", () => {
  const hostile: readonly (readonly [path: string, refusal: string])[] = [
    ...['nope', 'city.nope', '.', '.name', 'city.', 'city..name', 'Name'].map((path) => unknown(path)),
    ...['__proto__', 'constructor', 'constructor.name', 'city.toString'].map((path) => unknown(path)),
    unknown('city.__proto__.name'),
    // A component is no document.
    unknown('seo.documentId'),
    // What never leaves is answered as if it did not exist.
    ...['key', 'note', 'hidden.name', 'hidden', 'city.code', 'seo.draft'].map((path) => unknown(path)),
    ...['rooms.seo.draft', 'sister.note', 'localizations.note', 'zone.blocks.quote.draft'].map((path) => unknown(path)),
    ...['city.residents.password', 'city.residents.resetPasswordToken', 'city.residents.confirmationToken'].map(
      (path) => unknown(path),
    ),
    ...['createdBy.email', 'createdBy.password', 'updatedBy.roles.id', 'createdBy.nope'].map((path) => unknown(path)),
    // What no table holds exists on the exported document alone.
    ...['sister.__status', 'sister.__publication', 'city.__status', 'seo.__status', 'localizations.__status'].map(
      (path) => unknown(path),
    ),
    ...['displayName', 'city.residents.displayName', '__component', '__type', 'city.__type'].map((path) =>
      unknown(path),
    ),
    unknown('ghost'),
    ...['city', 'seo', 'gallery', 'city.hotels', 'zone', 'subject', 'localizations', 'createdBy', 'owner'].map((path) =>
      unknown(path, 'needs_field'),
    ),
    ...['zone.blocks.quote', 'zone.blocks.deck.cards', 'subject.api::tag.tag'].map((path) =>
      unknown(path, 'needs_field'),
    ),
    ...['zone.text', 'zone.blocks', 'zone.id', 'zone.', 'subject.name', 'zone.__type', 'subject.__component'].map(
      (path) => unknown(path, 'needs_kind'),
    ),
    ...['zone.blocks.nope.text', 'zone.shared.seo.title', 'zone.__proto__.x.y', 'zone.constructor.name.x'].map((path) =>
      unknown(path, 'unknown_kind'),
    ),
    ...['subject.api::nope.nope.id', 'subject.shared.seo.title', 'zone.__component.x', 'zone..x'].map((path) =>
      unknown(path, 'unknown_kind'),
    ),
    ...['name.length', 'facts.a', 'ghost.id', 'zone.blocks.quote.text.x', 'id.x'].map((path) =>
      unknown(path, 'no_fields'),
    ),
    ...['owner.name', 'owner.id', 'city.mayor.name', 'seo.author.name', 'seo.links.city.mayor.name'].map(forbidden),
    ...['admin.email', 'admin.id', 'lost.id', 'cover.provider_metadata', 'cover.formats', 'cover.folderPath'].map(
      forbidden,
    ),
    ...['gallery.folder.name', 'cover.related.id', 'cover.related.__type', 'city.residents.role.name'].map(forbidden),
    ...['subject.api::secret.secret.name'].map(forbidden),
    ...['zone.blocks.gone.x', 'zone.blocks.quote.author.name', 'cover.createdBy.firstname'].map(forbidden),
  ];
  for (const [path, expected] of hostile) {
    it(`is not ${JSON.stringify(path)}: ${expected}`, async () => {
      assert.equal(await refused(['name', path]), expected);
    });
  }

  it('is refused where a right is missing, at the root and at each hop', async () => {
    const access = createAccess({
      [HOTEL]: {
        without: ['stars', 'tags', 'seo.title', 'rooms.seo.links.url', 'cover', 'zone', 'subject', 'createdBy'],
      },
      [CITY]: { without: ['population', 'seo.title'] },
      [TAG]: { without: ['name'] },
    });
    const paths = [
      ...['stars', 'tags.name', 'seo.title', 'rooms.seo.links.url', 'cover.url', 'city.population', 'city.seo.title'],
      ...['sister.stars', 'city.hotels.stars', 'localizations.stars', 'zone.__component', 'zone.blocks.quote.text'],
      ...['subject.__type', 'subject.api::city.city.name', 'createdBy.firstname', 'sister.createdBy.id'],
      ...['guests.api::tag.tag.name', 'guests.api::city.city.population', 'remarks.text', 'headline.text'],
    ];
    for (const path of paths) {
      assert.equal(await refused([path], { access }), 'EXPORT_FIELD_FORBIDDEN columns.0 not_readable', path);
    }
    const open = ['name', 'seo.links.url', 'city.name', 'city.seo.links.url', 'rooms.seo.title', 'rooms.id'];
    const { columns } = await compile([...open, 'gallery.url', 'guests.__type', 'updatedBy.id'], { access });
    assert.equal(columns.length, 9);
  });

  it('enters a component only where a leaf of it is readable, and tells not even its id otherwise', async () => {
    const leaves = ['image', 'author', 'links.url', 'links.city'].map((leaf) => `seo.${leaf}`);
    const none = createAccess({ [HOTEL]: { without: ['seo.title', ...leaves] } });
    assert.equal(await refused(['seo.id'], { access: none }), 'EXPORT_FIELD_FORBIDDEN columns.0 not_readable');
    const one = createAccess({ [HOTEL]: { without: ['seo.title', ...leaves.slice(0, 3)] }, [CITY]: {} });
    assert.equal(wayOf((await compile(['seo.id'], { access: one })).columns[0] as never), 'seo');
  });

  it('leads over at most eight hops, also in circles', async () => {
    const { columns } = await compile([many('sister', 8, 'name'), many('city.hotels', 4, 'id')]);
    assert.deepEqual(
      columns.map(({ steps }) => steps.length),
      [8, 8],
    );
    const refusal = 'EXPORT_UNKNOWN_COLUMN columns.0 too_deep';
    for (const path of [many('sister', 9, 'name'), many('city.hotels', 5, 'id'), many('sister', 100, 'name')]) {
      assert.equal(await refused([path]), refusal);
    }
    assert.equal(await refused([many('guests.api::hotel.hotel', 5, 'name')]), refusal, 'a kind is a hop of its own');
    assert.equal(await refused([many('localizations', 9, 'name')]), refusal);
  });

  it('leads over at most eight hops to a list that is counted', async () => {
    assert.equal((await compile([many('sister', 7, 'tags:count')])).columns[0]?.steps.length, 8);
    assert.equal(await refused([many('sister', 8, 'tags:count')]), 'EXPORT_UNKNOWN_COLUMN columns.0 too_deep');
  });
});

describe('a path to items of several kinds', () => {
  it("leads over the kind to the item's fields", async () => {
    const { columns } = await compile([
      ...['zone.blocks.quote.text', 'zone.blocks.quote.tag.name', 'zone.blocks.deck.cards.city.name'],
      ...['subject.api::tag.tag.parent.name', 'guests.api::hotel.hotel.rooms.number', 'zone.blocks.quote.id'],
      `guests.${USER}.username`,
    ]);
    assert.deepEqual(columns.map(wayOf), [
      'zone[] <blocks.quote>',
      'zone[] <blocks.quote> tag',
      'zone[] <blocks.deck> cards[] city',
      'subject <api::tag.tag> parent',
      'guests[] <api::hotel.hotel> rooms[]',
      'zone[] <blocks.quote>',
      `guests[] <${USER}>`,
    ]);
    const names = columns.map(({ steps }) => steps[1]?.variantOf);
    assert.deepEqual(names, [
      ...['__component', '__component', '__component', '__type', '__type', '__component', '__type'],
    ]);
  });

  const variants = (hops: readonly PlanHop[], attribute: string): Extract<PlanHop, { kind: 'variants' }> => {
    const hop = hops.find((one) => one.attribute === attribute);
    assert.ok(hop?.kind === 'variants');
    return hop;
  };

  it('reads what is asked of each kind and no other kind', async () => {
    const { level } = await compile(['zone.blocks.quote.text', 'zone.blocks.quote.id', 'subject.api::tag.tag.name']);
    const zone = variants(level.hops, 'zone');
    assert.deepEqual(zone, {
      kind: 'variants',
      attribute: 'zone',
      many: true,
      variants: [
        {
          uid: 'blocks.quote',
          rows: null,
          level: {
            uid: 'blocks.quote',
            hasDrafts: false,
            fields: [
              { attribute: 'text', type: 'text' },
              { attribute: 'id', type: 'integer' },
            ],
            hops: [],
          },
        },
      ],
    });
    assert.deepEqual([variants(level.hops, 'subject').many, zone.many], [false, true]);
  });

  it('tells of every kind that may be read what an item is, and of no other', async () => {
    const rows = { name: 'Bonn' };
    const access = createAccess({ [HOTEL]: {}, [CITY]: { rows }, [REMARK]: {}, [ADMIN]: { rows } });
    const { columns, level } = await compile(['zone.__component', 'guests.__type'], { access });
    assert.deepEqual(
      columns.map(({ key, type, index, steps }) => [key, type, index, steps.length]),
      [
        ['zone.__component', 'text', 0, 1],
        ['guests.__type', 'text', 0, 1],
      ],
    );
    const kinds = (attribute: string) => variants(level.hops, attribute).variants.map((one) => [one.uid, one.rows]);
    assert.deepEqual(kinds('zone'), [
      ['blocks.quote', null],
      ['blocks.deck', null],
    ]);
    assert.deepEqual(kinds('guests'), [
      [HOTEL, null],
      [CITY, rows],
      [REMARK, null],
    ]);
  });

  it('is to content alone, so neither to administrators nor to what a plugin hides', async () => {
    const access = createAccess(Object.fromEntries(schema.contentTypes().map((uid) => [uid, {}])));
    for (const uid of [ADMIN, 'plugin::x.hidden', FILE, 'plugin::users-permissions.role']) {
      assert.equal(
        await refused([`guests.${uid}.id`], { access }),
        'EXPORT_UNKNOWN_COLUMN columns.0 unknown_kind',
        uid,
      );
    }
  });

  it('does not name the kinds that the requester may not read', async () => {
    const access = createAccess({ [HOTEL]: {} });
    await assert.rejects(compile(['subject.api::nope.nope.id'], { access }), (error: Error) => {
      for (const uid of schema.contentTypes()) if (uid !== HOTEL) assert.ok(!error.message.includes(uid), uid);
      return true;
    });
  });
});

describe('a path to the ends of inverse, creators and other locales', () => {
  it('is one hop, with the rows of the type it leads to', async () => {
    const rows = { text: { $ne: '' } };
    const access = createAccess({ [HOTEL]: {}, [REMARK]: { rows } });
    const { columns, level } = await compile(
      ['headline.text', 'remarks.text', 'createdBy.displayName', 'updatedBy.username', 'localizations.name'],
      { access },
    );
    assert.deepEqual(columns.map(wayOf), ['headline', 'remarks[]', 'createdBy', 'updatedBy', 'localizations[]']);
    assert.deepEqual(
      level.hops.map((hop) => hop.kind === 'level' && [hop.level.uid, hop.rows, hop.level.hasDrafts]),
      [
        [REMARK, rows, false],
        [REMARK, rows, false],
        [ADMIN, null, false],
        [ADMIN, null, false],
        [HOTEL, null, true],
      ],
    );
  });
});

describe('a path to what no table holds', () => {
  it('is a text of the exported type, where that has drafts', async () => {
    const { columns, level } = await compile(['__status', '__publication', 'name']);
    assert.deepEqual(
      columns.map(({ key, type, index }) => `${key} ${type} ${index}`),
      ['__status text 0', '__publication text 1', 'name text 2'],
    );
    assert.deepEqual(level.fields[0], { attribute: '__status', type: 'text' });
    for (const path of ['__status', '__publication']) {
      assert.equal(await refused([path], { uid: TAG }), 'EXPORT_UNKNOWN_COLUMN columns.0 unknown_column');
    }
  });

  it('is as readable as the moment of publication', async () => {
    const access = createAccess({ [HOTEL]: { without: ['publishedAt'] } });
    for (const path of ['__status', '__publication']) {
      assert.equal(await refused([path], { access }), 'EXPORT_FIELD_FORBIDDEN columns.0 not_readable');
    }
  });
});
