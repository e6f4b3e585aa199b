import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { lastLines } from './command.mjs';

/** A port nobody listens on at this moment. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/**
 * Starts a Strapi site as a process of its own and waits until it answers.
 *
 * @param {{ file: string, args: readonly string[], cwd: string, port: number, env: Record<string, string>, show?: boolean }} command
 *   `show` passes its output on
 * @returns {Promise<{ pid: number, url: string, message: () => unknown, ask: (question: string) => Promise<unknown>,
 *   exit: Promise<number>, stop: () => Promise<void> }>} `message` gives what the process has told us last, if anything
 * @throws Error with the end of its output, when it ends before it answers
 */
export const startSite = async ({ file, args, cwd, port, env, show = false }) => {
  const stdio = ['ignore', 'pipe', 'pipe', 'ipc'];
  const child = spawn(file, args, { cwd, stdio, env: { ...env, PORT: String(port), TZ: 'UTC' } });
  let output = '';
  let message;
  let code = null;
  const exit = new Promise((resolve) => {
    child.once('exit', (status) => {
      code = status ?? 1;
      resolve(code);
    });
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      if (show) process.stdout.write(text);
      else output = (output + text).slice(-100_000);
    });
  }
  child.on('message', (sent) => {
    message = sent;
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.removeListener('exit', endWithUs));

  const stop = async () => {
    process.removeListener('exit', endWithUs);
    if (code !== null) return;
    child.kill('SIGTERM');
    const slow = setTimeout(endWithUs, 15_000);
    await exit;
    clearTimeout(slow);
  };

  const url = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + 180_000; ; await wait(200)) {
    if (code !== null) throw new Error(`The site ended with exit code ${code}:\n${lastLines(output)}`);
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`The site did not answer within three minutes:\n${lastLines(output)}`);
    }
    try {
      const response = await fetch(`${url}/_health`, { method: 'HEAD' });
      if (response.status === 204) break;
    } catch {
      // Not yet.
    }
  }

  /** Asks the process something, and waits for what it tells next. */
  const ask = (question) =>
    new Promise((resolve) => {
      child.once('message', resolve);
      child.send(question);
    });
  return { pid: child.pid, url, exit, stop, ask, message: () => message };
};
