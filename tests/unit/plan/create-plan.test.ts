import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Access } from '../../../server/src/access/access';
import { createOperatorAccess } from '../../../server/src/access/operator-access';
import type { Schema } from '../../../server/src/access/schema';
import { automaticExporter } from '../../../server/src/exporter/exporter';
import { createPlan, type PlanInput } from '../../../server/src/plan/create-plan';
import type { Plan } from '../../../server/src/plan/plan';
import type { Views } from '../../../server/src/plan/view';
import { parseRequest } from '../../../server/src/request/parse';
import { CITY, createAccess, createGrant, HOTEL, open, refusal, schema, SECRET } from './schema';

const views: Views = async (uid) => ({
  labels: new Map(uid === HOTEL ? [['name', 'Name']] : []),
  order: ['stars', 'name'],
});

const plan = (asked: object = {}, rest: Partial<PlanInput> = {}): Promise<Plan> => {
  const request = parseRequest({ exporter: HOTEL, format: 'csv', ...asked });
  return createPlan({
    schema,
    access: open,
    request,
    views,
    defaultHeaders: 'paths',
    defaultPublication: 'published',
    exporter: automaticExporter(request.exporter),
    maxRows: 100,
    backgroundFrom: 50,
    ...rest,
  });
};

const refused = (request: object, rest?: Partial<PlanInput>): Promise<string> => refusal(() => plan(request, rest));

const keys = ({ columns }: Plan): string[] => columns.map(({ key }) => key);

const draft = { publishedAt: { $null: true } };
const published = { publishedAt: { $notNull: true } };
const within = (...$in: string[]) => ({ locale: { $in } });

