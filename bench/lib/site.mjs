import { clearInterval, setInterval } from 'node:timers';
import process from 'node:process';
import { freePort, startSite } from '../../scripts/lib/child-site.mjs';
import { lastLines, run } from '../../scripts/lib/command.mjs';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { figuresOf, forgetPeak, spread } from './figures.mjs';

/** Milliseconds between two requests of the light load that a site answers while it exports: 20 a second. */
const PING_EVERY = 50;

export const startBenchSite = async (env) => {
  const args = ['--expose-gc', '--import', 'tsx', 'bench/server.ts'];
  const site = await startSite({ file: process.execPath, args, cwd: ROOT, port: await freePort(), env });
  // It tells its token when it has begun to listen.
  while (site.message() === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  return { ...site, token: site.message().token };
};

/** Asks for something cheap again and again, until it is stopped, which gives the 95th percentile of the answers' times. */
const ping = (url) => {
  const times = [];
  const asked = new Set();
  const health = () => fetch(`${url}/_health`, { method: 'HEAD' });
  const askOnce = async () => {
    const started = performance.now();
    // A site that was busy for five seconds closes the connections it keeps, with what was asked on them: who asks, asks again.
    await health().catch(health);
    times.push(performance.now() - started);
  };
  const timer = setInterval(() => {
    const asking = askOnce().finally(() => asked.delete(asking));
    // Whoever stops it is told.
    asking.catch(() => undefined);
    asked.add(asking);
  }, PING_EVERY);
  const stop = async () => {
    clearInterval(timer);
    await Promise.all(asked);
    times.sort((left, right) => left - right);
    return times[Math.max(0, Math.ceil(times.length * 0.95) - 1)] ?? 0;
  };
  return { stop };
};

/** Milliseconds of a measurement at least: of few turns of the event loop the 99th percentile is no more than the longest. */
const LEAST = 500;

/** The medians of what was measured several times. */
const mediansOf = (results) =>
  Object.fromEntries(Object.keys(results[0]).map((name) => [name, spread(results.map((one) => one[name])).median]));

/**
 * Measures what a site does while something is asked of it, again and again where it takes next to no time.
 *
 * @param {(…) => Promise<object>} work gives `milliseconds`, and `firstByte` where there is one
 */
export const measured = async (site, work) => {
  const { idle, heap } = await site.ask('begin');
  forgetPeak(site.pid);
  const before = figuresOf(site.pid);
  const load = ping(site.url);
  const results = [];
  let pingP95;
  try {
    const until = performance.now() + LEAST;
    do results.push(await work());
    while (performance.now() < until);
  } finally {
    pingP95 = await load.stop();
  }
  const { mostHeap, ...delay } = await site.ask('end');
  const { peak, cpu } = figuresOf(site.pid);
  const memory = { peak, overIdle: peak - idle, heapOverIdle: mostHeap - heap };
  return { ...mediansOf(results), cpu: (cpu - before.cpu) / results.length, ...memory, delay, pingP95 };
};

/** @returns {Promise<Response>} @throws Error with the answer, when it is a refusal */
export const ask = async ({ url, token }, path, options = {}) => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', connection: 'close' };
  const response = await fetch(`${url}${path}`, { ...options, headers: { ...headers, ...options.headers } });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
  return response;
};

/** What curl tells of a download, in seconds. */
const TOLD = '{"first":%{time_starttransfer},"whole":%{time_total}}';

/**
 * Downloads to a file by curl: a client in this process would take its time from what is measured.
 *
 * @param {string} [body] sent by POST, as JSON
 */
export const download = async ({ url, token }, path, file, body) => {
  const args = ['--silent', '--show-error', '--fail-with-body', '--output', file, '--write-out', TOLD];
  if (body !== undefined) args.push('--header', 'content-type: application/json', '--data', body);
  const { code, stdout, output } = await run('curl', [
    ...args,
    ...['--header', `authorization: Bearer ${token}`, `${url}${path}`],
  ]);
  if (code !== 0) throw new Error(`${path}: ${lastLines(output)}`);
  const { first, whole } = JSON.parse(stdout);
  // A file's headers go out with its first byte.
  return { milliseconds: whole * 1000, firstByte: first * 1000 };
};
