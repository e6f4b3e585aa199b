import { setTimeout as pause } from 'node:timers/promises';
import { createRedisQueue } from '../../../server/src/job/queue/redis';

/**
 * A process that enqueues, consumes, closes, and has to end by itself then; without a server it tries to.
 *
 * Arguments: the server's address, the prefix.
 */
const main = async (): Promise<void> => {
  const [url = '', prefix = ''] = process.argv.slice(2);
  const queue = createRedisQueue({ connection: url, prefix, onError: () => undefined });
  let handed = 0;
  const consumer = await queue.consume(async () => {
    handed += 1;
    return 'done';
  }, 2);
  const [{ status }] = await Promise.allSettled([queue.enqueue({ jobId: 'job', attempt: 1 })]);
  if (status === 'fulfilled') while (handed === 0) await pause(10);
  await consumer.stop();
  await queue.close();
  process.stdout.write(`${status} ${handed}`);
};

void main();
