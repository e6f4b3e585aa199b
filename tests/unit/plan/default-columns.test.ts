import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Access } from '../../../server/src/access/access';
import { defaultColumns } from '../../../server/src/plan/default-columns';
import { createAccess, HOTEL, open, placeOf, schema, USER } from './schema';

const defaults = async (access: Access, order: readonly string[] | null = null, uid = HOTEL) => {
  const view = order === null ? null : { labels: new Map<string, string>(), order };
  const { requests, leftOut } = defaultColumns(schema, await placeOf(access, uid), view);
  return { paths: requests.map(({ path }) => path), leftOut };
};

const OWN = ['name', 'story', 'stars', 'rating', 'visits', 'open', 'since', 'facts', 'body', 'kind'];
const SYSTEM = ['createdAt', 'updatedAt', 'publishedAt', 'locale'];

describe('the default columns', () => {
  it("are the document's id and its own scalars in the order of the schema, without what never leaves", async () => {
    const { paths, leftOut } = await defaults(open);
    assert.deepEqual(paths, ['documentId', ...OWN, ...SYSTEM]);
    assert.deepEqual(leftOut, []);
    assert.deepEqual((await defaults(open, null, USER)).paths, ['documentId', 'username', 'email', ...SYSTEM]);
  });

  it('are in the order in which editors see them, and what they do not see stands behind', async () => {
    const order = ['id', 'stars', 'city', 'name', 'key', 'note', 'nope', 'documentId', '__status', 'updatedAt', 'open'];
    const { paths } = await defaults(open, order);
    const seen = ['stars', 'name', 'updatedAt', 'open'];
    const others = [...OWN, ...SYSTEM].filter((name) => !seen.includes(name));
    assert.deepEqual(paths, ['documentId', ...seen, ...others]);
    assert.deepEqual((await defaults(open, [])).paths, ['documentId', ...OWN, ...SYSTEM]);
  });

  it('name what a missing right leaves out, and never what does not leave anyway', async () => {
    const access = createAccess({ [HOTEL]: { without: ['name', 'facts', 'note', 'key', 'city', 'createdBy'] } });
    const { paths, leftOut } = await defaults(access, ['facts', 'name', 'note', 'key']);
    assert.deepEqual(
      paths.filter((path) => ['name', 'facts', 'note', 'key'].includes(path)),
      [],
    );
    assert.deepEqual(leftOut, [
      { key: 'facts', reason: 'forbidden' },
      { key: 'name', reason: 'forbidden' },
    ]);
    assert.deepEqual((await defaults(createAccess({ [HOTEL]: { without: ['documentId'] } }))).leftOut, [
      { key: 'documentId', reason: 'forbidden' },
    ]);
  });
});
