import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlanHop, PlanLevel } from '../../../server/src/plan/plan';
import { compile, refused, wayOf } from './compile';
import { CITY, createAccess, FILE, HOTEL, TAG } from './schema';

const levelOf = (hop: PlanHop): PlanLevel => {
  assert.ok(hop.kind === 'level');
  return hop.level;
};

describe('the columns of a plan', () => {
  it('have the type of their attribute and the path for a key', async () => {
    const { columns } = await compile([
      ...['id', 'documentId', 'name', 'stars', 'rating', 'visits', 'open', 'since', 'facts', 'body', 'kind'],
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
      ...['city.name', 'seo.title', 'name', 'rooms.seo.title', 'gallery.url', 'city.id', 'cover.size'],
      ...['tags.parent.name', 'sister.city.name', 'seo.links.city.name', 'tags.parent.name:first'],
    ]);
    const many = columns.filter(({ steps }) => steps.some((step) => step.many)).map(({ key }) => key);
    assert.deepEqual(many, [
      ...['rooms.seo.title', 'gallery.url', 'tags.parent.name', 'seo.links.city.name', 'tags.parent.name:first'],
    ]);
    assert.equal(wayOf(columns[9] as never), 'seo links[] city');
    assert.deepEqual(level.fields, [{ attribute: 'name', type: 'text' }]);
    assert.deepEqual(
      level.hops.map((hop) => [hop.attribute, levelOf(hop).uid, levelOf(hop).fields.map((field) => field.attribute)]),
      [
        ['city', CITY, ['name', 'id']],
        ['seo', 'shared.seo', ['title']],
        ['rooms', 'hotel.room', []],
        ['gallery', FILE, ['url']],
        ['cover', FILE, ['size']],
        ['tags', TAG, []],
        ['sister', HOTEL, []],
      ],
    );
    assert.deepEqual(
      [level.hasDrafts, ...level.hops.map((hop) => levelOf(hop).hasDrafts)],
      [...[true, false, false, false, false, false, false], true],
    );
  });

  it('take the row conditions of the types they lead to along, at every hop', async () => {
    const rows = { name: { $eq: 'Bonn' } };
    const mine = { stars: 5 };
    const access = createAccess({ [HOTEL]: { rows: mine }, [CITY]: { rows } });
    const { level } = await compile(['city.name', 'seo.title', 'cover.url', 'sister.city.name', 'createdBy.id'], {
      access,
    });
    assert.deepEqual(
      level.hops.map((hop) => hop.kind === 'level' && hop.rows),
      [rows, null, null, mine, null],
    );
    const sister = level.hops[3];
    assert.ok(sister);
    assert.deepEqual(
      levelOf(sister).hops.map((hop) => hop.kind === 'level' && hop.rows),
      [rows],
    );
  });

  it('are each asked for once, in one way', async () => {
    const twice = 'EXPORT_INVALID_REQUEST columns.2 given_twice';
    assert.equal(await refused(['name', 'city.name', 'name']), twice);
    assert.equal(await refused(['id', 'tags.name', 'tags.name:rows']), twice);
    assert.equal(await refused(['id', 'tags.name:sheet', { path: 'tags.name', toMany: 'join' }]), twice);
    assert.equal(await refused(['id', 'tags:count', { path: 'tags', toMany: 'count' }]), twice);
    const { columns } = await compile(['tags.name', 'tags.name:first', 'tags:count']);
    assert.deepEqual(
      columns.map(({ key }) => key),
      ['tags.name', 'tags.name:first', 'tags:count'],
    );
  });

  it('tell nothing by the order of complaints: the first wrong column is named', async () => {
    const access = createAccess({ [HOTEL]: { without: ['stars'] } });
    assert.equal(await refused(['name', 'stars', 'nope'], { access }), 'EXPORT_FIELD_FORBIDDEN columns.1 not_readable');
    assert.equal(
      await refused(['name', 'nope', 'stars'], { access }),
      'EXPORT_UNKNOWN_COLUMN columns.1 unknown_column',
    );
  });

  it('have a format that fits their type', async () => {
    const money = { kind: 'money', currency: 'EUR', storedAs: 'units' } as const;
    const date = { kind: 'date', pattern: 'yyyy' } as const;
    const words = { kind: 'boolean', true: 'yes', false: 'no' } as const;
    const places = { kind: 'number', decimals: 2, grouping: false } as const;
    for (const [path, format] of [
      ['name', money],
      ['since', money],
      ['stars', date],
      ['facts', date],
      ['__status', words],
      ['kind', places],
      ['open', places],
      ['tags.name', places],
      ['zone.__component', date],
    ] as const) {
      assert.equal(await refused(['id', { path, format }]), 'EXPORT_INVALID_REQUEST columns.1.format format_type');
    }
    const { columns } = await compile([
      { path: 'city.population', format: money },
      { path: 'createdAt', format: date },
      { path: 'open', format: words },
      { path: 'tags', toMany: 'count', format: places },
    ]);
    assert.deepEqual(
      columns.map(({ format }) => format),
      [money, date, words, places],
    );
  });
});
