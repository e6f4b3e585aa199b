import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Row } from '../../../shared/columns';
import { createLeafReader } from '../../../server/src/encoder/leaf';
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
