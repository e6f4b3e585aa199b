import assert from 'node:assert/strict';
import { it } from 'node:test';
import { canTransition, isActive, JOB_STATUSES, JOB_TRANSITIONS } from '../../../shared/job-status';

it('only what waits or runs can come to an end, and only an end can wait again', () => {
  const all = JOB_STATUSES.flatMap((from) => JOB_STATUSES.map((to) => [from, to] as const));
  const allowed = all.filter(([from, to]) => canTransition(from, to)).map((pair) => pair.join(' → '));
  assert.deepEqual(allowed.sort(), [
    ...['cancelled → pending', 'completed → expired', 'failed → pending'],
    ...['pending → cancelled', 'pending → failed', 'pending → processing'],
    ...['processing → cancelled', 'processing → completed', 'processing → failed', 'processing → pending'],
  ]);
  assert.deepEqual(JOB_TRANSITIONS.expired, [], 'what is gone is gone');
  assert.deepEqual(JOB_STATUSES.filter(isActive), ['pending', 'processing']);
});
