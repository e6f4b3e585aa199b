import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { boolean, date, isoDate, money, number, z } from '../../../server/src/exporter';
import { parseRequest } from '../../../server/src/request/parse';

describe('what a site imports', () => {
  it('makes column formats that a request takes', () => {
    const columns = [
      { path: 'price', format: money('USD', { storedAs: 'cents' }) },
      { path: 'tax', format: money('EUR') },
      { path: 'sold', format: date('dd.MM.yyyy') },
      { path: 'weight', format: number(3) },
      { path: 'visits', format: number(0, { grouping: true }) },
      { path: 'open', format: boolean('yes', 'no') },
    ];
    const request = parseRequest({ exporter: 'api::order.order', format: 'csv', columns });
    assert.deepEqual(request.columns, columns);
    assert.deepEqual(money('EUR'), { kind: 'money', currency: 'EUR', storedAs: 'units' });
    assert.deepEqual(number(2), { kind: 'number', decimals: 2, grouping: false });
    assert.deepEqual(boolean('yes', 'no'), { kind: 'boolean', true: 'yes', false: 'no' });
  });

  it('checks plain dates with the zod that Strapi uses', () => {
    const schema = z.object({ from: isoDate() });
    assert.ok(schema.safeParse({ from: '2026-02-28' }).success);
    for (const from of ['2026-02-30', '28.02.2026', '2026-02-28T00:00:00Z'])
      assert.ok(!schema.safeParse({ from }).success);
  });
});
