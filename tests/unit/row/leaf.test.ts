import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Column, ColumnStep, Row } from '../../../shared/columns';
import { createLeafReader, isJoined } from '../../../server/src/row/leaf';
import { column, step } from '../support';

describe('a leaf', () => {
  it("of the document itself is the row's cell", () => {
    const leaf = createLeafReader(column(1, 'text'));
    assert.equal(leaf.many, false);
    assert.equal(leaf.read(['a', 'b']), 'b');
    assert.deepEqual(leaf.readAll(['a', 'b']), ['b']);
  });

  it('behind to-one hops is found through them, or missing where one leads nowhere', () => {
    const leaf = createLeafReader(column(0, 'text', { steps: [step('city', 1, false), step('country', 1, false)] }));
    assert.equal(leaf.read(['hotel', ['city', ['DE']]]), 'DE');
    assert.equal(leaf.read(['hotel', ['city', null]]), null);
    assert.equal(leaf.read(['hotel', null]), null);
    assert.deepEqual(leaf.readAll(['hotel', null]), []);
  });

  it('behind to-many hops is every cell, in the order of the relation', () => {
    const leaf = createLeafReader(column(0, 'text', { steps: [step('orders', 0, true), step('items', 1, true)] }));
    const row: Row = [
      [
        ['first', [['a'], ['b']]],
        ['second', []],
        ['third', [[null], ['c']]],
      ],
    ];
    assert.equal(leaf.many, true);
    assert.deepEqual(leaf.readAll(row), ['a', 'b', null, 'c']);
    assert.deepEqual(leaf.readAll([[]]), []);
  });

  it('behind a to-one hop within a to-many one skips what leads nowhere', () => {
    const leaf = createLeafReader(column(0, 'text', { steps: [step('orders', 0, true), step('buyer', 0, false)] }));
    assert.deepEqual(leaf.readAll([[[['x']], [null], [['y']]]]), ['x', 'y']);
  });
});

const ORDERS = step('orders', 0, true);
const ITEMS = step('items', 1, true);
const QUOTE: ColumnStep = { ...step('blocks.quote', 1, false), variantOf: '__component' };

const orders: Row = [
  [
    ['first', []],
    ['second', [['b'], ['c']]],
    ['third', [['d']]],
  ],
];
const zone: Row = [
  [
    ['blocks.gallery', null, ['A gallery']],
    ['blocks.quote', ['To be'], null],
    ['blocks.quote', [null], null],
    ['blocks.quote', ['or not'], null],
  ],
];

describe('a leaf that counts', () => {
  const countOf = (row: Row, ...steps: readonly ColumnStep[]): unknown => {
    // Where the cell stands is not looked at.
    const leaf = createLeafReader(column(99, 'integer', { steps, list: 'count' }));
    assert.equal(leaf.many, false);
    return leaf.read(row);
  };

  it('is the number of items, over all lists on the way', () => {
    assert.equal(countOf(orders, ORDERS), 3);
    assert.equal(countOf(orders, ORDERS, ITEMS), 3);
    assert.equal(countOf([[]], ORDERS), 0);
    assert.equal(countOf([[]], ORDERS, ITEMS), 0);
  });

  it('is one or none of what a to-one hop leads to', () => {
    assert.equal(countOf([['Bonn']], step('city', 0, false)), 1);
    assert.equal(countOf([null], step('city', 0, false)), 0);
    assert.equal(countOf([null], step('city', 0, false), ITEMS), 0);
    assert.equal(countOf([[[['x']], [null], [['y']]]], ORDERS, step('buyer', 0, false)), 2);
  });

  it('is the number of the items of one kind behind a variant step', () => {
    assert.equal(countOf(zone, step('zone', 0, true)), 4);
    assert.equal(countOf(zone, step('zone', 0, true), QUOTE), 3);
  });
});

describe('a leaf of the first item', () => {
  const firstOf = (row: Row, ...steps: readonly ColumnStep[]): unknown => {
    const leaf = createLeafReader(column(0, 'text', { steps, list: 'first' }));
    assert.equal(leaf.many, false);
    return leaf.read(row);
  };

  it("is the first item's cell, though it may be missing", () => {
    assert.equal(firstOf(orders, ORDERS), 'first');
    assert.equal(firstOf([[[null], ['x']]], ORDERS), null);
  });

  it('is missing where there is no item', () => {
    assert.equal(firstOf([[]], ORDERS), null);
    assert.equal(firstOf([[['first', []]]], ORDERS, ITEMS), null);
    assert.equal(firstOf([null], step('city', 0, false), ITEMS), null);
  });

  it('is found behind items that lead nowhere', () => {
    assert.equal(firstOf(orders, ORDERS, ITEMS), 'b');
    assert.equal(firstOf([[[null], [['y']]]], ORDERS, step('buyer', 0, false)), 'y');
  });

  it('is that of the first item of the kind behind a variant step', () => {
    assert.equal(firstOf(zone, step('zone', 0, true), QUOTE), 'To be');
  });

  it('is the cell itself without a list', () => {
    assert.equal(firstOf(['a']), 'a');
    assert.equal(firstOf([['Bonn']], step('city', 0, false)), 'Bonn');
  });
});

describe('a leaf behind a variant step', () => {
  it('is every cell of the items of its kind', () => {
    const leaf = createLeafReader(column(0, 'text', { steps: [step('zone', 0, true), QUOTE] }));
    assert.equal(leaf.many, true);
    assert.deepEqual(leaf.readAll(zone), ['To be', null, 'or not']);
  });
});

describe('what is joined', () => {
  it('is a column over a list of which all is shown', () => {
    const joined = (list: Pick<Column, 'list'>, ...steps: readonly ColumnStep[]) =>
      isJoined(column(0, 'text', { steps, ...list }));
    assert.equal(joined({}, ORDERS), true);
    assert.equal(joined({ list: 'join' }, step('city', 0, false), ITEMS), true);
    assert.equal(joined({ list: 'join' }, step('city', 0, false)), false);
    assert.equal(joined({}), false);
    assert.equal(joined({ list: 'count' }, ORDERS), false);
    assert.equal(joined({ list: 'first' }, ORDERS), false);
  });
});
