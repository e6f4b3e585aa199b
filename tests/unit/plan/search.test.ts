import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Access } from '../../../server/src/access/access';
import { searchFilters } from '../../../server/src/plan/search';
import { createAccess, HOTEL, open, placeOf, schema, TAG, USER } from './schema';

describe('a search', () => {
  const search = async (text: string, access: Access = open, uid = TAG) =>
    searchFilters(schema, await placeOf(access, uid), text);

  it('is none where nothing is searched for', async () => {
    assert.equal(searchFilters(schema, await placeOf(open), undefined), null);
    for (const text of ['', '   ', '\n\t']) assert.equal(await search(text), null);
  });

  it('looks in the readable text of the type itself and nowhere else', async () => {
    assert.deepEqual(await search(' x% '), {
      $or: [{ documentId: { $containsi: 'x%' } }, { name: { $containsi: 'x%' } }, { locale: { $containsi: 'x%' } }],
    });
    const names = (
      (await search('x', createAccess({ [HOTEL]: { without: ['story', 'locale'] } }), HOTEL))?.['$or'] as object[]
    ).flatMap(Object.keys);
    assert.deepEqual(names, ['documentId', 'name', 'kind']);
  });

  it('looks in numbers for what is a number and fits their columns', async () => {
    const numbers = async (text: string): Promise<string[]> =>
      ((await search(text, open, HOTEL))?.['$or'] as object[])
        .flatMap(Object.keys)
        .filter((name) => ['stars', 'rating', 'visits'].includes(name));
    assert.deepEqual(await numbers('5'), ['stars', 'rating', 'visits']);
    assert.deepEqual(await numbers('-5'), ['stars', 'rating', 'visits']);
    assert.deepEqual(await numbers('4.5'), ['rating']);
    assert.deepEqual(await numbers('9999999999'), ['rating']);
    for (const text of ['0x10', '1e3', '1e999', 'Infinity', 'NaN', '.', '5 stars', '1_000', '٣']) {
      assert.deepEqual(await numbers(text), [], text);
    }
  });

  it('looks in no key to an account and nothing private, even where rights have no word on it', async () => {
    const names = async (uid: string): Promise<string[]> =>
      ((await search('x', open, uid))?.['$or'] as object[]).flatMap(Object.keys);
    assert.deepEqual(await names(USER), ['documentId', 'username', 'email', 'locale']);
    assert.deepEqual(await names(HOTEL), ['documentId', 'name', 'story', 'kind', 'locale']);
  });

  it('finds nothing, rather than everything, where no text is readable', async () => {
    const access = createAccess({ [TAG]: { without: ['documentId', 'name', 'locale'] } });
    assert.deepEqual(await search('x', access), { id: { $null: true } });
  });
});
