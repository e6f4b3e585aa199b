import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { days, list, toggle, z } from '../../../server/src/exporter';

describe('filters of an exporter', () => {
  it('take lists from JSON, and separated by commas from query strings', () => {
    const codes = list(z.string().length(2));
    assert.deepEqual(codes.parse('DE, FR,'), ['DE', 'FR']);
    assert.deepEqual(codes.parse(['DE']), ['DE']);
    for (const bad of ['', [], 'DEU', 7]) assert.equal(codes.safeParse(bad).success, false, JSON.stringify(bad));
  });

  it('take yes and no from JSON and from query strings', () => {
    const seen = [true, 'true', '1', false, 'false', '0'].map((value) => toggle().parse(value));
    assert.deepEqual(seen, [true, true, true, false, false, false]);
    for (const bad of ['yes', 1, '', null]) assert.equal(toggle().safeParse(bad).success, false, String(bad));
  });

  it('make whole days of dates', () => {
    const $gte = '2026-02-28T00:00:00.000Z';
    assert.deepEqual(days('2026-02-28', '2026-02-28'), { $gte, $lt: '2026-03-01T00:00:00.000Z' });
    assert.deepEqual(days('2026-02-28', undefined), { $gte });
    assert.equal(days(undefined, undefined), undefined);
  });
});
