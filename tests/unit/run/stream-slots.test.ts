import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ExportError } from '../../../server/src/errors/export-error';
import { createStreamSlots } from '../../../server/src/run/stream-slots';

const isRefusal = (error: unknown): boolean =>
  error instanceof ExportError &&
  error.code === 'EXPORT_TOO_MANY_STREAMS' &&
  error.status === 429 &&
  (error.retryAfter ?? 0) > 0;

describe('places for downloads', () => {
  it('are limited for one caller, without touching another', () => {
    const slots = createStreamSlots({ overall: 10, perCaller: 2 });
    slots.take('a');
    const giveBack = slots.take('a');
    assert.throws(() => slots.take('a'), isRefusal);
    slots.take('b');
    giveBack();
    slots.take('a');
    assert.throws(() => slots.take('a'), isRefusal);
  });

  it('are limited for all callers together', () => {
    const slots = createStreamSlots({ overall: 2, perCaller: 2 });
    const giveBack = slots.take('a');
    slots.take('b');
    assert.throws(() => slots.take('c'), isRefusal);
    giveBack();
    slots.take('c');
    assert.throws(() => slots.take('a'), isRefusal);
  });

  it('are given back once, however often it is said', () => {
    const slots = createStreamSlots({ overall: 2, perCaller: 2 });
    const giveBack = slots.take('a');
    slots.take('a');
    giveBack();
    giveBack();
    giveBack();
    slots.take('a');
    assert.throws(() => slots.take('b'), isRefusal);
  });

  it('are not taken by whoever is refused', () => {
    const slots = createStreamSlots({ overall: 2, perCaller: 1 });
    const giveBack = slots.take('a');
    for (let attempt = 0; attempt < 5; attempt += 1) assert.throws(() => slots.take('a'), isRefusal);
    giveBack();
    slots.take('a');
    slots.take('b');
  });
});
