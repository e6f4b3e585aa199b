import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cell, Row } from '../../../shared/columns';
import type { Access } from '../../../server/src/access/access';
import { createLeafReader } from '../../../server/src/encoder/leaf';
import { compileColumns, defaultColumns } from '../../../server/src/plan/columns';
import type { PlanLevel } from '../../../server/src/plan/plan';
import type { ColumnRequest } from '../../../server/src/request/schema';
import { CITY, createAccess, HOTEL, open, placeOf, refusal, schema, TAG } from './schema';

const compile = async (requests: readonly (string | ColumnRequest)[], access: Access = open, uid = HOTEL) =>
  compileColumns(
    { schema, access },
    await placeOf(access, uid),
    requests.map((request) => (typeof request === 'string' ? { path: request } : request)),
  );

const refused = (paths: readonly (string | ColumnRequest)[], access?: Access): Promise<string> =>
  refusal(() => compile(paths, access));

describe('the columns of a plan', () => {
  it('have the type of their attribute and the path for a title', async () => {
    const { columns } = await compile([
      'id',
      'documentId',
      'name',
      'stars',
      'rating',
      'visits',
      'open',
      'since',
      'facts',
      'body',
      'kind',
      'createdAt',
    ]);
    assert.deepEqual(
      columns.map(({ key, header, type }) => `${key} ${header} ${type}`),
      [
        ...['id id integer', 'documentId documentId text', 'name name text', 'stars stars integer'],
        ...['rating rating decimal', 'visits visits biginteger', 'open open boolean', 'since since date'],
        ...['facts facts json', 'body body json', 'kind kind text', 'createdAt createdAt datetime'],
      ],
    );
  });

  it('have the title and the format that were asked for', async () => {
    const format = { kind: 'money', currency: 'EUR', storedAs: 'cents' } as const;
    const { columns } = await compile([
      { path: 'stars', header: 'Price', format },
      { path: 'name', header: '' },
    ]);
    assert.deepEqual(columns, [
      { key: 'stars', header: 'Price', type: 'integer', steps: [], index: 0, format },
      { key: 'name', header: '', type: 'text', steps: [], index: 1 },
    ]);
  });

  it('follow relations, components and media, each read once', async () => {
    const { columns, level } = await compile([
      'city.name',
      'seo.title',
      'name',
      'rooms.seo.title',
      'gallery.url',
      'city.id',
      'cover.size',
      'tags.parent.name',
      'sister.city.name',
      'seo.links.city.name',
    ]);
    const many = columns.filter(({ steps }) => steps.some((step) => step.many)).map(({ key }) => key);
    assert.deepEqual(many, ['rooms.seo.title', 'gallery.url', 'tags.parent.name', 'seo.links.city.name']);
    assert.deepEqual(level.fields, [{ attribute: 'name', type: 'text' }]);
    assert.deepEqual(
      level.hops.map(({ attribute, level: { uid, fields } }) => [
        attribute,
        uid,
        fields.map((field) => field.attribute),
      ]),
      [
        ['city', CITY, ['name', 'id']],
        ['seo', 'shared.seo', ['title']],
        ['rooms', 'hotel.room', []],
        ['gallery', 'plugin::upload.file', ['url']],
        ['cover', 'plugin::upload.file', ['size']],
        ['tags', TAG, []],
        ['sister', HOTEL, []],
      ],
    );
    assert.equal(level.hasDrafts, true);
    assert.equal(level.hops[0]?.level.hasDrafts, false);
  });

  it('take the row conditions of the types they lead to along', async () => {
    const rows = { name: { $eq: 'Bonn' } };
    const { level } = await compile(['city.name', 'seo.title'], createAccess({ [HOTEL]: {}, [CITY]: { rows } }));
    assert.deepEqual(
      level.hops.map((hop) => hop.rows),
      [rows, null],
    );
  });

  const unknown = (path: string, rule = 'unknown_column'): readonly [string, string] => [
    path,
    `EXPORT_UNKNOWN_COLUMN columns.1 ${rule}`,
  ];
  const forbidden = (path: string): readonly [string, string] => [
    path,
    'EXPORT_FIELD_FORBIDDEN columns.1 not_readable',
  ];
  const hostile: readonly (readonly [path: string, refusal: string])[] = [
    unknown('nope'),
    unknown('city.nope'),
    unknown(''),
    unknown('.'),
    unknown('.name'),
    unknown('city.'),
    unknown('city..name'),
    unknown('Name'),
    unknown('__proto__'),
    unknown('constructor'),
    unknown('constructor.name'),
    unknown('city.toString'),
    unknown('city.__proto__.name'),
    // A component is no document.
    unknown('seo.documentId'),
    // What never leaves is answered as if it did not exist.
    unknown('key'),
    unknown('note'),
    unknown('hidden.name'),
    unknown('city.code'),
    unknown('seo.draft'),
    unknown('rooms.seo.draft'),
    unknown('sister.note'),
    unknown('city', 'needs_field'),
    unknown('seo', 'needs_field'),
    unknown('gallery', 'needs_field'),
    unknown('city.hotels', 'needs_field'),
    unknown('zone', 'not_supported'),
    unknown('zone.title', 'not_supported'),
    unknown('subject', 'not_supported'),
    unknown('subject.name', 'not_supported'),
    unknown('cover.related.id', 'not_supported'),
    unknown('name.length', 'no_fields'),
    unknown('facts.a', 'no_fields'),
    forbidden('owner.name'),
    forbidden('owner.id'),
    forbidden('city.mayor.name'),
    forbidden('seo.author.name'),
    forbidden('seo.links.city.mayor.name'),
    forbidden('admin.email'),
    forbidden('lost.id'),
    forbidden('cover.provider_metadata'),
    forbidden('cover.formats'),
    forbidden('cover.folderPath'),
    forbidden('gallery.folder.name'),
  ];
  for (const [path, expected] of hostile) {
    it(`are not ${JSON.stringify(path)}: ${expected}`, async () => {
      assert.equal(await refused(['name', path]), expected);
    });
  }

  it('are refused where a right is missing, at the root and at each hop', async () => {
    const access = createAccess({
      [HOTEL]: { without: ['stars', 'tags', 'seo.title', 'rooms.seo.links.url', 'cover'] },
      [CITY]: { without: ['population', 'seo.title'] },
      [TAG]: {},
    });
    for (const path of [
      'stars',
      'tags.name',
      'seo.title',
      'rooms.seo.links.url',
      'cover.url',
      'city.population',
      'city.seo.title',
      'sister.stars',
      'city.hotels.stars',
    ]) {
      assert.equal(await refused([path], access), 'EXPORT_FIELD_FORBIDDEN columns.0 not_readable', path);
    }
    const { columns } = await compile(
      ['name', 'seo.links.url', 'city.name', 'city.seo.links.url', 'rooms.seo.title', 'rooms.id', 'gallery.url'],
      access,
    );
    assert.equal(columns.length, 7);
  });

  it('are each asked for once', async () => {
    assert.equal(await refused(['name', 'city.name', 'name']), 'EXPORT_INVALID_REQUEST columns.2 given_twice');
  });

  it('have a format that fits their type', async () => {
    const money = { kind: 'money', currency: 'EUR', storedAs: 'units' } as const;
    const date = { kind: 'date', pattern: 'yyyy' } as const;
    for (const [path, format] of [
      ['name', money],
      ['since', money],
      ['stars', date],
      ['facts', date],
    ] as const) {
      assert.equal(await refused(['id', { path, format }]), 'EXPORT_INVALID_REQUEST columns.1.format format_type');
    }
    const { columns } = await compile([
      { path: 'city.population', format: money },
      { path: 'createdAt', format: date },
    ]);
    assert.deepEqual(
      columns.map(({ format }) => format),
      [money, date],
    );
  });
});

