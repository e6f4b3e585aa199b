import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Column } from '../../../shared/columns';
import { fingerprintOf, hashOf } from '../../../server/src/plan/fingerprint';
import type { Plan } from '../../../server/src/plan/plan';

const column = (key: string, more: Partial<Column> = {}): Column => ({
  ...{ key, header: key, type: 'text', steps: [], index: 0 },
  ...more,
});

const plan = (more: Partial<Plan> = {}): Plan =>
  ({
    ...{ request: {}, uid: 'api::a.a', columns: [column('name')], rowPath: [], sheets: [], leftOut: [], maxRows: 10 },
    level: { uid: 'api::a.a', hasDrafts: false, fields: [{ attribute: 'name', type: 'text' }], hops: [] },
    filters: { $and: [{ owner: { id: 1 } }, { city: { $in: ['a', 'b'] } }] },
    ...{ sort: [], locales: ['en', 'fr'], publication: 'published' },
    ...more,
  }) as unknown as Plan;

describe('the fingerprint of a plan', () => {
  const base = fingerprintOf(plan());

  it('is the same for what means the same', () => {
    assert.equal(fingerprintOf(plan()), base);
    const reordered = { $and: [{ city: { $in: ['b', 'a'] } }, { owner: { id: 1 } }] };
    assert.equal(fingerprintOf(plan({ filters: reordered })), base);
    assert.equal(fingerprintOf(plan({ locales: ['fr', 'en'] })), base);
    assert.equal(fingerprintOf(plan({ columns: [column('name', { header: 'Renamed' })] })), base);
    assert.equal(fingerprintOf(plan({ maxRows: null })), base, 'a limit is no right');
  });

  it('is another for other columns, conditions, locales, versions or hops', () => {
    const others: Partial<Plan>[] = [
      { columns: [column('name'), column('city')] },
      { columns: [] },
      { filters: {} },
      { filters: { $and: [{ owner: { id: 2 } }, { city: { $in: ['a', 'b'] } }] } },
      { filters: { $or: [{ owner: { id: 1 } }, { city: { $in: ['a', 'b'] } }] } },
      { locales: ['en'] },
      { locales: null },
      { publication: 'draft' },
      { leftOut: [{ key: 'city', reason: 'forbidden' }] },
      { uid: 'api::b.b' },
      {
        level: {
          ...plan().level,
          hops: [{ kind: 'level', attribute: 'city', many: false, level: plan().level, rows: { open: true } }],
        },
      },
    ];
    const prints = others.map((more) => fingerprintOf(plan(more)));
    assert.equal(new Set([base, ...prints]).size, others.length + 1);
  });
});

it('a hash goes by meaning: order of keys and missing values say nothing, order of lists does', () => {
  assert.equal(hashOf({ a: 1, b: [1, 2] }), hashOf({ b: [1, 2], a: 1, c: undefined }));
  assert.notEqual(hashOf({ a: [1, 2] }), hashOf({ a: [2, 1] }));
  assert.notEqual(hashOf({ a: '1' }), hashOf({ a: 1 }));
  assert.notEqual(hashOf({ a: null }), hashOf({}));
  const moment = new Date('2026-02-03T04:05:06.789Z');
  assert.equal(hashOf({ a: moment }), hashOf({ a: moment.toISOString() }));
});
