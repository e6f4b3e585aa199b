import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ListPath } from '../../../shared/columns';
import { compile, refused, wayOf } from './compile';
import { CITY, createAccess, HOTEL, TAG } from './schema';

const namesOf = (path: ListPath): string => path.map(({ name, many }) => name + (many ? '[]' : '')).join(' ');

const unknown = (rule: string): string => `EXPORT_UNKNOWN_COLUMN columns.0 ${rule}`;
const invalid = (rule: string, at = 0): string => `EXPORT_INVALID_REQUEST columns.${at}.toMany ${rule}`;

describe('a column over a list', () => {
  it('is joined unless it says otherwise', async () => {
    const { columns, rowPath, sheets } = await compile(['tags.name', { path: 'rooms.number', toMany: 'join' }]);
    assert.deepEqual(
      columns.map(({ key, list, steps }) => [key, list, steps.at(-1)?.many]),
      [
        ['tags.name', undefined, true],
        ['rooms.number', undefined, true],
      ],
    );
    assert.deepEqual([rowPath, sheets], [[], []]);
  });

  it('shows the first item', async () => {
    const { columns } = await compile(['tags.name:first', 'zone.__component:first', 'rooms.seo.links.url:first']);
    assert.deepEqual(
      columns.map(({ key, list, type }) => [key, list, type]),
      [
        ['tags.name:first', 'first', 'text'],
        ['zone.__component:first', 'first', 'text'],
        ['rooms.seo.links.url:first', 'first', 'text'],
      ],
    );
    assert.deepEqual(columns.map(wayOf), ['tags[]', 'zone[]', 'rooms[] seo links[]']);
  });

  it('counts items and reads nothing of them', async () => {
    const { columns, level } = await compile(['tags:count', 'city.hotels:count', 'gallery:count', 'zone:count']);
    assert.deepEqual(
      columns.map(({ key, header, list, type, index }) => [key, header, list, type, index]),
      ['tags', 'city.hotels', 'gallery', 'zone'].map((path) => [
        ...[`${path}:count`, `${path}:count`, 'count', 'integer'],
        0,
      ]),
    );
    assert.deepEqual(columns.map(wayOf), ['tags[]', 'city hotels[]', 'gallery[]', 'zone[]']);
    assert.deepEqual(level.fields, []);
    const kinds = level.hops.flatMap((hop) => (hop.kind === 'variants' ? hop.variants.map(({ uid }) => uid) : []));
    assert.deepEqual(kinds, ['blocks.quote', 'blocks.deck']);
  });

  it('counts only what may be read', async () => {
    const rows = { name: 'Bonn' };
    const access = createAccess({ [HOTEL]: { without: ['rooms.number', 'gallery'] }, [CITY]: {}, [TAG]: { rows } });
    const { level } = await compile(['tags:count', 'guests:count'], { access });
    const [tags, guests] = level.hops;
    assert.deepEqual(tags?.kind === 'level' && tags.rows, rows);
    assert.deepEqual(guests?.kind === 'variants' && guests.variants.map((one) => [one.uid, one.rows]), [
      [HOTEL, null],
      [CITY, null],
      [TAG, rows],
    ]);
    const forbidden = 'EXPORT_FIELD_FORBIDDEN columns.0 not_readable';
    for (const path of ['gallery:count', 'remarks:count', 'city.residents:count']) {
      assert.equal(await refused([path], { access }), forbidden, path);
    }
  });

  it('is refused where there is no list to choose of', async () => {
    for (const choice of ['join', 'first', 'rows', 'sheet']) {
      for (const path of ['name', 'city.name', 'seo.title', 'subject.__type', 'createdBy.id']) {
        assert.equal(await refused([`${path}:${choice}`]), invalid('no_list'), `${path}:${choice}`);
      }
    }
    for (const path of ['city', 'seo', 'subject', 'sister']) {
      assert.equal(await refused([`${path}:count`]), invalid('no_list'), path);
    }
  });

  it('is refused where a value is counted, or a list is shown as if it were one', async () => {
    for (const path of ['name', 'tags.name', 'id', 'facts', 'city.hotels.stars']) {
      assert.equal(await refused([`${path}:count`]), unknown('needs_list'), path);
    }
    for (const choice of ['first', 'rows', 'sheet', 'join']) {
      assert.equal(await refused([`tags:${choice}`]), unknown('needs_field'), choice);
    }
    for (const path of ['nope:count', 'key:count', 'hidden:count', 'city.nope:count', 'constructor:count', '.:count']) {
      assert.equal(await refused([path]), unknown('unknown_column'), path);
    }
    assert.equal(await refused(['zone.blocks.quote:count']), unknown('needs_field'));
  });

  it('does not tell by a count that a private attribute exists', async () => {
    for (const path of ['note', 'city.code', 'seo.draft', 'city.residents.resetPasswordToken', 'createdBy.email']) {
      assert.equal(await refused([`${path}:count`]), unknown('unknown_column'), path);
    }
  });

  it('cannot count what items are', async () => {
    assert.equal(await refused(['zone.__component:count']), unknown('needs_list'));
  });
});

