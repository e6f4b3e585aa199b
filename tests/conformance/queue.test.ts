import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { onSite } from './support/queue-site';
import { until } from '../support/until';
import { ADAPTERS, createGate, entry } from './support/queues';

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `job${index}`);

for (const adapter of ADAPTERS) {
  const { name, skip, start, stop } = adapter;

  // They wait for most of their time.
  describe(`the ${name} queue`, { skip, concurrency: 3, timeout: 90_000 }, () => {
    before(start);
    after(stop);

    it(
      'hands every entry out, those from before its consumer as well as those from after',
      onSite(adapter, async ({ records, queueOf, consume, submitAll }) => {
        const queue = queueOf();
        const ids = names(20);
        await submitAll(queue, ids.slice(0, 10));
        await consume(queue, 3, async () => 'done');
        await submitAll(queue, ids.slice(10));
        await until('all are done', records.isEmpty);
        assert.deepEqual(records.claims.toSorted(), ids.toSorted());
      }),
    );

    it(
      'hands an entry out once, however often it is enqueued',
      onSite(adapter, async ({ records, queueOf, consume }) => {
        const queue = queueOf();
        for (let time = 0; time < 5; time += 1) await records.submit(queue, 'job');
        await consume(queue, 2, async () => {
          await pause(100);
          return 'done';
        });
        await until('it runs', () => records.claims.length > 0);
        // It is known while it runs, too.
        await queue.enqueue(entry('job'));
        await until('it is done', records.isEmpty);
        await pause(1_500);
        assert.deepEqual(records.offers, ['job-1']);
      }),
    );

    it(
      'hands an entry out again that is enqueued again after it was done with',
      onSite(adapter, async ({ records, queueOf, consume }) => {
        const queue = queueOf({ pollInterval: 50 });
        await consume(queue, 1, async () => 'done');
        for (let time = 1; time <= 3; time += 1) {
          await records.submit(queue, 'job');
          await until(`it is done for the ${time}. time`, async () => {
            // It may have been known still when it was submitted; what is lost so, the recovery enqueues again.
            if (!records.isEmpty()) await queue.enqueue(entry('job'));
            return records.isEmpty();
          });
        }
        assert.equal(records.claims.length, 3);
      }),
    );

    it(
      'hands an entry to a consumer that waits well within a second',
      onSite(adapter, async ({ records, queueOf, consume }) => {
        const queue = queueOf();
        let startedAt = 0;
        await consume(queue, 2, async () => {
          startedAt = Date.now();
          return 'done';
        });
        await pause(300);
        const enqueuedAt = Date.now();
        await records.submit(queue, 'job');
        await until('it is done', records.isEmpty);
        assert.ok(startedAt - enqueuedAt < 500, `${startedAt - enqueuedAt} ms`);
      }),
    );

    it(
      'runs as many at once as asked, and never more',
      onSite(adapter, async ({ records, queueOf, consume, submitAll }) => {
        const queue = queueOf();
        let now = 0;
        let most = 0;
        await submitAll(queue, names(12));
        await consume(queue, 3, async () => {
          most = Math.max(most, (now += 1));
          await pause(40);
          now -= 1;
          return 'done';
        });
        await until('all are done', records.isEmpty);
        assert.equal(most, 3);
      }),
    );

    it(
      'hands out the oldest first',
      onSite(adapter, async ({ records, queueOf, consume, submitAll }) => {
        const queue = queueOf();
        await submitAll(queue, names(8));
        await consume(queue, 1, async () => 'done');
        await until('all are done', records.isEmpty);
        assert.deepEqual(records.claims, names(8));
      }),
    );

    it(
      'does not hand an entry out before its delay is over, and then does',
      onSite(adapter, async ({ records, queueOf, consume }) => {
        const queue = queueOf();
        const startedAt = new Map<string, number>();
        await consume(queue, 2, async ({ jobId }) => {
          startedAt.set(jobId, Date.now());
          return 'done';
        });
        const enqueuedAt = Date.now();
        await records.submit(queue, 'delayed', 1_200);
        await records.submit(queue, 'prompt');
        await until('both are done', records.isEmpty);
        const waited = (id: string): number => (startedAt.get(id) ?? 0) - enqueuedAt;
        assert.ok(waited('prompt') < 600, `${waited('prompt')} ms`);
        assert.ok(waited('delayed') >= 1_190 && waited('delayed') < 3_000, `${waited('delayed')} ms`);
      }),
    );

    it(
      'offers what was put off again after a second, and holds nothing up meanwhile',
      onSite(adapter, async ({ records, queueOf, consume, submitAll }) => {
        const queue = queueOf();
        const begunAt = Date.now();
        const doneAt = new Map<string, number>();
        const putOff = new Set<string>();
        await submitAll(queue, names(6));
        await consume(queue, 1, async ({ jobId }) => {
          if (jobId < 'job3' && !putOff.has(jobId)) {
            putOff.add(jobId);
            return 'later';
          }
          doneAt.set(jobId, Date.now() - begunAt);
          return 'done';
        });
        await until('all are done', records.isEmpty);
        for (const [id, time] of doneAt) {
          if (putOff.has(id)) assert.ok(time >= 900 && time < 3_000, `${id} after ${time} ms`);
          else assert.ok(time < 700, `${id} after ${time} ms`);
        }
        assert.equal(putOff.size, 3);
      }),
    );

    it(
      'goes on offering what is put off again and again, and not more than once a second',
      onSite(adapter, async ({ records, queueOf, consume }) => {
        const queue = queueOf();
        await records.submit(queue, 'job');
        await consume(queue, 2, async () => (records.offers.length < 3 ? 'later' : 'done'));
        const begunAt = Date.now();
        await until('it is done', records.isEmpty);
        const took = Date.now() - begunAt;
        assert.equal(records.offers.length, 3);
        assert.ok(took >= 1_800 && took < 6_000, `${took} ms`);
      }),
    );

    it(
      'shares the work between processes',
      onSite(adapter, async ({ records, queueOf, consume, submitAll }) => {
        const first = queueOf({ pollInterval: 20 });
        const second = queueOf({ pollInterval: 20 });
        const shares = [0, 0];
        for (const [index, queue] of [first, second].entries()) {
          await consume(queue, 2, async () => {
            shares[index] = (shares[index] ?? 0) + 1;
            await pause(50);
            return 'done';
          });
        }
        await submitAll(first, names(20));
        await until('all are done', records.isEmpty);
        assert.deepEqual(records.claims.toSorted(), names(20).toSorted());
        assert.ok(
          shares.every((share) => share >= 3),
          shares.join(' and '),
        );
      }),
    );

    it(
      'waits for what runs when it is stopped, and hands out nothing more',
      onSite(adapter, async ({ records, queueOf, consume, submitAll }) => {
        const queue = queueOf();
        const gate = createGate();
        const consumer = await consume(queue, 1, async () => {
          await gate.opened;
          return 'done';
        });
        await submitAll(queue, names(2));
        await until('the first one runs', () => records.claims.length === 1);
        let isStopped = false;
        const stopping = Promise.all([consumer.stop(), consumer.stop()]).then(() => {
          isStopped = true;
        });
        await records.submit(queue, 'job2');
        await pause(300);
        assert.equal(isStopped, false);
        gate.open();
        await stopping;
        await pause(300);
        assert.deepEqual(records.claims, ['job0']);
        // What it did not take is there for others.
        await consume(queueOf(), 1, async () => 'done');
        await until('the others are done', records.isEmpty);
        assert.deepEqual(records.claims, names(3));
      }),
    );

    it(
      'hands out nothing from the moment on when it is told to stop',
      onSite(adapter, async ({ records, queueOf, consume }) => {
        const queue = queueOf();
        for (let time = 0; time < 12; time += 1) {
          const consumer = await consume(queue, 2, async () => 'done');
          await pause(30);
          await records.submit(queue, `job${time}`);
          // It may be on its way already.
          await pause(time % 3);
          const stopping = consumer.stop();
          const handedOut = records.offers.length;
          await stopping;
          assert.equal(records.offers.length, handedOut);
        }
        await consume(queue, 2, async () => 'done');
        await until('all are done', records.isEmpty);
      }),
    );

    it(
      'stops at once when nothing runs',
      onSite(adapter, async ({ queueOf, consume }) => {
        const queue = queueOf();
        const begunAt = Date.now();
        await (await consume(queue, 2, async () => 'done')).stop();
        const idle = await consume(queue, 2, async () => 'done');
        await pause(200);
        await idle.stop();
        assert.ok(Date.now() - begunAt < 1_200, `${Date.now() - begunAt} ms`);
      }),
    );

    it(
      'does not hand out what was removed',
      onSite(adapter, async ({ records, queueOf, consume, submitAll }) => {
        const queue = queueOf();
        await submitAll(queue, names(3));
        records.forget(entry('job1'));
        await queue.remove(entry('job1'));
        await queue.remove(entry('unknown'));
        await consume(queue, 1, async () => 'done');
        await until('the others are done', records.isEmpty);
        await pause(200);
        assert.deepEqual(records.offers, ['job0-1', 'job2-1']);
      }),
    );

    it(
      'is reachable',
      onSite(adapter, async ({ queueOf }) => {
        assert.equal(await queueOf().isReachable(), true);
      }),
    );
  });
}
