import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it, mock } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Handler, JobQueue } from '../../server/src/job/queue/port';
import { withoutRedis } from '../support/redis-server';
import { until } from '../support/until';
import { createGate, entry, millisecondsOf, nextPrefix, onServer } from './support/queues';

const UNAVAILABLE = { name: 'ExportError', code: 'EXPORT_QUEUE_UNAVAILABLE', status: 503 };

const done: Handler = async () => 'done';

const canEnqueue = async (queue: JobQueue): Promise<boolean> => {
  const [{ status }] = await Promise.allSettled([queue.enqueue(entry('attempt-to-enqueue'))]);
  return status === 'fulfilled';
};

// They wait for most of their time, each with a server of its own.
describe('the redis queue and its server', { skip: withoutRedis, concurrency: 4, timeout: 90_000 }, () => {
  const printed = mock.fn();
  before(() => {
    mock.method(console, 'error', printed);
  });
  after(() => {
    mock.restoreAll();
    // ioredis prints what nobody listens to, such as the errors of a connection that was not closed.
    assert.deepEqual(
      printed.mock.calls.map((call): unknown[] => call.arguments),
      [],
    );
  });

  it(
    'takes options as well as an address',
    onServer(async ({ server, records, open }) => {
      const queue = open({ connection: { host: '127.0.0.1', port: server.port, db: 3 } });
      await records.submit(queue, 'job');
      await queue.consume(records.claiming(done), 1);
      await until('it is done', records.isEmpty);
      await server.ask(async (client) => {
        assert.equal(await client.dbsize(), 0);
        await client.select(3);
        assert.ok((await client.keys('*')).every((key) => key.startsWith('test-')));
      });
    }),
  );

  it(
    'keeps a long job to its worker, and gives a lost one to another as often as it is lost',
    onServer(async ({ records, open }) => {
      const options = { prefix: nextPrefix(), lockDuration: 500 };
      const [first, second] = [open(options), open(options)];
      for (const queue of [first, second]) {
        await queue.consume(
          records.claiming(async () => {
            await pause(2_500);
            return 'done';
          }),
          1,
        );
      }
      await records.submit(first, 'long');
      await until('it is done', records.isEmpty);
      assert.deepEqual(records.offers, ['long-1']);
      await Promise.all([first.close(), second.close()]);

      const never = new Promise<never>(() => undefined);
      let offers = 0;
      await records.submit(open(options), 'deadly');
      for (let lost = 1; lost <= 3; lost += 1) {
        const queue = open(options);
        await queue.consume(() => {
          offers += 1;
          return never;
        }, 1);
        await until(`it is offered for the ${lost}. time`, () => offers === lost);
        await queue.close();
      }
      await open(options).consume(records.claiming(done), 1);
      await until('it is done', records.isEmpty);
    }),
  );

  it(
    'begins to work when its server comes after it',
    onServer(async ({ server, records, told, open }) => {
      await server.kill();
      const queue = open();
      await queue.consume(records.claiming(done), 2);
      assert.ok((await millisecondsOf(() => assert.rejects(records.submit(queue, 'job'), UNAVAILABLE))) < 3_000);
      assert.ok((await millisecondsOf(async () => assert.equal(await queue.isReachable(), false))) < 3_000);
      await server.start();
      await until('it can be enqueued', () => canEnqueue(queue));
      assert.equal(await queue.isReachable(), true);
      await records.submit(queue, 'job');
      await until('it is done', records.isEmpty);
      assert.deepEqual(records.claims, ['job']);
      assert.deepEqual(told, [...new Set(told)], 'the same error is told once');
    }),
  );

  it(
    'goes on when its server comes back and remembers nothing',
    onServer(async ({ server, records, open }) => {
      const queue = open();
      const gate = createGate();
      await queue.consume(
        records.claiming(async ({ jobId }) => {
          if (jobId === 'running') await gate.opened;
          return 'done';
        }),
        2,
      );
      await records.submit(queue, 'running');
      await until('it runs', () => records.claims.length === 1);
      await server.kill();
      assert.ok((await millisecondsOf(() => assert.rejects(records.submit(queue, 'waiting'), UNAVAILABLE))) < 3_000);
      assert.equal(await queue.isReachable(), false);
      await server.start();
      await until('it can be enqueued', () => canEnqueue(queue));
      // As the recovery does.
      await queue.enqueue(entry('waiting'));
      await until('the consumer goes on', () => records.claims.includes('waiting'), 5_000);
      gate.open();
      await until('the one that ran has ended', records.isEmpty);
      await records.submit(queue, 'running');
      await until('it runs again', records.isEmpty);
      assert.deepEqual(records.claims, ['running', 'waiting', 'running']);
    }),
  );

  it(
    'does not wait for a server that keeps connections open and answers nothing',
    onServer(async ({ server, records, open }) => {
      const queue = open();
      const consumer = await queue.consume(records.claiming(done), 1);
      await records.submit(queue, 'before');
      await until('it is done', records.isEmpty);
      server.freeze();
      assert.ok((await millisecondsOf(() => assert.rejects(records.submit(queue, 'during'), UNAVAILABLE))) < 3_000);
      assert.ok((await millisecondsOf(async () => assert.equal(await queue.isReachable(), false))) < 3_000);
      server.thaw();
      await until('it can be enqueued', () => canEnqueue(queue));
      await queue.enqueue(entry('during'));
      await until('it is done', records.isEmpty);
      server.freeze();
      assert.ok((await millisecondsOf(() => consumer.stop())) < 3_000);
      assert.ok((await millisecondsOf(() => queue.close())) < 3_000);
      server.thaw();
    }),
  );

  it(
    'leaves no connection behind when it is closed while a dead one is being replaced',
    onServer(async ({ server, open }) => {
      const queue = open();
      const consumer = await queue.consume(async () => 'done', 1);
      await queue.enqueue(entry('job'));
      server.freeze();
      // Its worker takes the connection on which it waits for dead after six seconds.
      await pause(6_500);
      await consumer.stop();
      await queue.close();
      server.thaw();
      await pause(1_000);
      assert.equal(await server.connections(), 1);
    }),
  );

  it(
    'stops and closes without a server, after what runs has ended',
    onServer(async ({ server, records, open }) => {
      const queue = open();
      const gate = createGate();
      const consumer = await queue.consume(
        records.claiming(async () => {
          await gate.opened;
          return 'later';
        }),
        1,
      );
      await records.submit(queue, 'job');
      await until('it runs', () => records.claims.length === 1);
      await server.kill();
      let isStopped = false;
      const stopping = consumer.stop().then(() => {
        isStopped = true;
      });
      await pause(2_000);
      assert.equal(isStopped, false);
      gate.open();
      assert.ok((await millisecondsOf(() => stopping)) < 3_000);
      assert.ok((await millisecondsOf(() => queue.close())) < 3_000);
      await assert.rejects(queue.enqueue(entry('job')), UNAVAILABLE);
    }),
  );

  it(
    'asks a server that answers with errors about once a second, and goes on afterwards',
    onServer(async ({ server, records, told, open }) => {
      const queue = open();
      await records.submit(queue, 'job');
      await server.ask(async (client) => {
        await client.config('SET', 'maxmemory', '1');
        await client.config('RESETSTAT');
        await queue.consume(records.claiming(done), 2);
        await pause(2_500);
        const calls = /cmdstat_evalsha:calls=(\d+)/.exec(await client.info('commandstats'))?.[1];
        assert.ok(Number(calls) < 20, `${calls ?? 'no'} calls`);
        assert.ok(told.length > 0 && told.length < 5, told.join('\n'));
        assert.deepEqual(records.claims, []);
        await client.config('SET', 'maxmemory', '0');
      });
      await until('it is done', records.isEmpty);
    }),
  );

  it(
    'keeps nothing of what is done, and only keys with its prefix',
    onServer(async ({ server, records, told, open }) => {
      const prefix = nextPrefix();
      const queue = open({ prefix });
      let isPutOff = false;
      const consumer = await queue.consume(
        records.claiming(async () => {
          if (isPutOff) return 'done';
          isPutOff = true;
          return 'later';
        }),
        2,
      );
      for (let index = 0; index < 50; index += 1) await records.submit(queue, `job${index}`, index % 2);
      await until('all are done', records.isEmpty);
      await queue.consume(() => Promise.reject(new Error('A handler never throws, but if it does …')), 1);
      await consumer.stop();
      await queue.enqueue(entry('throws'));
      await until('it is told', () => told.length > 0);
      await server.ask(async (client) => {
        const allowed = ['meta', 'events', 'stalled', 'stalled-check', 'marker', 'id', 'pc'];
        const names = allowed.map((name) => `${prefix}:jobs:${name}`);
        await until('nothing of it is left', async () => (await client.keys('*')).every((key) => names.includes(key)));
        assert.ok((await client.xlen(`${prefix}:jobs:events`)) < 300);
      });
    }),
  );

  it(
    'hands out what is enqueued again although the server lost its place in the line',
    onServer(async ({ server, records, open }) => {
      const prefix = nextPrefix();
      const queue = open({ prefix });
      await records.submit(queue, 'job');
      // As a server does that is short of memory and evicts whatever it likes.
      await server.ask((client) => client.del(`${prefix}:jobs:wait`));
      await queue.enqueue(entry('job'));
      await queue.consume(records.claiming(done), 1);
      await until('it is done', records.isEmpty);
    }),
  );

  it(
    'lets its process end, with a server, with a lost one and with none, and while a handler hangs',
    onServer(async ({ server }) => {
      const file = fileURLToPath(new URL('support/queue-process.ts', import.meta.url));
      const run = async (...mode: readonly string[]): Promise<string> => {
        const child = spawn(process.execPath, ['--import', 'tsx', file, server.url, nextPrefix(), ...mode]);
        const exit = once(child, 'exit');
        const [printed] = (await once(child.stdout, 'data')) as [Buffer];
        assert.ok((await millisecondsOf(() => exit)) < 2_000);
        return printed.toString();
      };
      assert.equal(await run(), 'fulfilled 1');
      assert.equal(await run('hang'), 'fulfilled 1');
      assert.equal(await run(String(server.pid())), 'fulfilled 1');
      await server.kill();
      assert.equal(await run(), 'rejected 0');
    }),
  );
});
