import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CostRule } from '../../../server/src/exporter/cost-rule';
import { costOf } from '../../../server/src/points/cost';

const cost = (rule: CostRule, rows = 100): number => costOf('hotels', rule, { rows, format: 'csv' });

describe('the cost of an export', () => {
  it('is computed from the rows and the format', () => {
    const rule: CostRule = ({ rows, format }) => rows * (format === 'xlsx' ? 2 : 1);
    assert.equal(costOf('hotels', rule, { rows: 7, format: 'xlsx' }), 14);
    assert.equal(costOf('hotels', rule, { rows: 7, format: 'csv' }), 7);
  });

  it('is rounded up to whole points, but not for what binary fractions add', () => {
    assert.equal(
      cost(({ rows }) => rows / 1_000),
      1,
    );
    assert.equal(
      cost(() => 7.01),
      8,
    );
    // 7.000000000000001
    assert.equal(
      cost(({ rows }) => rows * 0.07),
      7,
    );
    assert.equal(
      cost(() => 999_999_999_999),
      999_999_999_999,
    );
  });

  it('may be nothing', () => {
    for (const zero of [0, -0])
      assert.equal(
        Object.is(
          cost(() => zero),
          0,
        ),
        true,
      );
  });

  for (const value of [-1, -0.001, NaN, Infinity, 1e13, '5', null, undefined, 5n]) {
    it(`is never ${typeof value} ${String(value)}`, () => {
      assert.throws(
        () => cost((() => value) as unknown as CostRule),
        (error: Error) => error.message.includes('hotels') && error.message.includes(` ${String(value)}:`),
      );
    });
  }
});
