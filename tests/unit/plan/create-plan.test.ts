import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Access } from '../../../server/src/access/access';
import { createOperatorAccess } from '../../../server/src/access/operator-access';
import type { Schema } from '../../../server/src/access/schema';
import { createPlan, type PlanInput } from '../../../server/src/plan/create-plan';
import { searchFilters } from '../../../server/src/plan/search';
import { parseRequest } from '../../../server/src/request/parse';
import { CITY, createAccess, HOTEL, open, placeOf, refusal, schema, SECRET, TAG } from './schema';

const plan = (request: object = {}, rest: Partial<PlanInput> = {}) =>
  createPlan({
    schema,
    access: open,
    request: parseRequest({ exporter: HOTEL, format: 'csv', ...request }),
    defaultPublication: 'published',
    maxRows: 100,
    ...rest,
  });

const refused = (request: object, rest?: Partial<PlanInput>): Promise<string> => refusal(() => plan(request, rest));

const published = { publishedAt: { $notNull: true } };
const english = { locale: { $eq: 'en' } };

describe('a plan', () => {
  it('reads one locale and one publication state of a type that has several', async () => {
    const { filters, locale, publication, uid, maxRows, level } = await plan();
    assert.deepEqual(filters, { $and: [english, published] });
    assert.deepEqual([locale, publication, uid, maxRows, level.uid], ['en', 'published', HOTEL, 100, HOTEL]);
  });

  it('reads what the request says instead', async () => {
    const { filters } = await plan({ locale: 'de', publication: 'draft' });
    assert.deepEqual(filters, { $and: [{ locale: { $eq: 'de' } }, { publishedAt: { $null: true } }] });
    assert.equal((await plan({}, { defaultPublication: 'draft' })).publication, 'draft');
    assert.equal((await plan({ status: 'published' }, { defaultPublication: 'draft' })).publication, 'published');
  });

  it('asks for neither where a type has neither', async () => {
    const { filters, locale } = await plan({ exporter: CITY });
    assert.deepEqual([filters, locale], [{}, null]);
  });

  it('puts the request behind the conditions of the rights, and cannot widen them', async () => {
    const rows = { stars: { $gte: 3 } };
    const { filters } = await plan(
      { filters: { $or: [{ name: 'a' }, { id: { $notNull: true } }] }, search: 'x' },
      { access: createAccess({ [HOTEL]: { rows, without: ['story', 'kind', 'documentId', 'locale'] } }) },
    );
    assert.deepEqual(filters, {
      $and: [
        { $or: [{ name: 'a' }, { id: { $notNull: true } }] },
        rows,
        { $or: [{ name: { $containsi: 'x' } }] },
        english,
        published,
      ],
    });
  });

  it('is refused for what cannot be exported, whatever the rights', async () => {
    const all: Access = { ...open, grant: () => Promise.resolve({ canRead: () => true, rows: null }) };
    for (const exporter of [
      'api::nope.nope',
      'admin::user',
      'plugin::x.hidden',
      'shared.seo',
      'constructor',
      '__proto__',
    ]) {
      assert.equal(await refused({ exporter }, { access: all }), 'EXPORT_UNKNOWN_EXPORTER exporter unknown_exporter');
    }
  });

  it('is refused where the type is closed, or nothing of it is readable', async () => {
    assert.equal(await refused({ exporter: SECRET }), 'EXPORT_FORBIDDEN');
    const nothing: Access = { ...open, grant: () => Promise.resolve({ canRead: () => false, rows: null }) };
    assert.equal(await refused({}, { access: nothing }), 'EXPORT_FORBIDDEN');
    assert.equal(
      await refused({ columns: ['name'] }, { access: nothing }),
      'EXPORT_FIELD_FORBIDDEN columns.0 not_readable',
    );
  });

  it('names what rights left out of the default columns, and only of those', async () => {
    const access = createAccess({ [HOTEL]: { without: ['name'] } });
    assert.deepEqual((await plan({}, { access })).leftOut, [{ key: 'name', reason: 'forbidden' }]);
    assert.deepEqual((await plan({ columns: ['stars'] }, { access })).leftOut, []);
  });

  it('is refused for a locale that does not exist', async () => {
    for (const locale of ['fr', '*', 'EN', 'all', '__proto__']) {
      assert.equal(await refused({ locale }), 'EXPORT_UNKNOWN_LOCALE locale unknown_locale');
    }
    assert.equal(await refused({ exporter: CITY, locale: 'en' }), 'EXPORT_UNKNOWN_LOCALE locale not_localised');
  });

  it('is refused for drafts of a type that has none', async () => {
    const refusalText = 'EXPORT_INVALID_PUBLICATION publication no_drafts';
    assert.equal(await refused({ exporter: CITY, publication: 'draft' }), refusalText);
    assert.equal((await plan({ exporter: CITY, publication: 'published' })).publication, 'published');
    assert.equal((await plan({ exporter: CITY }, { defaultPublication: 'draft' })).level.hasDrafts, false);
  });

  it('is refused with more columns than an Excel sheet has', async () => {
    const names = Array.from({ length: 16_385 }, (_none, at) => `f${at}`);
    const attributes = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
    const model = { uid: 'api::wide.wide', modelType: 'contentType', info: {}, attributes } as const;
    const wide: Schema = { ...schema, model: (uid) => (uid === model.uid ? model : undefined), isPrivate: () => false };
    const rest = { schema: wide, access: createOperatorAccess(wide) };
    const ask = (format: string, count: number) => ({ exporter: model.uid, format, columns: names.slice(0, count) });
    assert.equal(await refused(ask('xlsx', 16_385), rest), 'EXPORT_TOO_MANY_COLUMNS columns too_many');
    assert.equal((await plan(ask('xlsx', 16_384), rest)).columns.length, 16_384);
    assert.equal((await plan(ask('csv', 16_385), rest)).columns.length, 16_385);
  });
});

