import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { within } from '../../../server/src/services/within';

const hanging = async (signal: AbortSignal): Promise<never> => {
  // The signal's own timer does not keep a process alive.
  const alive = setInterval(() => undefined, 1_000);
  await once(signal, 'abort');
  clearInterval(alive);
  throw signal.reason;
};

describe('work that somebody waits for', () => {
  it('gives what it comes to', async () => {
    assert.equal(await within(60_000, async () => 7), 7);
  });

  it('gives nothing when it takes too long, and is told to end', async () => {
    assert.equal(await within(10, hanging), null);
  });

  it('fails with its own error before that', async () => {
    const error = new Error('no such column');
    await assert.rejects(
      within(60_000, () => Promise.reject(error)),
      error,
    );
  });
});
