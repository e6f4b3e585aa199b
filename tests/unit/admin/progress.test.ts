import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paceOf, percentOf, roundDuration } from '../../../admin/src/services/progress';

const STARTED = '2026-05-01T10:00:00.000Z';

const after = (seconds: number): number => Date.parse(STARTED) + seconds * 1_000;

const JOB = { phase: 'writing', rowsDone: 12_000, rowsTotal: 60_000, startedAt: STARTED } as const;

describe('the percent of a job', () => {
  it('is unknown until rows are counted, and where there are none', () => {
    assert.equal(percentOf({ rowsDone: 0, rowsTotal: null }), null);
    assert.equal(percentOf({ rowsDone: 0, rowsTotal: 0 }), null);
  });

  it('is never 100 while it is asked for', () => {
    assert.equal(percentOf({ rowsDone: 0, rowsTotal: 3 }), 0);
    assert.equal(percentOf({ rowsDone: 2, rowsTotal: 3 }), 66);
    assert.equal(percentOf({ rowsDone: 3, rowsTotal: 3 }), 99);
  });
});

describe('the pace of a job', () => {
  it('is its rows over its time, and what is left at that speed', () => {
    assert.deepEqual(paceOf(JOB, after(10)), { rowsPerSecond: 1_200, secondsLeft: 40 });
    assert.deepEqual(paceOf(JOB, after(100)), { rowsPerSecond: 120, secondsLeft: 400 });
    assert.deepEqual(paceOf({ ...JOB, rowsDone: 1, rowsTotal: 3 }, after(4)), { rowsPerSecond: 0.25, secondsLeft: 8 });
  });

  it('is told to two digits, while the time left is reckoned with all of them', () => {
    const pace = paceOf({ ...JOB, rowsDone: 12_345, rowsTotal: 24_690 }, after(10));
    assert.deepEqual(pace, { rowsPerSecond: 1_200, secondsLeft: 10 });
  });

  it('is not told in the first two seconds', () => {
    assert.equal(paceOf(JOB, after(1.999)), null);
    assert.notEqual(paceOf(JOB, after(2)), null);
  });

  it('is not told by a clock that is behind the server’s', () => {
    assert.equal(paceOf(JOB, after(-3_600)), null);
  });

  it('is not told before rows are counted or written', () => {
    assert.equal(paceOf({ ...JOB, rowsTotal: null }, after(10)), null);
    assert.equal(paceOf({ ...JOB, rowsDone: 0 }, after(10)), null);
    assert.equal(paceOf({ ...JOB, startedAt: null }, after(10)), null);
  });

  it('is told only while rows are written', () => {
    for (const phase of ['preparing', 'counting', 'storing', null] as const) {
      assert.equal(paceOf({ ...JOB, phase }, after(10)), null, String(phase));
    }
  });

  it('never says that less than nothing is left', () => {
    for (const rowsDone of [60_000, 60_001]) assert.equal(paceOf({ ...JOB, rowsDone }, after(10)), null);
    assert.ok((paceOf({ ...JOB, rowsDone: 59_999 }, after(10))?.secondsLeft ?? 0) > 0);
  });
});

describe('about how long something takes', () => {
  const about = (seconds: number): string => {
    const { value, unit } = roundDuration(seconds);
    return `${value} ${unit}`;
  };

  it('is at least a second', () => {
    assert.deepEqual([0, 0.01, 1].map(about), ['1 second', '1 second', '1 second']);
  });

  it('is told by the second first, and by fives above ten', () => {
    assert.deepEqual([1.1, 9.2, 10, 10.1, 40, 41, 90].map(about), [
      '2 second',
      '10 second',
      '10 second',
      '15 second',
      '40 second',
      '45 second',
      '90 second',
    ]);
  });

  it('is told in minutes and half hours where it is long', () => {
    assert.deepEqual([90.1, 149, 150, 5_429].map(about), ['2 minute', '2 minute', '3 minute', '90 minute']);
    assert.deepEqual([5_430, 7_200, 9_100, 360_000].map(about), ['1.5 hour', '2 hour', '2.5 hour', '100 hour']);
  });
});
