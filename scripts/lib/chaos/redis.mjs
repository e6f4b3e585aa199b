import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { answers, HOST } from '../services.mjs';

/** A Redis of our own, which keeps nothing on disk: when it is killed, the queue has forgotten everything. */
export const createRedis = (port) => {
  let child = null;
  const start = async () => {
    const args = ['--port', String(port), '--bind', HOST, '--save', '', '--appendonly', 'no'];
    child = spawn('redis-server', args, { stdio: 'ignore' });
    const failed = new Promise((_resolve, reject) => child.once('error', reject));
    for (let tries = 0; tries < 100; tries += 1) {
      if (await Promise.race([answers(port), failed])) return;
      await wait(50);
    }
    throw new Error(`redis-server did not answer on port ${port}.`);
  };
  const kill = async () => {
    if (child === null || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    child = null;
  };
  process.once('exit', () => child?.kill('SIGKILL'));
  return { url: `redis://${HOST}:${port}`, start, kill };
};
