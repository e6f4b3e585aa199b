import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Access } from '../../../server/src/access/access';
import { checkFilters } from '../../../server/src/plan/filters';
import { CITY, createAccess, HOTEL, open, placeOf, refusal, schema, TAG } from './schema';

const check = async (filters: unknown, access: Access = open): Promise<unknown> =>
  checkFilters({ schema, access }, await placeOf(access), 'published', filters as Record<string, unknown>);

const refused = (filters: unknown, access?: Access): Promise<string> => refusal(() => check(filters, access));

describe('filters', () => {
  it('are none where there are none', async () => {
    assert.equal(await check(undefined), null);
    assert.equal(await check({}), null);
  });

  const kept: readonly unknown[] = [
    { name: 'x' },
    { name: { $eq: null } },
    { name: { $containsi: 'x', $ne: 'y' } },
    { name: { $not: { $in: ['a', 'b'] } } },
    { name: { $not: 'a' } },
    { stars: { $between: [1, 5] } },
    { stars: { $in: [] } },
    { city: { name: { $eq: 'Bonn' } } },
    { city: { seo: { links: { url: { $null: true } } } } },
    { rooms: { number: 5 } },
    { cover: { url: { $endsWith: '.png' } } },
    { $or: [{ name: 'a' }, { $and: [{ stars: 1 }, { city: { name: 'b' } }] }] },
    { id: { $in: [1, 2] } },
    { documentId: 'x' },
    { seo: { id: { $notNull: true } } },
    { createdBy: { firstname: 'a' } },
    { remarks: { text: { $contains: 'x' } } },
    { headline: { id: 5 } },
    { city: { residents: { username: 'a' } } },
  ];
  for (const filters of kept) {
    it(`are kept as they are: ${JSON.stringify(filters)}`, async () => assert.deepEqual(await check(filters), filters));
  }

  const normalised: readonly (readonly [filters: unknown, meaning: unknown])[] = [
    [{ stars: { $in: 5 } }, { stars: { $in: [5] } }],
    [{ stars: { $in: { 0: '4', 1: '5' } } }, { stars: { $in: ['4', '5'] } }],
    [{ stars: { $between: { 0: 1, 1: 5 } } }, { stars: { $between: [1, 5] } }],
    [{ name: ['a', 'b'] }, { name: { $in: ['a', 'b'] } }],
    [{ name: { 0: 'a', 1: 'b' } }, { name: { $in: ['a', 'b'] } }],
    [{ $or: { 0: { name: 'a' }, 1: { name: 'b' } } }, { $or: [{ name: 'a' }, { name: 'b' }] }],
    [{ $and: { name: 'a' } }, { $and: [{ name: 'a' }] }],
    // Strapi speaks of the target's id where a relation has an operator, takes only one, and casts no value.
    [{ city: 5 }, { city: { id: 5 } }],
    [{ city: null }, { city: { id: null } }],
    [{ city: [1, 2] }, { city: { id: { $in: [1, 2] } } }],
    [{ city: { $null: true } }, { city: { id: { $null: true } } }],
    [{ city: { $gt: 1, $lt: 9 } }, { city: { id: { $gt: 1, $lt: 9 } } }],
    [{ tags: { $notNull: 'true' } }, { tags: { id: { $notNull: true } } }],
  ];
  for (const [filters, meaning] of normalised) {
    it(`mean ${JSON.stringify(meaning)}: ${JSON.stringify(filters)}`, async () => {
      assert.deepEqual(await check(filters), meaning);
    });
  }

  it('stand each by itself, since Strapi lets groups of one object replace each other', async () => {
    const city = { city: { $or: [{ name: 'a' }, { name: 'b' }] } };
    const tags = { tags: { $or: [{ name: 'c' }, { name: 'd' }] } };
    const own = { $or: [{ name: 'e' }, { stars: 1 }] };
    assert.deepEqual(await check({ ...city, ...tags, ...own }), { $and: [city, tags, own] });
    const within = { name: 'a', $or: [{ population: 1 }, { population: 2 }] };
    assert.deepEqual(await check({ city: within }), { city: { $and: [{ name: 'a' }, { $or: within.$or }] } });
  });

  it('say not in a group, since Strapi takes it for an operator behind a relation', async () => {
    assert.deepEqual(await check({ $not: { name: 'a' } }), { $and: [{ $not: { name: 'a' } }] });
    assert.deepEqual(await check({ $not: { name: 'a', stars: 1 } }), {
      $and: [{ $not: { $and: [{ name: 'a' }, { stars: 1 }] } }],
    });
    assert.deepEqual(await check({ city: { $not: { name: 'a' } } }), { city: { $and: [{ $not: { name: 'a' } }] } });
  });

  it('are not changed in the hands of whoever gave them', async () => {
    const filters = { stars: { $in: { 0: 1 } }, city: 5 };
    const before = structuredClone(filters);
    await check(filters);
    assert.deepEqual(filters, before);
  });

  const invalid = (at: string, rule: string): string => `EXPORT_INVALID_FILTER filters.${at} ${rule}`;
  const forbidden = (at: string): string => `EXPORT_FIELD_FORBIDDEN filters.${at} not_readable`;
  const hostile: readonly (readonly [filters: unknown, refusal: string])[] = [
    [{ nope: 1 }, invalid('nope', 'unknown_field')],
    [{ constructor: 1 }, invalid('constructor', 'unknown_field')],
    [JSON.parse('{"__proto__":{"a":1}}'), invalid('__proto__', 'unknown_field')],
    [{ toString: { $eq: 1 } }, invalid('toString', 'unknown_field')],
    [{ key: { $startsWith: 'a' } }, invalid('key', 'unknown_field')],
    [{ note: 'x' }, invalid('note', 'unknown_field')],
    [{ hidden: { name: 'x' } }, invalid('hidden', 'unknown_field')],
    [{ city: { code: 'x' } }, invalid('city.code', 'unknown_field')],
    [{ $or: [{ name: 'a' }, { city: { code: { $null: true } } }] }, invalid('$or.1.city.code', 'unknown_field')],
    [{ seo: { draft: 'x' } }, invalid('seo.draft', 'unknown_field')],
    [{ zone: { title: 'x' } }, invalid('zone', 'not_supported')],
    [{ subject: 1 }, invalid('subject', 'not_supported')],
    [{ owner: { name: { $startsWith: 'a' } } }, forbidden('owner')],
    [{ owner: { $null: true } }, forbidden('owner')],
    [{ owner: 5 }, forbidden('owner')],
    [{ city: { mayor: { id: 1 } } }, forbidden('city.mayor')],
    [{ $and: [{ $not: { admin: { email: 'x' } } }] }, forbidden('$and.0.$not.admin')],
    [{ createdBy: { email: { $startsWith: 'a' } } }, invalid('createdBy.email', 'unknown_field')],
    [{ createdBy: { password: { $startsWith: 'a' } } }, invalid('createdBy.password', 'unknown_field')],
    [{ createdBy: { roles: { name: 'x' } } }, invalid('createdBy.roles', 'unknown_field')],
    // No table holds it, so Strapi could not filter by it.
    [{ updatedBy: { displayName: 'x' } }, invalid('updatedBy.displayName', 'unknown_field')],
    [{ city: { residents: { password: 'x' } } }, invalid('city.residents.password', 'unknown_field')],
    [
      { city: { residents: { resetPasswordToken: { $notNull: true } } } },
      invalid('city.residents.resetPasswordToken', 'unknown_field'),
    ],
    [{ city: { residents: { role: { name: 'x' } } } }, forbidden('city.residents.role')],
    [{ localizations: { note: 'x' } }, invalid('localizations', 'not_supported')],
    [{ guests: { id: 1 } }, invalid('guests', 'not_supported')],
    [{ zone: { $notNull: true } }, invalid('zone', 'not_supported')],
    [{ remarks: { about: { id: 1 } } }, invalid('remarks.about', 'not_supported')],
    [{ ghost: { id: 1 } }, forbidden('ghost')],
    [{ __publication: 'draft' }, invalid('__publication', 'unknown_field')],
    [{ sister: { __status: 'draft' } }, invalid('sister.__status', 'unknown_field')],
    [{ localizations: { $or: [{ __status: 'draft' }] } }, invalid('localizations', 'not_supported')],
    [{ seo: { __status: 'draft' } }, invalid('seo.__status', 'unknown_field')],
    [{ displayName: 'x' }, invalid('displayName', 'unknown_field')],
    [{ cover: { provider_metadata: { $containsi: 'x' } } }, forbidden('cover.provider_metadata')],
    [{ name: { $regex: '.' } }, invalid('name.$regex', 'unknown_operator')],
    [{ name: { eq: 'x' } }, invalid('name.eq', 'unknown_operator')],
    [{ facts: { $jsonSupersetOf: {} } }, invalid('facts.$jsonSupersetOf', 'unknown_operator')],
    [{ name: { $or: [{ $eq: 'a' }] } }, invalid('name.$or', 'unknown_operator')],
    [{ name: { $not: { $bad: 1 } } }, invalid('name.$not.$bad', 'unknown_operator')],
    [{ $eq: 'x' }, invalid('$eq', 'unknown_operator')],
    [{ $nor: [{ name: 'a' }] }, invalid('$nor', 'unknown_operator')],
    [{ city: { name: 'a', $null: true } }, invalid('city.name', 'unknown_operator')],
    [{ city: { $not: { $null: true } } }, invalid('city.$not.$null', 'unknown_operator')],
    [{ name: {} }, invalid('name', 'needs_operator')],
    [{ name: { $not: {} } }, invalid('name.$not', 'needs_operator')],
    [{ city: {} }, invalid('city', 'needs_fields')],
    [{ $and: [] }, invalid('$and', 'needs_fields')],
    [{ $or: {} }, invalid('$or.0', 'needs_fields')],
    [{ $and: [{ name: 'a' }, {}] }, invalid('$and.1', 'needs_fields')],
    [{ $or: 'a' }, invalid('$or.0', 'needs_fields')],
    [{ $not: [] }, invalid('$not', 'needs_fields')],
    [{ $not: {} }, invalid('$not', 'needs_fields')],
    [{ name: undefined }, invalid('name', 'needs_value')],
    [{ name: { $eq: ['a'] } }, invalid('name.$eq', 'needs_value')],
    [{ name: { $eq: { $ne: 'a' } } }, invalid('name.$eq', 'needs_value')],
    [{ name: { $null: {} } }, invalid('name.$null', 'needs_value')],
    [{ name: { $in: ['a', { $ne: 'b' }] } }, invalid('name.$in.1', 'needs_value')],
    [{ name: { $in: {} } }, invalid('name.$in.0', 'needs_value')],
    [{ name: ['a', ['b']] }, invalid('name.1', 'needs_value')],
    [{ stars: { $between: [1] } }, invalid('stars.$between', 'needs_two_values')],
    [{ stars: { $between: [1, 2, 3] } }, invalid('stars.$between', 'needs_two_values')],
    [{ stars: { $between: 5 } }, invalid('stars.$between', 'needs_two_values')],
  ];
  for (const [filters, expected] of hostile) {
    it(`are refused (${expected}): ${JSON.stringify(filters)}`, async () =>
      assert.equal(await refused(filters), expected));
  }

  it('are refused where a right is missing, since a count alone would tell the value', async () => {
    const access = createAccess({
      [HOTEL]: { without: ['stars', 'tags', 'seo.title'] },
      [CITY]: { without: ['population'] },
      [TAG]: {},
    });
    assert.equal(await refused({ stars: { $gt: 1 } }, access), forbidden('stars'));
    assert.equal(await refused({ tags: { $null: true } }, access), forbidden('tags'));
    assert.equal(await refused({ seo: { title: 'x' } }, access), forbidden('seo.title'));
    assert.equal(await refused({ city: { population: 1 } }, access), forbidden('city.population'));
    assert.equal(await refused({ sister: { $or: [{ stars: 1 }] } }, access), forbidden('sister.$or.0.stars'));
    assert.deepEqual(await check({ city: { name: 'a' } }, access), { city: { name: 'a' } });
  });

  it('see only the rows of a relation that its conditions leave', async () => {
    const rows = { name: { $ne: 'Atlantis' } };
    const access = createAccess({ [HOTEL]: {}, [CITY]: { rows } });
    const limited = (condition: unknown): unknown => ({ city: { $and: [condition, rows] } });
    assert.deepEqual(await check({ city: { name: 'Atlantis' } }, access), limited({ name: 'Atlantis' }));
    // A hotel has drafts: only its published rows count in a run of published ones.
    const published = { publishedAt: { $notNull: true } };
    assert.deepEqual(await check({ sister: { city: 1 } }, access), {
      sister: { $and: [limited({ id: 1 }), published] },
    });
  });

  it('take a missing field of a component for unknown', async () => {
    assert.equal(await refused({ seo: { documentId: 'x' } }), invalid('seo.documentId', 'unknown_field'));
  });

  describe('on a relation to rows of which some are hidden', () => {
    const access = createAccess({ [HOTEL]: {}, [CITY]: { rows: { name: 'Bonn' } } });
    const linked = (condition: unknown) => ({
      __linked: { uid: HOTEL, filters: { city: { $and: [condition, { name: 'Bonn' }] } } },
    });

    it('take a hidden row for none when they ask whether there is one', async () => {
      const present = linked({ id: { $notNull: true } });
      for (const value of [{ $null: true }, null, { $notNull: false }, { $notNull: 'false' }]) {
        assert.deepEqual(await check({ city: value }, access), { $and: [{ $not: present }] });
      }
      for (const value of [{ $notNull: true }, { $null: false }, { $null: '0' }]) {
        assert.deepEqual(await check({ city: value }, access), present);
      }
    });

    it('ask for ids when they are negated, so that hidden is as good as none there, too', async () => {
      const filters = { $not: { $or: [{ city: { population: 5 } }, { name: 'x' }] } };
      assert.deepEqual(await check(filters, access), {
        $and: [{ $not: { $or: [linked({ population: 5 }), { name: 'x' }] } }],
      });
    });

    it('join where they are not', async () => {
      assert.deepEqual(await check({ city: { $not: { population: 5 } } }, access), {
        city: { $and: [{ $and: [{ $not: { population: 5 } }] }, { name: 'Bonn' }] },
      });
    });
  });
});
