import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Access, Filters, Grant, Requester } from '../../../server/src/access/access';
import { type ContentRule, type ContentRuleInput, withContentRules } from '../../../server/src/access/content-rules';
import { CITY, createAccess, HOTEL, schema, SECRET } from '../plan/schema';

const rows = { stars: { $gte: 3 } };
const wide = createAccess({ [HOTEL]: { without: ['story', 'seo.links.url'], rows, locales: ['en'] }, [CITY]: {} });

const ruled = (rule: ContentRule): Access => withContentRules(schema, wide, (uid) => (uid === HOTEL ? [rule] : []));

const grantOf = async (rule: ContentRule): Promise<Grant> => {
  const grant = await ruled(rule).grant(HOTEL);
  assert.ok(grant);
  return grant;
};

const scoped = async (scope: Filters): Promise<Filters | null> => (await grantOf({ scope: () => scope })).rows;

describe("a site's rule for a type", () => {
  it('changes nothing where there is none, or it says nothing', async () => {
    const grant = await grantOf({});
    assert.deepEqual([grant.rows, grant.locales], [rows, ['en']]);
    assert.deepEqual([grant.canRead('name'), grant.canRead('story')], [true, false]);
    assert.deepEqual([grant.lockOf('name'), grant.lockOf('story')], [null, 'no-read-right']);
    assert.equal(await ruled({}).lockOf(HOTEL), null);
    assert.equal((await ruled({ scope: () => null }).grant(CITY))?.rows, null, 'another type');
  });

  it('refuses the type with null', async () => {
    for (const scope of [() => null, async () => null]) {
      const access = ruled({ scope });
      assert.equal(await access.grant(HOTEL), null);
      assert.equal(await access.lockOf(HOTEL), 'site-rule');
    }
  });

  it('limits the rows beside what limits them already, and {} is no limit', async () => {
    const mine = { documentId: 'mine' };
    assert.deepEqual(await scoped(mine), { $and: [rows, mine] });
    assert.deepEqual(await scoped({}), rows);
    const unlimited = withContentRules(schema, wide, () => [{ scope: async () => mine }]);
    assert.deepEqual((await unlimited.grant(CITY))?.rows, mine);
  });

  it('is told who asks', async () => {
    const asked: Requester[] = [];
    const note = ({ requester }: ContentRuleInput) => asked.push(requester) > 0;
    await grantOf({
      scope: (input) => (note(input) ? {} : null),
      visibleTo: { name: note },
    });
    assert.deepEqual(asked, [wide.requester, wide.requester]);
    assert.equal(ruled({}).requester, wide.requester);
  });

  it('cannot open what rights have closed, and is not asked of it', async () => {
    let asked = 0;
    const rule: ContentRule = {
      scope: () => {
        asked += 1;
        return {};
      },
      visibleTo: { story: () => true },
    };
    const access = withContentRules(schema, wide, () => [rule]);
    assert.equal(await access.grant(SECRET), null);
    assert.equal(await access.lockOf(SECRET), 'no-read-right');
    assert.equal(asked, 0);
    assert.equal((await access.grant(HOTEL))?.canRead('story'), false);
  });

  it('hides an attribute, or a component with everything within, or one field of it', async () => {
    const { canRead, lockOf } = await grantOf({
      visibleTo: { name: () => false, seo: async () => false, 'rooms.seo.title': () => false, stars: () => true },
    });
    const hidden = ['name', 'seo', 'seo.title', 'seo.links.url', 'seo.links.city', 'rooms.seo.title'];
    for (const path of hidden) {
      assert.equal(canRead(path), false, path);
      assert.equal(lockOf(path), 'site-rule', path);
    }
    for (const path of ['stars', 'rooms', 'rooms.seo', 'rooms.number', 'names', 'seoul', 'city', 'rooms.seo.titles']) {
      assert.equal(canRead(path), true, path);
      assert.equal(lockOf(path), null, path);
    }
  });

  it('shows only what it says true of', async () => {
    const answers: readonly unknown[] = [undefined, null, 0, 1, 'true', {}];
    for (const answer of answers) {
      const isVisible = () => answer as boolean;
      assert.equal((await grantOf({ visibleTo: { name: isVisible } })).canRead('name'), false, JSON.stringify(answer));
    }
  });

  it('refuses rather than opens where it fails', async () => {
    const fail = () => {
      throw new Error('no answer');
    };
    await assert.rejects(ruled({ scope: fail }).grant(HOTEL), /no answer/);
    await assert.rejects(ruled({ visibleTo: { name: fail } }).grant(HOTEL), /no answer/);
    const nothing = () => undefined as unknown as Filters;
    await assert.rejects(ruled({ scope: nothing }).grant(HOTEL), /must be an object of filters/);
  });

  const scopes: readonly (readonly [scope: unknown, problem: RegExp])[] = [
    [{ nosuch: 5 }, /nosuch is no attribute/],
    [{ city: { nosuch: 5 } }, /city\.nosuch is no attribute/],
    [{ city: undefined }, /city has a value that is missing/],
    [{ stars: { $gt: NaN } }, /stars has a value that is missing or no number/],
    [{ city: { id: undefined } }, /city has a value/],
    [{ $or: [] }, /\$or must be a list/],
    [{ $and: [{}] }, /\$and holds an empty condition/],
    [{ $gt: 5 }, /\$gt must stand behind/],
    [undefined, /must be an object of filters/],
  ];
  for (const [scope, problem] of scopes) {
    it(`ends the export where it would open every row: ${String(problem)}`, async () => {
      await assert.rejects(ruled({ scope: () => scope as Filters }).grant(HOTEL), problem);
    });
  }
});
