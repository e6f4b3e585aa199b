import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withoutUndefined } from '../../../server/src/plan/without-undefined';

describe('conditions that a site writes down all at once', () => {
  it('lose what was not given, and what is empty without it', () => {
    const conditions = {
      a: undefined,
      b: { $gte: undefined },
      c: { $gte: 1, $lt: undefined },
      $and: [{ d: undefined }],
    };
    assert.deepEqual(withoutUndefined(conditions), { c: { $gte: 1 } });
    assert.deepEqual(withoutUndefined({ a: undefined }), {});
  });

  it('keep null, false, nothing, and what was empty before, which must be refused or find nothing', () => {
    const date = new Date(0);
    const conditions = { a: null, b: false, c: { $in: [] }, d: '', f: {}, e: date, $or: [{ a: 1 }, { b: undefined }] };
    assert.deepEqual(withoutUndefined(conditions), { ...conditions, $or: [{ a: 1 }] });
  });
});
