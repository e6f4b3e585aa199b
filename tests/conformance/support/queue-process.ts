import { setTimeout as pause } from 'node:timers/promises';
import { createRedisQueue } from '../../../server/src/job/queue/redis';

/**
 * A process that enqueues, consumes, closes, and has to end by itself then; without a server it tries to.
 *
 * Arguments: the server's address, the prefix, and either `hang` for a handler that never ends, or the id of the server's
 * process, which is killed before the queue is closed.
 */
const main = async (): Promise<void> => {
  const [url = '', prefix = '', mode] = process.argv.slice(2);
  const queue = createRedisQueue({ connection: url, prefix, onError: () => undefined });
  let handed = 0;
  const handler = async () => {
    handed += 1;
    if (mode === 'hang') await new Promise(() => undefined);
    return 'done' as const;
  };
  const consumer = await queue.consume(handler, 2);
  const [{ status }] = await Promise.allSettled([queue.enqueue({ jobId: 'job', attempt: 1 })]);
  if (status === 'fulfilled') while (handed === 0) await pause(10);
  if (Number(mode) > 0) {
    process.kill(Number(mode), 'SIGKILL');
    await pause(300);
  }
  const stopping = consumer.stop();
  if (mode !== 'hang') await stopping;
  await queue.close();
  process.stdout.write(`${status} ${handed}`);
};

void main();
