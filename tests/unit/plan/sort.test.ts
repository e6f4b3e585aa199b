import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Access } from '../../../server/src/access/access';
import type { Model } from '../../../server/src/access/schema';
import type { PlanSort } from '../../../server/src/plan/plan';
import { checkSort } from '../../../server/src/plan/sort';
import { normaliseSort } from '../../../server/src/request/sort';
import type { SortKey } from '../../../server/src/request/schema';
import { ADMIN, CITY, createAccess, FILE, HOTEL, open, placeOf, refusal, schema, TAG, USER } from './schema';

const check = async (text: unknown, access: Access = open, uid = HOTEL): Promise<readonly PlanSort[]> =>
  checkSort({ schema, access }, await placeOf(access, uid), normaliseSort(text) as SortKey[]);

const sort = async (text: unknown, access?: Access, uid?: string): Promise<string[]> =>
  (await check(text, access, uid)).map(({ hops, attribute, direction }) =>
    [...hops.map((hop) => hop.attribute), attribute, direction].join(' '),
  );

const refused = (text: unknown, access?: Access, uid?: string): Promise<string> =>
  refusal(() => check(text, access, uid));

describe('the sort of a plan', () => {
  it('is by readable scalars of the type itself', async () => {
    const expected = ['name desc', 'stars asc', 'id asc', 'documentId desc', 'since asc'];
    assert.deepEqual(await sort('name:desc,stars,id,documentId:desc,since'), expected);
    assert.deepEqual(await sort([]), []);
    assert.deepEqual(await check('name'), [{ hops: [], attribute: 'name', direction: 'asc' }]);
  });

  it('is by what one related row, component or file holds, too', async () => {
    assert.deepEqual(await sort('city.name:desc,seo.title,cover.url,createdBy.displayName,headline.text,seo.id'), [
      ...['city name desc', 'seo title asc', 'cover url asc', 'createdBy displayName asc', 'headline text asc'],
      'seo id asc',
    ]);
    assert.deepEqual(await sort({ sister: { sister: { sister: { name: 'desc' } } } }), [
      'sister sister sister name desc',
    ]);
  });

  it('takes the conditions on related rows along, so that no order tells of hidden ones', async () => {
    const [mine, big] = [{ stars: 5 }, { population: { $gt: 9 } }];
    const access = createAccess({ [HOTEL]: { rows: mine }, [CITY]: { rows: big } });
    const [first, second] = await check('sister.city.name,seo.image.url', access);
    assert.deepEqual(first?.hops, [
      { attribute: 'sister', uid: HOTEL, hasDrafts: true, rows: mine },
      { attribute: 'city', uid: CITY, hasDrafts: false, rows: big },
    ]);
    assert.deepEqual(second?.hops, [
      { attribute: 'seo', uid: 'shared.seo', hasDrafts: false, rows: null },
      { attribute: 'image', uid: FILE, hasDrafts: false, rows: null },
    ]);
    const [creator] = await check('createdBy.firstname', access);
    assert.deepEqual(creator?.hops, [{ attribute: 'createdBy', uid: ADMIN, hasDrafts: false, rows: null }]);
  });

  it("is by a document's status under its name in the list view, too", async () => {
    assert.deepEqual(await sort('status:desc'), ['__status desc']);
    assert.deepEqual(await sort('__status,__publication:desc'), ['__status asc', '__publication desc']);
    for (const name of ['status', '__status', '__publication']) {
      assert.equal(await refused(name, open, CITY), 'EXPORT_INVALID_SORT sort.0 unknown_field');
    }
  });

  it("is by the type's own status where it has one, and by nothing where that is private", async () => {
    const place = await placeOf(open);
    const withStatus = (isPrivate: boolean) => {
      const status = { type: 'string', ...(isPrivate && { private: true }) };
      const model: Model = { ...place.model, attributes: { ...place.model.attributes, status } };
      return () => checkSort({ schema, access: open }, { ...place, model }, [{ path: 'status', direction: 'asc' }]);
    };
    assert.deepEqual(await withStatus(false)(), [{ hops: [], attribute: 'status', direction: 'asc' }]);
    assert.equal(await refusal(withStatus(true)), 'EXPORT_INVALID_SORT sort.0 unknown_field');
  });

  it('is as readable by status as the moment of publication', async () => {
    const access = createAccess({ [HOTEL]: { without: ['publishedAt'] } });
    for (const name of ['status', '__status', '__publication', 'publishedAt', 'sister.publishedAt']) {
      assert.equal(await refused(name, access), 'EXPORT_FIELD_FORBIDDEN sort.0 not_readable', name);
    }
  });

  const invalid = (rule: string, ...texts: unknown[]) =>
    texts.map((text) => [text, `EXPORT_INVALID_SORT sort.0 ${rule}`] as const);
  const forbidden = (...texts: string[]) =>
    texts.map((text) => [text, 'EXPORT_FIELD_FORBIDDEN sort.0 not_readable'] as const);
  const hostile: readonly (readonly [sort: unknown, refusal: string])[] = [
    ...invalid('unknown_field', 'nope', 'note', 'key', 'city', 'zone', 'seo', 'constructor', '__proto__', 'createdBy'),
    ...invalid('unknown_field', 'localizations', 'subject', 'displayName', 'Name', 'ghost', 'ghost.name', 'name.x'),
    ...invalid('unknown_field', 'city.code', 'city.nope', 'city.', '.name', 'city..name', 'hidden.name', 'seo.draft'),
    ...invalid('unknown_field', 'createdBy.email', 'createdBy.password', 'createdBy.roles.id', 'seo.documentId'),
    ...invalid('unknown_field', 'sister.__status', 'sister.status', 'sister.__publication', 'constructor.name'),
    ...invalid('unknown_field', 'city.seo.draft', 'city.toString', 'note.x', { city: { code: 'asc' } }, 'sister.note'),
    ...invalid('list', 'tags.name', 'rooms.number', 'gallery.url', 'localizations.name', 'city.hotels.name'),
    ...invalid('list', 'zone.__component', 'subject.id', 'subject.__type', 'guests.id', 'seo.links.url'),
    ...invalid('not_sortable', 'facts', 'body', 'sister.facts'),
    ...invalid('too_deep', 'sister.sister.sister.sister.name', `${'city.'.repeat(90)}name`),
    ...forbidden('stars', 'sister.stars', 'owner.name', 'owner.id', 'admin.id', 'lost.id', 'city.mayor.name'),
    ...forbidden('seo.author.name', 'cover.folderPath', 'remarks.text', 'city.population'),
    ['name,key', 'EXPORT_INVALID_SORT sort.1 unknown_field'],
    ['name,stars:desc', 'EXPORT_FIELD_FORBIDDEN sort.1 not_readable'],
  ];
  const access = createAccess({ [HOTEL]: { without: ['stars'] }, [CITY]: { without: ['population'] }, [TAG]: {} });
  for (const [text, expected] of hostile) {
    it(`is not ${JSON.stringify(text)}: ${expected}`, async () => assert.equal(await refused(text, access), expected));
  }

  it('is by no key to an account', async () => {
    for (const name of ['password', 'resetPasswordToken', 'confirmationToken', 'role']) {
      assert.equal(await refused(name, open, USER), 'EXPORT_INVALID_SORT sort.0 unknown_field', name);
    }
  });
});