describe('a plan', () => {
  it('reads one locale and one publication state of a type that has several', async () => {
    const { filters, locales, publication, uid, maxRows, level } = await plan();
    assert.deepEqual(filters, { $and: [within('en'), published] });
    assert.deepEqual([locales, publication, uid, maxRows, level.uid], [['en'], 'published', HOTEL, 100, HOTEL]);
  });

  it('reads what the request says instead', async () => {
    const { filters } = await plan({ locale: 'de', publication: 'draft' });
    assert.deepEqual(filters, { $and: [within('de'), draft] });
    assert.equal((await plan({}, { defaultPublication: 'draft' })).publication, 'draft');
    assert.equal((await plan({ status: 'published' }, { defaultPublication: 'draft' })).publication, 'published');
    const modified = await plan({ publication: 'modified', locale: ['de', 'en'] });
    assert.deepEqual(modified.filters, { $and: [within('de', 'en'), draft, { __status: { $in: ['modified'] } }] });
    assert.deepEqual((await plan({ publication: 'both' })).filters, { $and: [within('en')] });
  });

  it('asks for neither where a type has neither', async () => {
    const { filters, locales } = await plan({ exporter: CITY });
    assert.deepEqual([filters, locales], [{}, null]);
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
        within('en'),
        published,
      ],
    });
  });

  it("reads published rows for the list view's status filter, as the list view does", async () => {
    const ask = { filters: { $and: [{ __status: { $eq: 'modified' } }] } };
    const { publication, filters } = await plan(ask, { defaultPublication: 'draft' });
    assert.equal(publication, 'published');
    assert.deepEqual(filters, { $and: [{ $and: [{ __status: { $in: ['modified'] } }] }, within('en'), published] });
    assert.equal((await plan({ ...ask, publication: 'draft' })).publication, 'draft');
    const status = { exporter: CITY, filters: { __status: 'draft' } };
    assert.equal(await refused(status), 'EXPORT_INVALID_FILTER filters.__status unknown_field');
  });

  it('is refused for what cannot be exported, whatever the rights', async () => {
    const all: Access = { ...open, grant: () => Promise.resolve(createGrant()) };
    const hidden = ['plugin::x.hidden', 'plugin::upload.file', 'plugin::users-permissions.role', 'shared.seo'];
    for (const exporter of ['api::nope.nope', 'admin::user', ...hidden, 'constructor', '__proto__']) {
      assert.equal(await refused({ exporter }, { access: all }), 'EXPORT_UNKNOWN_EXPORTER exporter unknown_exporter');
    }
  });

  it('is refused where the type is closed, or nothing of it is readable', async () => {
    assert.equal(await refused({ exporter: SECRET }), 'EXPORT_FORBIDDEN exporter no_read_right');
    const nothing: Access = { ...open, grant: async () => ({ ...createGrant(), canRead: () => false }) };
    assert.equal(await refused({}, { access: nothing }), 'EXPORT_FORBIDDEN columns not_readable');
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

  it('is refused for a locale that does not exist or may not be read', async () => {
    for (const locale of ['xx', 'EN', 'all', '__proto__', ['en', 'xx']]) {
      assert.equal(await refused({ locale }), 'EXPORT_UNKNOWN_LOCALE locale unknown_locale');
    }
    assert.equal(await refused({ exporter: CITY, locale: 'en' }), 'EXPORT_UNKNOWN_LOCALE locale not_localised');
    const access = createAccess({ [HOTEL]: { locales: ['de'] } });
    assert.equal(await refused({ locale: 'en' }, { access }), 'EXPORT_LOCALE_FORBIDDEN locale not_readable');
    assert.deepEqual((await plan({}, { access })).filters, { $and: [within('de'), published] });
  });

  it('is refused for drafts of a type that has none', async () => {
    for (const publication of ['draft', 'modified', 'both']) {
      const request = { exporter: CITY, publication };
      assert.equal(await refused(request), 'EXPORT_INVALID_PUBLICATION publication no_drafts');
    }
    assert.equal((await plan({ exporter: CITY, publication: 'published' })).publication, 'published');
    assert.equal((await plan({ exporter: CITY }, { defaultPublication: 'draft' })).level.hasDrafts, false);
  });

  it('is refused for a sort, a filter or a column that is', async () => {
    assert.equal(await refused({ sort: 'note' }), 'EXPORT_INVALID_SORT sort.0 unknown_field');
    assert.equal(await refused({ filters: { note: 'x' } }), 'EXPORT_INVALID_FILTER filters.note unknown_field');
    assert.equal(await refused({ columns: ['note'] }), 'EXPORT_UNKNOWN_COLUMN columns.0 unknown_column');
    assert.deepEqual((await plan({ sort: 'status:desc' })).sort, [
      { hops: [], attribute: '__status', direction: 'desc' },
    ]);
  });

  it('calls columns by labels or paths, as the request says or else the caller', async () => {
    const headers = async (request: object, rest?: Partial<PlanInput>): Promise<unknown> =>
      (await plan({ columns: ['name'], ...request }, rest)).columns[0]?.header;
    assert.equal(await headers({}), 'name');
    assert.equal(await headers({}, { defaultHeaders: 'labels' }), 'Name');
    assert.equal(await headers({ headers: 'labels' }), 'Name');
    assert.equal(await headers({ headers: 'paths' }, { defaultHeaders: 'labels' }), 'name');
  });

  it("has its default columns in the editors' order where labels are asked for", async () => {
    assert.deepEqual(keys(await plan()).slice(0, 4), ['documentId', 'name', 'story', 'stars']);
    assert.deepEqual(keys(await plan({ headers: 'labels' })).slice(0, 4), ['documentId', 'stars', 'name', 'story']);
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

describe('rows of several kinds', () => {
  it('are told apart by columns that are there even if nobody asked', async () => {
    const columns = ['name'];
    assert.deepEqual(keys(await plan({ columns })), ['name']);
    assert.deepEqual(keys(await plan({ columns, publication: 'both' })), ['name', '__publication']);
    assert.deepEqual(keys(await plan({ columns, locale: ['en', 'de'] })), ['name', 'locale']);
    assert.deepEqual(keys(await plan({ columns, locale: '*', publication: 'both' })), [
      'name',
      'locale',
      '__publication',
    ]);
    assert.equal(keys(await plan({ publication: 'both', locale: '*' })).at(-1), '__publication');
  });

  it('are not told apart twice, nor where there is one kind', async () => {
    const columns = ['__publication', 'locale', 'name'];
    assert.deepEqual(keys(await plan({ columns, locale: '*', publication: 'both' })), columns);
    const access = createAccess({ [HOTEL]: { locales: ['de'] } });
    assert.deepEqual(keys(await plan({ columns: ['name'], locale: '*' }, { access })), ['name']);
    for (const publication of ['draft', 'published', 'modified']) {
      assert.deepEqual(keys(await plan({ columns: ['name'], publication })), ['name']);
    }
  });

  it('are told apart on further sheets, too', async () => {
    const request = { format: 'xlsx', columns: ['name', 'tags.name:sheet'], publication: 'both', locale: '*' };
    const { sheets } = await plan(request);
    const first = sheets[0]?.columns.map(({ key }) => key) ?? [];
    assert.deepEqual([first.includes('__publication'), first.includes('locale')], [true, true]);
  });

  it('are refused by what was asked for, not by a column that was not', async () => {
    const access = createAccess({ [HOTEL]: { without: ['publishedAt', 'locale'] } });
    const columns = ['name'];
    for (const request of [{ publication: 'both' }, { locale: '*' }]) {
      const text = await refused({ columns, ...request }, { access });
      assert.ok(!text.includes('columns.1'), text);
    }
  });
});