describe('rows of their own', () => {
  it('are made of the items of one list, which every other column shows item by item', async () => {
    const { columns, rowPath } = await compile(['name', 'city.hotels.name:rows', 'city.hotels.tags.name', 'city.name']);
    assert.equal(namesOf(rowPath), 'city hotels[]');
    assert.deepEqual(columns.map(wayOf), ['', 'city hotels', 'city hotels tags[]', 'city']);
  });

  it('are made of lists within lists, whatever the order of the columns', async () => {
    for (const paths of [
      ['rooms.number:rows', 'rooms.seo.links.url:rows'],
      ['rooms.seo.links.url:rows', 'rooms.number:rows'],
      ['rooms.number', 'rooms.seo.links.url:rows'],
    ]) {
      const { columns, rowPath } = await compile(paths);
      assert.equal(namesOf(rowPath), 'rooms[] seo links[]');
      for (const column of columns) assert.ok(!wayOf(column).includes('[]'));
    }
  });

  it('are made of items of several kinds, and of a list within one kind', async () => {
    const { columns, rowPath } = await compile(['zone.blocks.quote.text:rows', 'zone.blocks.deck.cards.url:rows']);
    assert.equal(namesOf(rowPath), 'zone[] blocks.deck cards[]');
    assert.deepEqual(columns.map(wayOf), ['zone <blocks.quote>', 'zone <blocks.deck> cards']);
  });

  it('cannot be made of two lists beside each other', async () => {
    for (const paths of [
      ['tags.name:rows', 'rooms.number:rows'],
      ['rooms.seo.links.url:rows', 'tags.name:rows'],
      ['city.hotels.name:rows', 'sister.tags.name:rows'],
      ['city.hotels.tags.name:rows', 'city.hotels.rooms.number:rows'],
      ['guests.api::hotel.hotel.tags.name:rows', 'guests.api::city.city.hotels.name:rows'],
    ]) {
      assert.equal(await refused(paths, { format: 'csv' }), invalid('two_lists', 1), paths.join());
    }
    const { columns } = await compile(['tags.name:rows', 'rooms.number', 'rooms.number:first', 'rooms:count']);
    assert.deepEqual(columns.map(wayOf), ['tags', 'rooms[]', 'rooms[]', 'rooms[]'], 'others stay in one cell');
  });

  it('leave the count of the list what it was, so the list is read twice', async () => {
    const { columns, level, rowPath } = await compile(['tags.name:rows', 'tags:count', 'tags.id']);
    assert.deepEqual(columns.map(wayOf), ['tags', 'tags[]', 'tags']);
    assert.equal(namesOf(rowPath), 'tags[]');
    assert.deepEqual(
      level.hops.map((hop) => [hop.attribute, hop.many, hop.kind === 'level' && hop.level.fields.length]),
      [
        ['tags', true, 2],
        ['tags', true, 0],
      ],
    );
    assert.deepEqual(
      columns.map(({ steps }) => steps[0]?.index),
      [0, 1, 0],
    );
  });

  it('leave the counts of nested lists and of several kinds what they were', async () => {
    const nested = await compile(['rooms:count', 'rooms.seo.links:count', 'rooms.seo.links.url:rows', 'rooms.number']);
    assert.deepEqual(nested.columns.map(wayOf), ['rooms[]', 'rooms seo links[]', 'rooms seo links', 'rooms']);
    const kinds = await compile(['zone.blocks.quote.text:rows', 'zone:count', 'zone.__component']);
    assert.deepEqual(kinds.columns.map(wayOf), ['zone <blocks.quote>', 'zone[]', 'zone']);
    const [shown, counted] = kinds.level.hops;
    assert.ok(shown?.kind === 'variants' && counted?.kind === 'variants');
    assert.deepEqual(
      [shown, counted].map(({ variants }) => variants.map(({ uid, level }) => [uid, level.fields.length])),
      [
        [
          ['blocks.quote', 1],
          ['blocks.deck', 0],
        ],
        [
          ['blocks.quote', 0],
          ['blocks.deck', 0],
        ],
      ],
    );
  });

  it('leave the first item what it was', async () => {
    const { columns } = await compile(['tags.name:first', 'tags.id:rows']);
    assert.deepEqual(columns.map(wayOf), ['tags[]', 'tags']);
  });
});
