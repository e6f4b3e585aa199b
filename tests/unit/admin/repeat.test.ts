import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { REPEATS, type Repeat, repeatAs, toCron, toRepeat } from '../../../admin/src/services/repeat';
import { nextRun } from '../../../server/src/schedule/cron';

const REPEATED: readonly (readonly [Repeat, string])[] = [
  [{ kind: 'hourly', minute: 5 }, '5 * * * *'],
  [{ kind: 'daily', time: '07:00' }, '0 7 * * *'],
  [{ kind: 'weekdays', time: '23:59' }, '59 23 * * 1-5'],
  [{ kind: 'weekly', time: '00:05', weekday: 0 }, '5 0 * * 0'],
  [{ kind: 'monthly', time: '12:30', day: 31 }, '30 12 31 * *'],
  [{ kind: 'cron', cron: '*/10 9-17 * jan MON' }, '*/10 9-17 * jan MON'],
];

describe('how often a schedule runs', () => {
  it('is a cron expression, and read from it again', () => {
    for (const [repeat, cron] of REPEATED) {
      assert.equal(toCron(repeat), cron);
      assert.deepEqual(toRepeat(cron), repeat);
    }
  });

  it('is shown as the expression where it is none of the choices', () => {
    for (const cron of ['5 7 * * 1,2', '05 7 * * *', '5 7 1 * 1', '5 7 * 2 *', '* * * * *', 'x']) {
      assert.deepEqual(toRepeat(cron), { kind: 'cron', cron });
    }
  });

  it('is something that the server takes, whatever is chosen after whatever', () => {
    for (const [before] of REPEATED) {
      for (const kind of REPEATS) {
        const cron = toCron(repeatAs(kind, before));
        assert.doesNotThrow(() => nextRun(cron, 'UTC', new Date()), cron);
      }
    }
    assert.deepEqual(repeatAs('weekly', { kind: 'daily', time: '08:15' }), {
      kind: 'weekly',
      time: '08:15',
      weekday: 1,
    });
  });
});
