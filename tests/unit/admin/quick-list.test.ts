import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toTree } from '../../../admin/src/quick/column-tree';
import { readNames } from '../../../admin/src/quick/displayed-names';
import { type ListColumn, toAskFor, toFileColumns } from '../../../admin/src/quick/list-columns';
import { isNarrowed, readListQuery, statusConditions } from '../../../admin/src/quick/list-query';
import { toSort } from '../../../admin/src/quick/list-sort';
import type { ColumnNode } from '../../../shared/contracts/exporters';

const node = (path: string, more: Partial<ColumnNode> = {}): ColumnNode => ({
  path,
  label: path,
  kind: 'field',
  type: 'text',
  isDefault: true,
  many: false,
  toMany: [],
  locked: null,
  hasChildren: false,
  children: null,
  ...more,
});

const locked = (reason: 'no-read-right' | 'no-export-right') => ({ locked: { reason, message: 'Closed.' } });

const group = (path: string, kind: ColumnNode['kind'], more: Partial<ColumnNode> = {}): ColumnNode =>
  node(path, { kind, type: null, hasChildren: true, ...more });

const many = { many: true, toMany: ['count' as const] };

const NODES: readonly ColumnNode[] = [
  node('id'),
  node('name'),
  node('phone', locked('no-read-right')),
  group('country', 'relation'),
  group('owner', 'relation', locked('no-export-right')),
  group('contacts', 'relation', many),
  group('cover', 'media'),
  group('seo', 'component', { children: [node('seo.id'), node('seo.title')] }),
  group('hours', 'component', { ...many, children: [node('hours.id'), node('hours.day')] }),
  group('createdBy', 'relation'),
  node('__status'),
];

const TREE = toTree([
  ...NODES,
  node('country.name'),
  node('country.secret', locked('no-read-right')),
  node('contacts.email'),
  node('cover.url'),
  node('createdBy.displayName'),
]);

const column = (name: string, mainField: string | null = null): ListColumn => ({
  name,
  label: `The ${name}`,
  mainField,
});

const pathsOf = (...columns: readonly ListColumn[]): readonly string[] => toFileColumns(columns, TREE).paths;

describe('the columns of a list', () => {
  it('are those of the file, with the status that the list shows last', () => {
    assert.deepEqual(pathsOf(column('name'), column('id')), ['name', 'id', '__status']);
    const withoutDrafts = toTree(NODES.filter(({ path }) => path !== '__status'));
    assert.deepEqual(toFileColumns([column('id')], withoutDrafts).paths, ['id']);
  });

  it('show relations and components by their main field, people by their name, and pictures by their address', () => {
    const columns = [
      column('country', 'name'),
      column('contacts', 'email'),
      column('seo', 'title'),
      column('createdBy', 'firstname'),
      column('cover'),
    ];
    const paths = ['country.name', 'contacts.email', 'seo.title', 'createdBy.displayName', 'cover.url', '__status'];
    assert.deepEqual(pathsOf(...columns), paths);
  });

  it('count components that have no main field, and have the first field of a single one', () => {
    assert.deepEqual(pathsOf(column('hours', 'id'), column('seo', 'id')), ['hours:count', 'seo.title', '__status']);
  });

  it('are left out with the reason where the caller may not export them, also below a relation', () => {
    const columns = [column('phone'), column('owner', 'name'), column('country', 'secret'), column('name')];
    const { paths, locked: closed, unknown } = toFileColumns(columns, TREE);
    assert.deepEqual(paths, ['name', '__status']);
    assert.deepEqual(closed, [
      { label: 'The phone', reason: 'no-read-right' },
      { label: 'The owner', reason: 'no-export-right' },
      { label: 'The country', reason: 'no-read-right' },
    ]);
    assert.deepEqual(unknown, []);
  });

  it('are left out where no file has them', () => {
    const { paths, unknown } = toFileColumns([column('stages'), column('country', 'nothing')], TREE);
    assert.deepEqual([paths, unknown], [['__status'], ['The stages', 'The country']]);
  });

  it('are asked for below what they lead to, where that is open and shown', () => {
    const columns = ['name', 'country', 'owner', 'seo', 'cover'].map((name) => column(name));
    assert.deepEqual(toAskFor(columns, NODES), ['country', 'cover']);
  });

  it('are those that somebody has chosen in this browser', () => {
    assert.deepEqual(readNames('["name","id"]'), ['name', 'id']);
    for (const stored of [null, 'null', '[]', '{"a":1}', '[1]', 'broken']) assert.equal(readNames(stored), null);
  });
});

describe('the address of a list', () => {
  it('tells filters, search, order and language', () => {
    const filters = { $and: [{ name: { $contains: 'a' } }] };
    const query = { filters, _q: ' sea ', sort: 'name:ASC', plugins: { i18n: { locale: 'fr' } } };
    assert.deepEqual(readListQuery(query), { filters, search: 'sea', sort: 'name:ASC', locale: 'fr' });
    assert.ok(isNarrowed(readListQuery(query)));
  });

  it('tells nothing where the list shows all', () => {
    const all = { filters: null, search: '', sort: '', locale: null };
    for (const query of [{}, { filters: {} }, { filters: { $and: [] }, _q: '  ' }]) {
      assert.deepEqual(readListQuery(query), all);
      assert.ok(!isNarrowed(readListQuery(query)));
    }
  });

  it('tells the conditions on the status, wherever they stand', () => {
    const status = { __status: { $eq: 'published' } };
    const conditionsOf = (filters: Record<string, unknown>) => statusConditions(readListQuery({ filters }));
    assert.deepEqual(conditionsOf({ $and: [{ name: { $eq: 'a' } }, status] }), [status]);
    assert.deepEqual(conditionsOf({ $and: { 0: status } }), [status], 'what qs makes of long lists');
    assert.deepEqual(conditionsOf({ ...status, name: 'a' }), [status]);
    assert.deepEqual(conditionsOf({ $and: [{ name: { $eq: 'a' } }] }), []);
  });
});

describe('the order of a list', () => {
  it('is that of the file', () => {
    assert.deepEqual(toSort('name:DESC,country.name:ASC,id', TREE), [
      { path: 'name', direction: 'desc' },
      { path: 'country.name', direction: 'asc' },
      { path: 'id', direction: 'asc' },
    ]);
    assert.deepEqual(toSort('status:ASC', TREE), [{ path: '__status', direction: 'asc' }]);
    assert.deepEqual(toSort('', TREE), []);
  });

  it('leaves out what the caller may not read and what has no order', () => {
    assert.deepEqual(toSort('phone:ASC,country.secret:ASC,contacts.email:ASC,nothing:ASC', TREE), []);
  });
});
