import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAdjustment, parseAdjustmentKey } from '../../../server/src/request/points';

describe('the adjustment of points', () => {
  it('is a whole number and a reason', () => {
    assert.deepEqual(parseAdjustment({ amount: -5, note: ' too many ' }), { amount: -5, note: 'too many' });
    for (const [body, field] of [
      [{ amount: 1.5, note: 'x' }, 'amount'],
      [{ amount: '5', note: 'x' }, 'amount'],
      [{ amount: 5, note: '  ' }, 'note'],
      [{ amount: 5, note: 'x', by: 'me' }, 'by'],
    ] as const) {
      assert.throws(() => parseAdjustment(body), { code: 'EXPORT_INVALID_REQUEST', message: new RegExp(field) });
    }
  });

  it('is named by its Idempotency-Key, in quotes or not', () => {
    assert.deepEqual(['', 'order-7', '"order-7"'].map(parseAdjustmentKey), [null, 'order-7', 'order-7']);
    for (const key of ['"', 'a b', 'x'.repeat(201)]) {
      assert.throws(() => parseAdjustmentKey(key), { code: 'EXPORT_INVALID_REQUEST', message: /Idempotency-Key|200/ });
    }
  });
});
