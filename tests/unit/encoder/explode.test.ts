import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Row } from '../../../shared/columns';
import { explode } from '../../../server/src/encoder/explode';
import { step } from '../support';

const contacts = [step('contacts', 1, true)];
const phones = [step('contacts', 1, true), step('phones', 1, true)];

describe('exploding a row', () => {
  it('gives one row for each item, in order, with the item in the place of the list', () => {
    const row: Row = ['a', [['x'], ['y']], 'z'];
    assert.deepEqual(explode(row, contacts, true), [
      ['a', ['x'], 'z'],
      ['a', ['y'], 'z'],
    ]);
  });

  it('keeps a parent without items, or does not, as asked', () => {
    assert.deepEqual(explode(['a', []], contacts, true), [['a', null]]);
    assert.deepEqual(explode(['a', []], contacts, false), []);
  });

  it('follows lists within lists, keeping empty ones at every level', () => {
    const row: Row = [
      'a',
      [
        ['x', [['1'], ['2']]],
        ['y', []],
        ['z', [['3']]],
      ],
    ];
    assert.deepEqual(explode(row, phones, false), [
      ['a', ['x', ['1']]],
      ['a', ['x', ['2']]],
      ['a', ['z', ['3']]],
    ]);
    assert.deepEqual(explode(row, phones, true), [
      ['a', ['x', ['1']]],
      ['a', ['x', ['2']]],
      ['a', ['y', null]],
      ['a', ['z', ['3']]],
    ]);
    assert.deepEqual(explode(['b', []], phones, true), [['b', null]]);
  });

  it('passes through to-one hops, of which one that leads nowhere is like an empty list', () => {
    const path = [step('company', 1, false), step('offices', 0, true)];
    assert.deepEqual(explode(['a', [[['Bonn'], ['Rome']]]], path, false), [
      ['a', [['Bonn']]],
      ['a', [['Rome']]],
    ]);
    assert.deepEqual(explode(['a', null], path, true), [['a', null]]);
    assert.deepEqual(explode(['a', null], path, false), []);
  });

  it('takes the items of one kind out of a zone, where the path has a variant step', () => {
    const path = [step('zone', 0, true), { ...step('blocks.gallery', 1, false), variantOf: '__component' }];
    const zone: Row = [
      [
        ['blocks.gallery', ['x']],
        ['blocks.quote', null],
        ['blocks.gallery', ['y']],
      ],
    ];
    assert.deepEqual(explode(zone, path, false), [[['blocks.gallery', ['x']]], [['blocks.gallery', ['y']]]]);
  });

  it('is the row itself without a path, and changes no row it is given', () => {
    const row: Row = [
      'a',
      [
        ['x', []],
        ['y', [['1']]],
      ],
    ];
    const before = structuredClone(row);
    assert.deepEqual(explode(row, [], true), [row]);
    explode(row, phones, true);
    assert.deepEqual(row, before);
  });
});
