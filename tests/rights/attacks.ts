import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Query } from '../support/http';
import { type Asking, asking, filters, FORBIDDEN, textOf } from './asking';
import type { Stage } from './stage';

const UNKNOWN = '400 EXPORT_UNKNOWN_COLUMN';
const BAD_FILTER = '400 EXPORT_INVALID_FILTER';
const BAD_REQUEST = '400 EXPORT_INVALID_REQUEST';

/** `{ $or: [{ $or: […] }] }`, so many levels deep. */
const deep = (levels: number, condition: object): object =>
  levels === 0 ? condition : { $or: [deep(levels - 1, condition)] };

/** Every form that a request can take, with something in it that its sender may not read. */
export const attacksSuite = (stage: () => Stage): void => {
  describe('a request that names what is forbidden', () => {
    let to: Asking;
    before(() => {
      to = asking(stage());
    });
    /** May read `a_string`, `an_integer` and `a_json` of sinks. */
    const weak = () => stage().panelClient('rights-some-scalars');
    const strong = () => stage().panelClient('super');

    it('is refused in every form of a filter', async () => {
      const value = textOf('first', 'a_text');
      const forms: Query[] = [
        { 'filters[a_text]': value },
        { 'filters[a_text][$eq]': value },
        { 'filters[a_text][0]': value },
        { 'filters[a_text][$in][0]': value },
        { 'filters[$or][0][a_text][$startsWith]': 'c' },
        { 'filters[$and][a_text]': value },
        { 'filters[$not][a_text]': value },
        { 'filters[seo][meta_title]': value },
        ...[{ a_text: [value] }, { a_text: { $not: { $eq: value } } }, { a_text: { $not: { $not: value } } }].map(
          filters,
        ),
        ...[{ a_text: null }, { a_text: { $null: true } }, { $not: { $not: { a_text: value } } }].map(filters),
        ...[{ $or: [{ a_string: 'x' }, { a_text: value }] }, { $and: { a_text: value } }].map(filters),
        ...[deep(15, { a_text: value }), { a_string: 'x', a_text: 'y' }, { cover: { name: 'x' } }].map(filters),
        ...[{ seo: { $or: [{ meta_title: 'x' }] } }, { hours: { item: { secret: 'x' } } }].map(filters),
        ...[{ shelf_item: null }, { shelf_item: 1 }, { shelf_item: [1] }, { shelf_item: { $in: [1] } }].map(filters),
        ...[{ zone: { __component: 'blocks.quote' } }, { zone: { $notNull: true } }, { subject: 1 }].map(filters),
      ];
      await to.all(await weak(), 'sink', FORBIDDEN, forms);
    });

    it('is refused in every form of a sort', async () => {
      const forms: Query[] = [
        { sort: 'a_text' },
        { sort: 'a_string:asc,a_text:desc' },
        { 'sort[0]': 'a_text:asc' },
        { 'sort[a_text]': 'desc' },
        { 'sort[0][a_text]': 'desc' },
        { 'sort[0][path]': 'a_text', 'sort[0][direction]': 'asc' },
        { sort: ' a_text : DESC ' },
        { sort: 'seo.meta_title' },
        { 'sort[seo][meta_title]': 'asc' },
        { sort: 'shelf_item.name' },
        { 'sort[shelf_item][name]': 'asc' },
      ];
      await to.all(await weak(), 'sink', FORBIDDEN, forms);
    });

    it('is refused in every form of a column', async () => {
      const forms: Query[] = [
        { columns: 'a_text' },
        { columns: 'a_string, a_text ' },
        { 'columns[0]': 'a_text' },
        { 'columns[0][path]': 'a_text', 'columns[0][header]': 'a_string' },
        { 'columns[0][path]': ' a_text ' },
        { columns: 'seo.keywords.word:first' },
        { columns: 'gallery:count' },
        { columns: 'children:count' },
        { 'columns[0][path]': 'tagged_items', 'columns[0][toMany]': 'count' },
        { 'columns[0][path]': 'tagged_items.name', 'columns[0][toMany]': 'rows' },
        { columns: 'seo.id' },
        { columns: 'zone.__component' },
        { columns: 'subject.__type' },
        { columns: 'hours.item.id' },
        { columns: 'localizations.a_text' },
      ];
      for (const query of forms) {
        const actual = await to.outcomeOf(await weak(), 'sink', query);
        assert.ok(actual === FORBIDDEN || actual === UNKNOWN, `${JSON.stringify(query)}: ${actual}`);
      }
      const sheet = { 'columns[0][path]': 'tagged_items.name', 'columns[0][toMany]': 'sheet' };
      assert.equal(await to.outcomeOf(await weak(), 'sink', sheet, 'xlsx'), FORBIDDEN);
    });

    it('is told nothing by names that differ in case or belong to every object', async () => {
      for (const path of [
        'A_TEXT',
        'a_Text',
        'A_Private_Note',
        'constructor',
        'toString',
        '__proto__',
        'seo.__proto__.id',
      ]) {
        assert.equal(await to.outcomeOf(await strong(), 'sink', { columns: path }), UNKNOWN, path);
        assert.match(await to.outcomeOf(await strong(), 'sink', { sort: path }), /^400 /, path);
      }
      for (const text of ['{"__proto__":{"a_text":"x"}}', '{"constructor":{"prototype":1}}', '{"A_TEXT":"x"}']) {
        assert.match(await to.outcomeOf(await strong(), 'sink', { filters: text }), /^400 /, text);
      }
      // Strapi's query parser drops this key, so nothing is asked of the column.
      const dropped = await to.rowsOf(await weak(), 'sink', { 'filters[__proto__][a_text]': 'x', columns: 'a_string' });
      assert.deepEqual(dropped, await to.rowsOf(await weak(), 'sink', { columns: 'a_string' }));
    });

    it('cannot smuggle Strapi’s own parameters or operators past the check', async () => {
      const parameters: Query[] = [
        ...['*', 'createdBy', 'deep'].map((populate) => ({ populate })),
        { fields: 'a_text' },
        { 'pagination[withCount]': 'true' },
        { where: '{}' },
        { exporter: 'admin::user', format: 'json', extra: '1' },
        { publicationFilter: 'modified' },
        { __status: 'draft' },
      ];
      for (const query of parameters) {
        const actual = await to.outcomeOf(await weak(), 'sink', query);
        assert.match(actual, /^400 /, JSON.stringify(query));
      }
      const operators = [
        ...[{ $where: '1' }, { $jsonSupersetOf: {} }, { $text: 'x' }, { a_string: { $where: '1' } }],
        ...[{ a_string: { a_text: 'x' } }, { a_json: { $jsonSupersetOf: { a: 1 } } }, { id: { a_text: 'x' } }, 'a', []],
        ...[{ $or: [] }, { $and: {} }, { a_string: {} }, { $not: {} }, { a_string: { $elemMatch: { a_text: 'x' } } }],
      ];
      for (const condition of operators) {
        assert.match(await to.outcomeOf(await weak(), 'sink', filters(condition)), /^400 /, JSON.stringify(condition));
      }
      assert.equal(await to.outcomeOf(await weak(), 'sink', filters(deep(60, { a_text: 'x' }))), BAD_REQUEST);
      assert.equal(await to.outcomeOf(await weak(), 'sink', { search: 'a', _q: 'b' }), BAD_REQUEST);
      assert.equal(await to.outcomeOf(await weak(), 'sink', { status: 'draft', publication: 'draft' }), BAD_REQUEST);
    });

    it('does not reach administrators through those who made a document', async () => {
      const names = ['email', 'password', 'resetPasswordToken', 'registrationToken', 'isActive', 'roles', 'blocked'];
      for (const [client, types] of [
        [await weak(), ['sink']],
        [await strong(), ['sink', 'item', 'hotel']],
      ] as const) {
        for (const type of types) {
          for (const name of names) {
            const path = `createdBy.${name}`;
            assert.equal(await to.outcomeOf(client, type, { columns: path }), UNKNOWN);
            assert.match(await to.outcomeOf(client, type, { sort: path }), /^400 /);
            const condition = { updatedBy: { [name]: { $startsWith: '$' } } };
            assert.equal(await to.outcomeOf(client, type, filters(condition)), BAD_FILTER);
          }
          const role = { createdBy: { roles: { code: 'strapi-super-admin' } } };
          assert.equal(await to.outcomeOf(client, type, filters(role)), BAD_FILTER);
        }
      }
    });

    it('does not get the keys to the accounts of end users', async () => {
      const USER = 'plugin::users-permissions.user';
      const client = await strong();
      for (const format of ['csv', 'json', 'ndjson', 'xlsx']) {
        const answer = await to.ask(client, USER, {}, format);
        assert.equal(answer.status, 200);
        for (const name of ['password', 'resetPasswordToken', 'confirmationToken']) {
          assert.ok(format === 'xlsx' || !answer.body.includes(name), `${name} is named in ${format}`);
        }
      }
      for (const name of ['password', 'resetPasswordToken', 'confirmationToken']) {
        assert.equal(await to.outcomeOf(client, USER, { columns: name }), UNKNOWN);
        assert.equal(await to.outcomeOf(client, USER, { sort: name }), '400 EXPORT_INVALID_SORT');
        assert.equal(await to.outcomeOf(client, USER, filters({ [name]: { $notNull: true } })), BAD_FILTER);
      }
      for (const search of ['cnresettoken-user', 'cnconfirmationtoken-user', '$2a$10$']) {
        assert.deepEqual(await to.rowsOf(client, USER, { search }), [], search);
      }
      assert.match(await to.outcomeOf(client, USER, { columns: 'role.name' }), /^40[03] /);
      assert.match(await to.outcomeOf(client, USER, filters({ role: { users: { password: 'x' } } })), /^40[03] /);
    });

    it('tells of files what everybody may know of them', async () => {
      const client = await strong();
      for (const name of ['provider_metadata', 'folderPath', 'folder', 'related', 'createdBy']) {
        assert.match(await to.outcomeOf(client, 'sink', { columns: `cover.${name}` }), /^40[03] /, name);
        const condition = { cover: { [name]: { $notNull: true } } };
        assert.match(await to.outcomeOf(client, 'sink', filters(condition)), /^40[03] /, name);
      }
      const related = { cover: { related: { a_private_note: 'x' } } };
      assert.match(await to.outcomeOf(client, 'sink', filters(related)), /^40[03] /);
    });

    it('does not learn what kinds of things a polymorphic relation leads to, unless it may read them', async () => {
      const client = await stage().panelClient('rights-no-targets');
      const ids = filters({ documentId: stage().written.documentIds.get('first') });
      const kinds = await to.rowsOf(client, 'sink', { ...ids, columns: 'subject.__type,related_things.__type' });
      assert.deepEqual(kinds, [{ subject: null, related_things: [] }]);
      const counts = await to.rowsOf(client, 'sink', { ...ids, columns: 'related_things:count' });
      assert.deepEqual(Object.values(counts[0] ?? {}), [0]);
      const name = { columns: 'subject.api::kitchen-item.kitchen-item.name' };
      assert.equal(await to.outcomeOf(client, 'sink', name), FORBIDDEN);
      assert.equal(await to.outcomeOf(client, 'sink', filters({ subject: { id: 1 } })), BAD_FILTER);
    });
  });
};
