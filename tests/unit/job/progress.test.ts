import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isWorthWriting, NO_PROGRESS, type Progress } from '../../../server/src/job/progress';
import { fileKeyOf, parseFileKey } from '../../../server/src/job/record';

const at = (rowsDone: number, more: Partial<Progress> = {}): Progress => ({
  ...NO_PROGRESS,
  ...{ phase: 'writing', rowsTotal: 1_000, rowsDone },
  ...more,
});

it('progress is worth a word after a twentieth of the rows, after a second, and when something new begins', () => {
  assert.equal(isWorthWriting(at(100), at(149), 500), false);
  assert.equal(isWorthWriting(at(100), at(150), 0), true);
  assert.equal(isWorthWriting(at(100), at(101), 1_000), true);
  assert.equal(isWorthWriting(at(100), at(100), 60_000), false);
  assert.equal(isWorthWriting(at(100), at(100, { phase: 'storing' }), 0), true);
  assert.equal(isWorthWriting(at(0, { rowsTotal: null }), at(0), 0), true);
  assert.equal(isWorthWriting(at(0, { rowsTotal: 0 }), at(0, { rowsTotal: 0 }), 60_000), false);
});

it('the key of a file names its job and attempt, and nothing else is taken for one', () => {
  assert.deepEqual(parseFileKey(fileKeyOf('abc123', 7)), { jobId: 'abc123', attempt: 7 });
  for (const key of ['', 'abc', 'abc-', '-1', 'abc-1x', '../abc-1', 'ABC-1', 'abc-1.part']) {
    assert.equal(parseFileKey(key), null, key);
  }
});
