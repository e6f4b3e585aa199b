import { spawn } from 'node:child_process';
import process from 'node:process';
import { ROOT } from './paths.mjs';

const DEFAULT_TIMEOUT = 20 * 60_000;

/** Commands that run, so that none outlives this process. */
const running = new Set();

const killGroup = (child) => {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
};

const killAll = () => {
  for (const child of running) killGroup(child);
};

process.once('exit', killAll);
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.once(signal, () => {
    killAll();
    process.exit(code);
  });
}

/** The environment without what npm says about the package it runs a script of: other folders' npm would believe it. */
export const plainEnvironment = (more = {}) => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$|NODE_V8_COVERAGE$)/.test(name)),
  ),
  ...more,
});

/**
 * Runs a command to its end. It leads a process group of its own, which is killed with this process or at the timeout.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, timeout?: number, show?: boolean }} [options] `show` passes the
 *   output on as it comes; it is returned in any case
 * @returns {Promise<{ code: number, stdout: string, output: string, milliseconds: number }>} `output` is both streams
 */
export const run = (file, args, { cwd = ROOT, env = process.env, timeout = DEFAULT_TIMEOUT, show = false } = {}) =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(file, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let output = '';
    let timedOut = false;
    running.add(child);
    const timer = setTimeout(() => {
      timedOut = true;
      killGroup(child);
    }, timeout);
    const take = (stream, isStandard) => {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        if (isStandard) stdout += text;
        if (show) process.stdout.write(text);
      });
    };
    take(child.stdout, true);
    take(child.stderr, false);
    child.once('error', (error) => {
      clearTimeout(timer);
      running.delete(child);
      reject(error);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      running.delete(child);
      if (timedOut) output += `\nKilled after ${Math.round(timeout / 1000)} s.\n`;
      resolve({ code: timedOut ? 1 : (code ?? 1), stdout, output, milliseconds: performance.now() - started });
    });
  });

/** Like `run`, for what must succeed. @throws Error with the end of the command's output */
export const must = async (what, file, args, options) => {
  const result = await run(file, args, options);
  if (result.code !== 0) throw new Error(`${what} failed (exit code ${result.code}):\n${lastLines(result.output)}`);
  return result;
};

/** The end of a long output, where the reason usually stands. */
export const lastLines = (text, count = 60) => text.trimEnd().split('\n').slice(-count).join('\n');
