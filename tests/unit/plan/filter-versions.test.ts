import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Access } from '../../../server/src/access/access';
import { checkFilters } from '../../../server/src/plan/filters';
import type { Publication } from '../../../server/src/plan/plan';
import { CITY, createAccess, HOTEL, open, placeOf, refusal, schema, TAG } from './schema';

const check = async (
  filters: Record<string, unknown>,
  publication: Publication = 'published',
  access: Access = open,
  uid = HOTEL,
): Promise<unknown> => checkFilters({ schema, access }, await placeOf(access, uid), publication, filters);

const draft = { publishedAt: { $null: true } };
const published = { publishedAt: { $notNull: true } };

describe('filters by what relations show', () => {
  it('see the rows that a run shows: drafts with drafts, published ones with published ones', async () => {
    const filters = { sister: { name: 'a' } };
    const shown = { draft, modified: draft, published };
    for (const [publication, version] of Object.entries(shown)) {
      assert.deepEqual(await check(filters, publication as Publication), {
        sister: { $and: [{ name: 'a' }, version] },
      });
    }
  });

  it('see each kind of row by its own relations where both are read', async () => {
    const condition = (version: object) => ({ sister: { $and: [{ name: 'a' }, version] } });
    assert.deepEqual(await check({ sister: { name: 'a' } }, 'both'), {
      $or: [{ $and: [draft, condition(draft)] }, { $and: [published, condition(published)] }],
    });
    const deep = { city: { hotels: { $not: { stars: 1 } } } };
    const inner = (version: object) => ({ city: { hotels: { $and: [{ $and: [{ $not: { stars: 1 } }] }, version] } } });
    assert.deepEqual(await check(deep, 'both'), {
      $or: [{ $and: [draft, inner(draft)] }, { $and: [published, inner(published)] }],
    });
  });

  it('see both kinds by the fields of the document itself, too', async () => {
    const own = { name: 'a' };
    assert.deepEqual(await check(own, 'both'), { $or: [{ $and: [draft, own] }, { $and: [published, own] }] });
  });

  it('see only rows that the conditions on their type leave, at every hop', async () => {
    const [mine, big] = [{ stars: { $gt: 3 } }, { population: { $gt: 9 } }];
    const access = createAccess({ [HOTEL]: { rows: mine }, [CITY]: { rows: big }, [TAG]: {} });
    assert.deepEqual(await check({ city: { hotels: { name: 'a' } } }, 'draft', access), {
      city: { $and: [{ hotels: { $and: [{ name: 'a' }, mine, draft] } }, big] },
    });
    assert.deepEqual(await check({ tags: { name: 'a' } }, 'draft', access), { tags: { name: 'a' } });
  });
});

describe('a filter by status', () => {
  const statuses = (filter: unknown) => check({ __status: filter });
  const meaning = (...$in: string[]) => ({ __status: { $in } });

  it("has the list view's words", async () => {
    assert.deepEqual(await statuses('draft'), meaning('draft'));
    assert.deepEqual(await statuses({ $eq: 'modified' }), meaning('modified'));
    assert.deepEqual(await statuses({ $eq: 'published' }), meaning('modified', 'published'));
    assert.deepEqual(await statuses({ $eq: 'published-modified' }), meaning('modified'));
    assert.deepEqual(await statuses({ $eq: 'published-unmodified' }), meaning('published'));
  });

  it('may name several, or all but some', async () => {
    assert.deepEqual(await statuses(['draft', 'modified']), meaning('draft', 'modified'));
    assert.deepEqual(await statuses({ $in: ['published-unmodified', 'draft'] }), meaning('draft', 'published'));
    assert.deepEqual(await statuses({ $in: 'draft' }), meaning('draft'));
    assert.deepEqual(await statuses({ $ne: 'draft' }), meaning('modified', 'published'));
    assert.deepEqual(await statuses({ $ne: 'published' }), meaning('draft'));
    assert.deepEqual(await statuses({ $notIn: ['draft', 'modified'] }), meaning('published'));
    assert.deepEqual(await statuses({ $notIn: ['draft', 'published'] }), meaning());
  });

  it('stands in groups like any condition', async () => {
    assert.deepEqual(await check({ $or: [{ __status: 'draft' }, { $not: { __status: 'modified' } }] }), {
      $or: [meaning('draft'), { $and: [{ $not: meaning('modified') }] }],
    });
  });

  it('is refused with anything else', async () => {
    const refused = (filter: unknown): Promise<string> => refusal(() => statuses(filter));
    const hostile: readonly unknown[] = [
      ...['', 'nope', 'Draft', 'constructor', null, undefined, true, 5, {}, [], [null], ['draft', 'nope']],
      ...[{ $eq: null }, { $null: true }, { $gt: 'draft' }, { $not: { $eq: 'draft' } }, { $in: [] }, { $in: {} }],
      ...[{ $eq: 'draft', $ne: 'modified' }, { $containsi: 'draft' }, { eq: 'draft' }, { id: 1 }],
    ];
    for (const filter of hostile) {
      const text = JSON.stringify(filter);
      assert.equal(await refused(filter), 'EXPORT_INVALID_FILTER filters.__status invalid_status', text);
    }
  });

  it('is refused with an operator that every object answers to', async () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      const refusalText = 'EXPORT_INVALID_FILTER filters.__status invalid_status';
      assert.equal(await refusal(() => statuses({ [name]: 'draft' })), refusalText, name);
    }
  });

  it('is refused for a type without drafts', async () => {
    const attempt = () => check({ __status: 'draft' }, 'published', open, CITY);
    assert.equal(await refusal(attempt), 'EXPORT_INVALID_FILTER filters.__status unknown_field');
  });

  it('is as readable as the moment of publication', async () => {
    const access = createAccess({ [HOTEL]: { without: ['publishedAt'] } });
    const attempt = () => check({ __status: 'draft' }, 'published', access);
    assert.equal(await refusal(attempt), 'EXPORT_FIELD_FORBIDDEN filters.__status not_readable');
  });
});
