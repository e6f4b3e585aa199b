import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { createLateQueue } from '../../../server/src/job/queue/late';
import type { JobQueue } from '../../../server/src/job/queue/port';

const ENTRY = { jobId: 'job', attempt: 1 };

const working = (): JobQueue => ({
  driver: 'redis',
  enqueue: async () => undefined,
  remove: async () => undefined,
  consume: async () => ({ stop: async () => undefined }),
  isReachable: async () => true,
  close: async () => undefined,
});

describe('a queue that is made when it is needed', () => {
  it('is not made to be closed', async () => {
    const make = mock.fn(async () => working());
    await createLateQueue('redis', make).close();
    assert.equal(make.mock.callCount(), 0);
  });

  it('is made once, also for several at a time', async () => {
    const make = mock.fn(async () => working());
    const queue = createLateQueue('redis', make);
    await Promise.all([queue.enqueue(ENTRY), queue.enqueue(ENTRY), queue.isReachable()]);
    assert.equal(make.mock.callCount(), 1);
  });

  it('is made again for the next one when it could not be made, and until then is out of reach', async () => {
    let isBroken = true;
    const queue = createLateQueue('redis', async () => {
      if (isBroken) throw new Error('a package is missing');
      return working();
    });
    await assert.rejects(queue.enqueue(ENTRY), /a package is missing/);
    assert.equal(await queue.isReachable(), false);
    // What leaves the queue needs none.
    await queue.remove(ENTRY);
    await queue.close();
    isBroken = false;
    await queue.enqueue(ENTRY);
    assert.equal(await queue.isReachable(), true);
  });
});
