import assert from 'node:assert/strict';
import type { Consumer, Handler, JobQueue } from '../../../server/src/job/queue/port';
import { type Adapter, createRecords, type Records, type SiteOptions } from './queues';

/** What a test has that every adapter must pass. */
interface Bench {
  readonly records: Records;
  queueOf(options?: SiteOptions): JobQueue;
  consume(queue: JobQueue, concurrency: number, work: Handler): Promise<Consumer>;
  submitAll(queue: JobQueue, ids: readonly string[]): Promise<void>;
}

/** Gives a test its records and queues, and ends what it began. */
export const onSite =
  ({ site }: Adapter, test: (bench: Bench) => Promise<void>) =>
  async (): Promise<void> => {
    const records = createRecords();
    const told: string[] = [];
    const queues: JobQueue[] = [];
    const consumers: Consumer[] = [];
    const open = site(records, told);
    try {
      await test({
        records,
        queueOf: (options) => {
          const queue = open(options);
          queues.push(queue);
          return queue;
        },
        consume: async (queue, concurrency, work) => {
          const consumer = await queue.consume(records.claiming(work), concurrency);
          consumers.push(consumer);
          return consumer;
        },
        submitAll: async (queue, ids) => {
          for (const id of ids) await records.submit(queue, id);
        },
      });
    } finally {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await Promise.all(queues.map((queue) => queue.close()));
    }
    assert.deepEqual(told, []);
  };
