import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cell, Nested, Row } from '../../../shared/columns';
import { createLeafReader } from '../../../server/src/row/leaf';
import type { PlanHop, PlanLevel } from '../../../server/src/plan/plan';
import { createRandom } from '../access/random';
import { compile } from './compile';

const LISTS = ['tags', 'rooms', 'gallery', 'hotels', 'links', 'cards', 'zone', 'guests', 'remarks', 'localizations'];
const VARIANTS: Readonly<Record<string, readonly string[]>> = {
  zone: ['blocks.quote', 'blocks.deck'],
  guests: ['api::tag.tag', 'api::city.city'],
  subject: ['api::tag.tag'],
};

interface Item {
  /** Where the item stands in the tree, with a dot behind. */
  readonly place: string;
  /** Of an item of several kinds. */
  readonly kind: string | null;
}

/** The items that an attribute leads to: two in a list, of every kind in turn. */
const itemsOf = (place: string, name: string): Item[] => {
  const kinds = VARIANTS[name];
  return (LISTS.includes(name) ? [0, 1] : ['']).map((at) => ({
    place: `${place}${name}${at}.`,
    kind: kinds?.[Number(at) % kinds.length] ?? null,
  }));
};

/** A tree of documents, each cell its own path; read by name, the naive way. */
const naive = (path: string): Cell[] => {
  const names = path.split('.');
  let places = [''];
  while (names.length > 1) {
    const name = names.shift() ?? '';
    const items = places.flatMap((place) => itemsOf(place, name));
    if (VARIANTS[name] === undefined) places = items.map(({ place }) => place);
    else if (names.length === 1) return items.map(({ kind }) => kind);
    else {
      const kind = names.splice(0, 2).join('.');
      places = items.filter((item) => item.kind === kind).map(({ place }) => place);
    }
  }
  return places.map((place) => place + (names[0] ?? ''));
};

const nestedOf = (hop: PlanHop, place: string): Nested => {
  const rows = itemsOf(place, hop.attribute).map((item): Row =>
    hop.kind === 'level'
      ? rowOf(hop.level, item.place)
      : [item.kind, ...hop.variants.map(({ uid, level }) => (uid === item.kind ? rowOf(level, item.place) : null))],
  );
  return hop.many ? rows : (rows[0] ?? null);
};

/** The same tree as a source would give it for a level: fields first, hops behind. */
const rowOf = ({ fields, hops }: PlanLevel, place: string): Row => [
  ...fields.map(({ attribute }) => place + attribute),
  ...hops.map((hop) => nestedOf(hop, place)),
];

const PATHS: readonly string[] = [
  ...['id', 'documentId', 'name', 'stars', 'rating', 'facts', 'createdAt', '__status'],
  ...['city', 'sister', 'city.hotels', 'sister.city', 'sister.sister'].flatMap((hop) => [`${hop}.id`, `${hop}.name`]),
  ...['tags.name', 'tags.parent.name', 'tags.parent.id', 'rooms.number', 'rooms.seo.title', 'rooms.seo.links.url'],
  ...['seo.title', 'seo.id', 'seo.image.url', 'seo.links.city.name', 'seo.links.url', 'gallery.url', 'gallery.id'],
  ...['cover.size', 'cover.name', 'city.hotels.tags.name', 'city.hotels.rooms.seo.links.city.hotels.name'],
  ...['zone.__component', 'zone.blocks.quote.text', 'zone.blocks.quote.tag.name', 'zone.blocks.deck.cards.city.name'],
  ...['zone.blocks.deck.seo.title', 'guests.__type', 'guests.api::tag.tag.name', 'guests.api::city.city.hotels.name'],
  ...['subject.__type', 'subject.api::tag.tag.parent.name', 'city.hotels.zone.blocks.quote.text', 'remarks.text'],
  ...['createdBy.firstname', 'localizations.name', 'localizations.zone.__component', 'headline.text'],
];

describe('the positions of columns', () => {
  it('find the right cell for any choice of columns in any order', async () => {
    const random = createRandom(7);
    for (let round = 0; round < 150; round += 1) {
      const pool = [...PATHS];
      const paths = Array.from(
        { length: 1 + random.below(PATHS.length) },
        () => pool.splice(random.below(pool.length), 1)[0] ?? '',
      );
      const { columns, level, rowPath, sheets } = await compile(paths);
      assert.deepEqual([rowPath, sheets], [[], []]);
      const row = rowOf(level, '');
      assert.deepEqual(
        columns.map((column) => createLeafReader(column).readAll(row)),
        paths.map(naive),
      );
    }
  });

  it('find how many there are and the first one too, beside any other columns', async () => {
    const random = createRandom(8);
    const lists = ['tags', 'rooms', 'city.hotels', 'zone', 'guests', 'rooms.seo.links', 'zone.blocks.deck.cards'];
    const leaves = PATHS.filter((path) => path.split('.').some((name) => LISTS.includes(name)));
    for (let round = 0; round < 100; round += 1) {
      const [counts, firsts, others] = [random.some(lists), random.some(leaves), random.some(PATHS)];
      const requests = [...counts.map((path) => `${path}:count`), ...firsts.map((path) => `${path}:first`), ...others];
      if (requests.length === 0) continue;
      const { columns, level } = await compile(requests);
      const row = rowOf(level, '');
      const cells = columns.slice(0, counts.length + firsts.length).map((column) => createLeafReader(column).read(row));
      assert.deepEqual(cells, [
        ...counts.map((path) => naive(`${path}.${path in VARIANTS ? '__kind' : 'id'}`).length),
        ...firsts.map((path) => naive(path)[0] ?? null),
      ]);
    }
  });
});
