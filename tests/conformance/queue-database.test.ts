import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createDatabaseQueue } from '../../server/src/job/queue/database';
import { until } from '../support/until';
import { createRecords, entry } from './support/queues';

const onError = (error: unknown): void => {
  throw error;
};

describe('the looks of the database queue', () => {
  it('come one after the other, and not one for each entry', async () => {
    let now = 0;
    let most = 0;
    let looks = 0;
    const pending = async () => {
      looks += 1;
      most = Math.max(most, (now += 1));
      await pause(50);
      now -= 1;
      return [];
    };
    const queue = createDatabaseQueue({ pending, pollInterval: 60_000, onError });
    const consumer = await queue.consume(async () => 'done', 2);
    for (let time = 0; time < 20; time += 1) {
      await queue.enqueue(entry('job'));
      await pause(5);
    }
    await pause(150);
    await consumer.stop();
    assert.equal(most, 1);
    assert.ok(looks >= 2 && looks <= 6, String(looks));
  });

  it('find what another process enqueued', async () => {
    const records = createRecords();
    const queue = createDatabaseQueue({ pending: records.pending, pollInterval: 50, onError });
    const consumer = await queue.consume(
      records.claiming(async () => 'done'),
      1,
    );
    const elsewhere = createDatabaseQueue({ pending: records.pending, pollInterval: 50, onError });
    await records.submit(elsewhere, 'job');
    await until('it is done', records.isEmpty);
    await consumer.stop();
  });

  it('go on after one has failed, of which is told once until one succeeds', async () => {
    const records = createRecords();
    const told: unknown[] = [];
    let isAway = true;
    const pending: typeof records.pending = async (limit, without) => {
      if (isAway) throw new Error('The database is away.');
      return records.pending(limit, without);
    };
    const queue = createDatabaseQueue({ pending, pollInterval: 20, onError: (error) => told.push(error) });
    const consumer = await queue.consume(
      records.claiming(async () => 'done'),
      1,
    );
    await records.submit(queue, 'job');
    await pause(200);
    assert.equal(told.length, 1);
    isAway = false;
    await until('it is done', records.isEmpty);
    isAway = true;
    await until('the next failure is told', () => told.length === 2);
    await consumer.stop();
  });

  it('do not hand out without end what stays pending although it is done with', async () => {
    let offers = 0;
    const pending = async (_limit: number, without: ReadonlySet<string>) => {
      await pause(1);
      return without.has('stuck-1') ? [] : [entry('stuck')];
    };
    const queue = createDatabaseQueue({ pending, pollInterval: 20, onError });
    const consumer = await queue.consume(async () => {
      offers += 1;
      return 'done';
    }, 2);
    await pause(1_500);
    await consumer.stop();
    assert.equal(offers, 2);
  });

  it('end when the consumer stops, the last one included, or the queue is closed', async () => {
    let looks = 0;
    let isLooking = false;
    const pending = async () => {
      looks += 1;
      isLooking = true;
      await pause(100);
      isLooking = false;
      return [entry('job', looks)];
    };
    const handed: number[] = [];
    const queue = createDatabaseQueue({ pending, pollInterval: 10, onError });
    const handler = async ({ attempt }: { readonly attempt: number }) => {
      handed.push(attempt);
      return 'done' as const;
    };
    const consumer = await queue.consume(handler, 1);
    await queue.enqueue(entry('job'), 50);
    await pause(20);
    assert.equal(isLooking, true);
    await consumer.stop();
    assert.equal(isLooking, false);
    const before = looks;
    await queue.consume(handler, 1);
    await queue.enqueue(entry('job'), 50);
    await queue.close();
    await pause(300);
    assert.equal(looks, before + 1);
    assert.deepEqual(handed, []);
  });
});