/** A tree of documents, each cell its own path, lists of two; read by name, the naive way. */
const naive = (path: string): Cell[] => {
  const names = path.split('.');
  const leaf = names.pop() ?? '';
  const many = ['tags', 'rooms', 'gallery', 'hotels', 'links'];
  let places = [''];
  for (const name of names) {
    places = places.flatMap((place) =>
      many.includes(name) ? [`${place}${name}0.`, `${place}${name}1.`] : [`${place}${name}.`],
    );
  }
  return places.map((place) => place + leaf);
};

/** The same tree as a source would give it for a level: fields first, hops behind. */
const rowOf = ({ fields, hops }: PlanLevel, place: string): Row => [
  ...fields.map(({ attribute }) => place + attribute),
  ...hops.map(({ attribute, many, level }) =>
    many
      ? [rowOf(level, `${place}${attribute}0.`), rowOf(level, `${place}${attribute}1.`)]
      : rowOf(level, `${place}${attribute}.`),
  ),
];

describe('the positions of columns', () => {
  const scalars = ['id', 'documentId', 'name', 'stars', 'rating', 'facts', 'createdAt'];
  const all = [
    ...scalars,
    ...['city', 'sister', 'city.hotels', 'sister.city', 'sister.sister'].flatMap((hop) => [`${hop}.id`, `${hop}.name`]),
    ...['tags.name', 'tags.parent.name', 'tags.parent.id', 'rooms.number', 'rooms.seo.title', 'rooms.seo.links.url'],
    ...['seo.title', 'seo.id', 'seo.image.url', 'seo.links.city.name', 'seo.links.url', 'gallery.url', 'gallery.id'],
    ...['cover.size', 'cover.name', 'city.hotels.tags.name', 'city.hotels.rooms.seo.links.city.hotels.name'],
  ];

  it('find the right cell for any choice of columns in any order', async () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * below);
    };
    for (let round = 0; round < 300; round += 1) {
      const pool = [...all];
      const paths = Array.from({ length: 1 + random(all.length) }, () => pool.splice(random(pool.length), 1)[0] ?? '');
      const { columns, level } = await compile(paths);
      const row = rowOf(level, '');
      assert.deepEqual(
        columns.map((column) => createLeafReader(column).readAll(row)),
        paths.map(naive),
      );
    }
  });
});

describe('the default columns', () => {
  const defaults = async (access: Access) => {
    const { requests, leftOut } = defaultColumns(schema, await placeOf(access));
    return { paths: requests.map(({ path }) => path), leftOut };
  };

  it("are the document's id and its own scalars in the order of the schema, without what never leaves", async () => {
    const { paths, leftOut } = await defaults(open);
    assert.deepEqual(paths, [
      ...['documentId', 'name', 'story', 'stars', 'rating', 'visits', 'open', 'since', 'facts', 'body', 'kind'],
      ...['createdAt', 'updatedAt', 'publishedAt', 'locale'],
    ]);
    assert.deepEqual(leftOut, []);
  });

  it('name what a missing right leaves out', async () => {
    const { paths, leftOut } = await defaults(createAccess({ [HOTEL]: { without: ['name', 'facts', 'note'] } }));
    assert.equal(paths.includes('name') || paths.includes('facts'), false);
    assert.deepEqual(leftOut, [
      { key: 'name', reason: 'forbidden' },
      { key: 'facts', reason: 'forbidden' },
    ]);
  });
});
