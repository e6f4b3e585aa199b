import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Branches,
  columnOf,
  defaultHeader,
  lookUp,
  rowAt,
  rowWith,
  typeOf,
  visibleRows,
} from '../../../admin/src/services/column-tree';
import { fromText } from '../../../admin/src/services/column-picks';
import type { ColumnNode } from '../../../shared/contracts/exporters';

const node = (path: string, more: Partial<ColumnNode> = {}): ColumnNode => ({
  ...{ path, label: path.split('.').at(-1) ?? path, kind: 'field', type: 'text', isDefault: false, many: false },
  ...{ toMany: [], locked: null, hasChildren: false, children: null },
  ...more,
});

const relation = (path: string, more: Partial<ColumnNode> = {}): ColumnNode =>
  node(path, { kind: 'relation', type: null, hasChildren: true, ...more });

const LOCKED = { locked: { reason: 'no-read-right', message: '' } } as const;

const ROOTS: readonly ColumnNode[] = [
  node('name'),
  node('email', LOCKED),
  node('seo', { kind: 'component', type: null, hasChildren: true, children: [node('seo.title')] }),
  relation('contacts', { many: true, toMany: ['count'] }),
  relation('country'),
];

const BRANCHES: Branches = new Map([
  [
    'contacts',
    { state: 'ready', nodes: [node('contacts.email', { toMany: ['join', 'first'] }), relation('contacts.hotel')] },
  ],
]);

const keys = (open: readonly string[], search = '', branches = BRANCHES): readonly string[] =>
  visibleRows({ roots: ROOTS, branches, open: new Set(open), search }).map(({ key }) => key);

describe('the tree of columns', () => {
  it('shows what is below nodes that are open, and how many items a list has', () => {
    assert.deepEqual(keys([]), ['name', 'email', 'seo', 'contacts', 'country']);
    assert.deepEqual(keys(['seo', 'contacts']), [
      ...['name', 'email', 'seo', 'seo.title', 'contacts', 'contacts:count', 'contacts.email', 'contacts.hotel'],
      'country',
    ]);
  });

  it('tells of each row where it stands', () => {
    const rows = visibleRows({ roots: ROOTS, branches: BRANCHES, open: new Set(['contacts']), search: '' });
    const place = ({ level, position, size, parent, isOpen }: (typeof rows)[number]) => [
      level,
      position,
      size,
      parent,
      isOpen,
    ];
    assert.deepEqual(rows.filter(({ key }) => key.startsWith('contacts')).map(place), [
      [1, 4, 5, null, true],
      [2, 1, 3, 'contacts', null],
      [2, 2, 3, 'contacts', null],
      [2, 3, 3, 'contacts', false],
    ]);
  });

  it('has a line in place of what is being read, or could not be', () => {
    assert.ok(keys(['country']).includes('country:loading'));
    const problem = { status: 500, message: null, fields: [] };
    const failed = new Map([...BRANCHES, ['country', { state: 'failed', problem }] as const]);
    assert.deepEqual(keys(['country'], '', failed).slice(-2), ['country', 'country:failed']);
  });

  it('finds by label and by path, and opens the way there', () => {
    assert.deepEqual(keys([], 'TITLE'), ['seo', 'seo.title']);
    assert.deepEqual(keys([], 'mail'), ['email', 'contacts', 'contacts.email']);
    assert.deepEqual(keys([], 'contacts.e'), ['contacts', 'contacts.email']);
    assert.deepEqual(keys([], 'contacts'), ['contacts'], 'what is below a find is shown when it is opened');
    assert.deepEqual(keys(['contacts'], 'contacts').length, 4);
    assert.deepEqual(keys([], 'nothing'), []);
  });

  it('has columns for open fields and numbers of items, and for nothing else', () => {
    const rows = visibleRows({ roots: ROOTS, branches: BRANCHES, open: new Set(['contacts']), search: '' });
    assert.deepEqual(
      rows.map((row) => columnOf(row)?.text ?? null),
      ['name', null, null, null, 'contacts:count', 'contacts.email', null, null],
    );
  });

  it('is walked with the keys of the arrows, and by first letters', () => {
    const rows = visibleRows({ roots: ROOTS, branches: BRANCHES, open: new Set(['contacts']), search: '' });
    const walk = (from: string, key: string): string | undefined => {
      const row = rows.find((one) => one.key === from);
      assert.ok(row !== undefined);
      return (key.length === 1 ? rowWith(rows, row, key) : rowAt(rows, row, key))?.key;
    };
    assert.equal(walk('name', 'ArrowDown'), 'email');
    assert.equal(walk('name', 'ArrowUp'), undefined);
    assert.equal(walk('contacts', 'ArrowRight'), 'contacts:count');
    assert.equal(walk('contacts.email', 'ArrowLeft'), 'contacts');
    assert.equal(walk('contacts', 'End'), 'country');
    assert.equal(walk('country', 'Home'), 'name');
    assert.equal(walk('name', 'c'), 'contacts');
    assert.equal(walk('contacts', 'C'), 'country');
    assert.equal(walk('contacts', 'n'), 'name', 'around the end');
  });

  it('knows the places of columns, or where to look for them', () => {
    const tree = { roots: ROOTS, branches: BRANCHES };
    const found = (text: string) => {
      const lookup = lookUp(fromText(text), tree);
      return lookup !== null && 'found' in lookup ? lookup.found : lookup;
    };
    const header = (text: string) => {
      const place = found(text);
      assert.ok(place !== null && 'node' in place, text);
      return [defaultHeader(fromText(text), place), typeOf(fromText(text), place)];
    };
    assert.deepEqual(header('seo.title'), ['seo / title', 'text']);
    assert.deepEqual(header('contacts.email:first'), ['contacts / email (first)', 'text']);
    assert.deepEqual(header('contacts:count'), ['contacts (count)', 'integer']);
    assert.deepEqual(found('country.code'), { below: 'country' });
    assert.deepEqual(found('contacts.hotel.name'), { below: 'contacts.hotel' });
    assert.equal(found('gone'), null);
    assert.equal(found('email.x'), null, 'nothing is looked for below what is closed');
    assert.equal(defaultHeader(fromText('country.code'), undefined), 'country.code');
  });

  it('has the columns of a site’s own exporter, whose choices are a part of their names', () => {
    const roots = [node('hotel.name', { label: 'Hotel' }), node('contacts.email:first', { label: 'Mail' })];
    const lookup = lookUp(fromText('contacts.email:first'), { roots, branches: new Map() });
    assert.ok(lookup !== null && 'found' in lookup);
    assert.equal(defaultHeader(fromText('contacts.email:first'), lookup.found), 'Mail');
    const [, row] = visibleRows({ roots, branches: new Map(), open: new Set(), search: '' });
    assert.ok(row !== undefined);
    assert.deepEqual(columnOf(row), { text: 'contacts.email:first', isWhole: false });
  });
});