describe('the sort of a plan', () => {
  it('is by readable scalars of the type itself', async () => {
    const { sort } = await plan({ sort: 'name:desc,stars,id,documentId:desc,since' });
    assert.deepEqual(
      sort.map(({ attribute, direction }) => `${attribute} ${direction}`),
      ['name desc', 'stars asc', 'id asc', 'documentId desc', 'since asc'],
    );
  });

  const access = createAccess({ [HOTEL]: { without: ['stars'] }, [CITY]: {} });
  const hostile: readonly (readonly [sort: unknown, refusal: string])[] = [
    ['nope', 'EXPORT_INVALID_SORT sort.0 unknown_field'],
    ['name,key', 'EXPORT_INVALID_SORT sort.1 unknown_field'],
    ['note', 'EXPORT_INVALID_SORT sort.0 unknown_field'],
    ['city', 'EXPORT_INVALID_SORT sort.0 unknown_field'],
    ['city.name', 'EXPORT_INVALID_SORT sort.0 unknown_field'],
    [{ city: { code: 'asc' } }, 'EXPORT_INVALID_SORT sort.0 unknown_field'],
    ['zone', 'EXPORT_INVALID_SORT sort.0 unknown_field'],
    ['seo', 'EXPORT_INVALID_SORT sort.0 unknown_field'],
    ['constructor', 'EXPORT_INVALID_SORT sort.0 unknown_field'],
    ['__proto__', 'EXPORT_INVALID_SORT sort.0 unknown_field'],
    ['facts', 'EXPORT_INVALID_SORT sort.0 not_sortable'],
    ['body', 'EXPORT_INVALID_SORT sort.0 not_sortable'],
    ['stars', 'EXPORT_FIELD_FORBIDDEN sort.0 not_readable'],
  ];
  for (const [sort, expected] of hostile) {
    it(`is not ${JSON.stringify(sort)}: ${expected}`, async () => {
      assert.equal(await refused({ sort, columns: ['name'] }, { access }), expected);
    });
  }
});

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

  it('finds nothing, rather than everything, where no text is readable', async () => {
    const access = createAccess({ [TAG]: { without: ['documentId', 'name', 'locale'] } });
    assert.deepEqual(await search('x', access), { id: { $null: true } });
  });
});
