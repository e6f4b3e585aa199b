import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nextRun } from '../../../server/src/schedule/cron';

const runs = (cron: string, zone: string, from: string, count: number): string[] => {
  const found: Date[] = [];
  for (let at = new Date(from); found.length < count; at = found.at(-1) ?? at) found.push(nextRun(cron, zone, at));
  return found.map((moment) => moment.toISOString());
};

describe('the next run', () => {
  it('is the first moment after another, never that moment itself', () => {
    assert.deepEqual(runs('*/15 9 * * *', 'UTC', '2026-01-05T09:15:00Z', 3), [
      '2026-01-05T09:30:00.000Z',
      '2026-01-05T09:45:00.000Z',
      '2026-01-06T09:00:00.000Z',
    ]);
  });

  it('knows lists, ranges, and names of months and days', () => {
    assert.deepEqual(runs('0 7 * jan,Mar MON-fri', 'UTC', '2026-01-30T08:00:00Z', 2), [
      '2026-03-02T07:00:00.000Z',
      '2026-03-03T07:00:00.000Z',
    ]);
    assert.deepEqual(runs('0 0 31 * *', 'UTC', '2026-01-31T00:00:00Z', 2), [
      '2026-03-31T00:00:00.000Z',
      '2026-05-31T00:00:00.000Z',
    ]);
  });

  it('comes once a day where the clocks change: an hour later where its hour is left out, once where it comes twice', () => {
    assert.deepEqual(runs('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', 2), [
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
    assert.deepEqual(runs('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', 2), [
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  it('refuses what is no expression of five fields, and what never comes', () => {
    const wrong = [
      '',
      '* * * *',
      '0 0 * * * *',
      '@daily',
      'H * * * *',
      '61 * * * *',
      '* * * * 9',
      'a b c d e',
      '0 0 30 2 *',
    ];
    for (const cron of [...wrong, '0 0 L * *', '0 0 ? * *']) {
      assert.throws(() => nextRun(cron, 'UTC', new Date()), Error, cron);
    }
  });
});
