import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { Redis } from 'ioredis';
import { freePort } from './free-port';
import { until } from './until';

const isRedisThere = spawnSync('redis-server', ['--version']).status === 0;

/** Why tests that need a Redis server cannot run, or `false`; where CI promises it, its absence is a failure. */
export const withoutRedis = isRedisThere || process.env['CI'] === 'true' ? false : 'redis-server is not installed';

/** Whether a server answers; ioredis is not used, so that what it does wrong is not done wrong here, too. */
const answers = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write('PING\r\n');
    const [reply] = (await once(socket, 'data')) as [Buffer];
    return reply.toString().startsWith('+PONG');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
};

/** A Redis server of the tests' own, without anything on a disk, that can be taken away and given back. */
export const createRedisServer = async () => {
  const port = await freePort();
  let child: ChildProcess | null = null;

  const kill = async (): Promise<void> => {
    const one = child;
    child = null;
    if (one === null || one.signalCode !== null) return;
    const ended = once(one, 'exit');
    one.kill('SIGKILL');
    await ended;
  };
  /** Asks it something, with a client of the test's own. */
  const ask = async <T>(question: (client: Redis) => Promise<T>): Promise<T> => {
    const client = new Redis(port, '127.0.0.1');
    try {
      return await question(client);
    } finally {
      client.disconnect();
    }
  };
  const killAtOnce = (): void => {
    child?.kill('SIGKILL');
  };
  process.on('exit', killAtOnce);

  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    start: async (): Promise<void> => {
      const options = ['--port', String(port), '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1'];
      child = spawn('redis-server', options, { stdio: 'ignore' });
      await until('Redis answers', () => answers(port));
    },
    pid: (): number => child?.pid ?? 0,
    isUp: (): boolean => child !== null,
    /** Takes it away with all it knows. */
    kill,
    ask,
    /** How many there are, with that of who asks. */
    connections: async (): Promise<number> => {
      const clients = /connected_clients:(\d+)/.exec(await ask((client) => client.info('clients')));
      return Number(clients?.[1]);
    },
    /** Leaves its connections open, and answers nothing. */
    freeze: (): void => {
      child?.kill('SIGSTOP');
    },
    thaw: (): void => {
      child?.kill('SIGCONT');
    },
    close: async (): Promise<void> => {
      process.off('exit', killAtOnce);
      await kill();
    },
  };
};

export type RedisServer = Awaited<ReturnType<typeof createRedisServer>>;
