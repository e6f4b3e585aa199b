import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withContentRules } from '../../../server/src/access/content-rules';
import type { Model, Schema } from '../../../server/src/access/schema';
import { canEnter, follow, followVariant, type Hop, hopKind, isMany } from '../../../server/src/plan/hop';
import { compile, refused } from './compile';
import { ADMIN, CITY, createAccess, FILE, HOTEL, open, placeOf, schema, TAG } from './schema';

const hotel = schema.model(HOTEL) as Model;

const hopOf = async (name: string, access = open): Promise<Hop | null> =>
  follow({ schema, access }, await placeOf(access), name);

describe('what an attribute leads to', () => {
  it('is one type or component, items of several kinds, or nothing', () => {
    const kinds = (...names: string[]) => names.map((name) => hopKind(hotel, name));
    assert.deepEqual(
      kinds('city', 'tags', 'seo', 'rooms', 'cover', 'headline', 'remarks', 'localizations', 'createdBy'),
      [...Array.from({ length: 9 }, () => 'level')],
    );
    assert.deepEqual(kinds('zone', 'subject', 'guests'), ['variants', 'variants', 'variants']);
    assert.deepEqual(kinds('name', 'facts', 'id', 'nope', 'ghost', 'constructor'), [
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('is a list or not', () => {
    const lists = Object.keys(hotel.attributes).filter((name) => isMany(hotel, name));
    const expected = ['tags', 'localizations', 'ghost', 'guests', 'remarks', 'zone', 'rooms', 'gallery'];
    assert.deepEqual(lists, expected);
  });

  it('is nothing where the attribute or the type may not be read', async () => {
    const access = createAccess({ [HOTEL]: { without: ['city', 'zone', 'createdBy'] }, [CITY]: {}, [TAG]: {} });
    for (const name of ['city', 'zone', 'createdBy', 'headline', 'owner', 'hidden', 'admin', 'lost', 'ghost', 'name']) {
      assert.equal(await hopOf(name, access), null, name);
    }
  });

  it('is known by a few fields where it leads to a file or a creator, whatever rights there are on those', async () => {
    const fields = async (name: string, access = open): Promise<string[]> => {
      const hop = await hopOf(name, access);
      assert.ok(hop?.kind === 'level');
      const { model, grant } = hop.target.place;
      return Object.keys(model.attributes).filter((attribute) => grant.canRead(attribute));
    };
    const wide = createAccess({ [HOTEL]: {}, [FILE]: {}, [ADMIN]: {} });
    for (const access of [open, wide]) {
      assert.deepEqual(await fields('cover', access), ['name', 'url', 'size', 'createdAt', 'updatedAt']);
      assert.deepEqual(await fields('createdBy', access), ['firstname', 'lastname', 'username']);
    }
  });
});

describe('a kind of item', () => {
  it('is followed when the hop has it and the requester may read it', async () => {
    const zone = await hopOf('zone');
    const guests = await hopOf('guests');
    assert.ok(zone?.kind === 'variants' && guests?.kind === 'variants');
    const rights = { schema, access: open };
    assert.equal((await followVariant(rights, zone, 'blocks.quote'))?.place.model.uid, 'blocks.quote');
    assert.equal((await followVariant(rights, guests, TAG))?.place.model.uid, TAG);
    for (const uid of ['shared.seo', 'blocks.gone', TAG, '', '__proto__']) {
      assert.equal(await followVariant(rights, zone, uid), null, uid);
    }
    for (const uid of ['blocks.quote', 'api::secret.secret', ADMIN, FILE, 'plugin::x.hidden', 'api::gone.gone']) {
      assert.equal(await followVariant(rights, guests, uid), null, uid);
    }
  });

  it('is no way around what never leaves', async () => {
    const wide = createAccess({ ...Object.fromEntries(schema.contentTypes().map((uid) => [uid, {}])) });
    const guests = await hopOf('guests', wide);
    assert.ok(guests?.kind === 'variants');
    for (const uid of [FILE, 'plugin::x.hidden', 'plugin::users-permissions.role']) {
      assert.equal(await followVariant({ schema, access: wide }, guests, uid), null, uid);
    }
    for (const path of ['zone.blocks.quote.draft', 'guests.api::hotel.hotel.note', 'guests.api::city.city.code']) {
      assert.equal(await refused([path], { access: wide }), 'EXPORT_UNKNOWN_COLUMN columns.0 unknown_column', path);
    }
  });
});

describe("a site's rule on the way", () => {
  const hiding = (...paths: string[]) =>
    withContentRules(schema, open, (uid) =>
      uid === HOTEL ? [{ visibleTo: Object.fromEntries(paths.map((path) => [path, () => false])) }] : [],
    );

  it('hides its attributes as a column of the type and behind every relation that leads there', async () => {
    const access = hiding('stars', 'seo', 'rooms.seo.title', 'zone');
    const forbidden = 'EXPORT_FIELD_FORBIDDEN columns.0 not_readable';
    const ends = ['stars', 'seo.title', 'seo.id', 'rooms.seo.title', 'zone.__component', 'zone.blocks.quote.text'];
    for (const end of ends) {
      for (const way of ['', 'sister.', 'city.hotels.', 'localizations.', 'guests.api::hotel.hotel.']) {
        assert.equal(await refused([way + end], { access }), forbidden, way + end);
      }
    }
    assert.equal(
      (await compile(['rooms.number', 'rooms.seo.links.url', 'city.seo.title'], { access })).columns.length,
      3,
    );
  });

  it("hides a component's id, where it says so", async () => {
    assert.equal(
      await refused(['seo.id'], { access: hiding('seo.id') }),
      'EXPORT_FIELD_FORBIDDEN columns.0 not_readable',
    );
  });
});

describe('a component that holds itself', () => {
  it('is entered where a leaf of it is readable', async () => {
    const tree = { type: 'component', component: 'shared.tree' };
    const self: Model = {
      uid: 'shared.tree',
      modelType: 'component',
      info: {},
      attributes: { tree, title: { type: 'string' } },
    };
    const nested: Schema = { ...schema, model: (uid) => (uid === self.uid ? self : schema.model(uid)) };
    const place = await placeOf(open);
    assert.equal(canEnter(nested, { ...place, model: { ...hotel, attributes: { tree } } }, 'tree'), true);
  });
});
