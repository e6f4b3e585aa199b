import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Model } from '../../../server/src/access/schema';
import type { Publication } from '../../../server/src/plan/plan';
import {
  hopPublications,
  publicationFilters,
  publicationOf,
  versionFilters,
} from '../../../server/src/plan/publication';
import { CITY, HOTEL, refusal, schema } from './schema';

const hotel = schema.model(HOTEL) as Model;
const city = schema.model(CITY) as Model;

const PUBLICATIONS: readonly Publication[] = ['draft', 'published', 'modified', 'both'];

describe('which rows are read', () => {
  it('is what the request says, whatever the default', () => {
    for (const publication of PUBLICATIONS) {
      for (const byDefault of ['draft', 'published'] as const) {
        assert.equal(publicationOf(hotel, { publication, filters: undefined }, byDefault), publication);
      }
    }
  });

  it('is the default where the request says nothing', () => {
    const request = { publication: undefined, filters: { name: 'a' } };
    for (const model of [hotel, city]) {
      assert.equal(publicationOf(model, request, 'draft'), 'draft');
      assert.equal(publicationOf(model, request, 'published'), 'published');
    }
  });

  it("is what the list view's status filter implies", () => {
    const implied = (filters: Record<string, unknown>, publication?: Publication): Publication =>
      publicationOf(hotel, { publication, filters }, 'draft');
    assert.equal(implied({ $and: [{ name: 'a' }, { __status: { $eq: 'published' } }] }), 'published');
    assert.equal(implied({ $and: [{ __status: { $eq: 'modified' } }] }), 'published');
    assert.equal(implied({ __status: 'published-unmodified' }), 'published');
    assert.equal(implied({ __status: { $eq: 'published-modified' } }), 'published');
    const drafts = { $and: [{ __status: { $eq: 'draft' } }] };
    assert.equal(publicationOf(hotel, { publication: undefined, filters: drafts }, 'published'), 'draft');
    assert.equal(implied({ __status: 'published' }, 'draft'), 'draft', 'what is said goes before what is implied');
    assert.equal(implied(drafts, 'both'), 'both');
  });

  it('is not implied by what the list view does not write', () => {
    const published = { __status: { $eq: 'published' } };
    for (const filters of [
      { $or: [published] },
      { $not: published },
      { $and: [{ $or: [published] }] },
      { __status: { $ne: 'draft' } },
      { __status: { $in: ['published'] } },
      { __status: 'nope' },
      { sister: published },
      { $and: 'x' },
      {},
    ]) {
      assert.equal(
        publicationOf(hotel, { publication: undefined, filters }, 'draft'),
        'draft',
        JSON.stringify(filters),
      );
    }
  });

  it('is refused where a type has no drafts and they are asked for', async () => {
    for (const publication of PUBLICATIONS) {
      const attempt = () => publicationOf(city, { publication, filters: undefined }, 'draft');
      if (publication === 'published') assert.equal(attempt(), 'published');
      else assert.equal(await refusal(attempt), 'EXPORT_INVALID_PUBLICATION publication no_drafts');
    }
  });

  it('limits rows of a type with drafts, and of no other', () => {
    const draft = { publishedAt: { $null: true } };
    const published = { publishedAt: { $notNull: true } };
    assert.deepEqual(publicationFilters(hotel, 'draft'), [draft]);
    assert.deepEqual(publicationFilters(hotel, 'published'), [published]);
    assert.deepEqual(publicationFilters(hotel, 'modified'), [draft, { __status: { $in: ['modified'] } }]);
    assert.deepEqual(publicationFilters(hotel, 'both'), []);
    for (const publication of PUBLICATIONS) assert.deepEqual(publicationFilters(city, publication), []);
    assert.deepEqual([versionFilters(hotel, 'draft'), versionFilters(hotel, 'published')], [[draft], [published]]);
    assert.deepEqual(versionFilters(city, 'draft'), []);
  });

  it('is what relations show too, each kind its own where both are read', () => {
    const shown = PUBLICATIONS.map((publication) => hopPublications(publication).join());
    assert.deepEqual(shown, ['draft', 'published', 'draft', 'draft,published']);
  });
});
