import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createClient } from './lib/chaos/client.mjs';
import { createDatabase } from './lib/chaos/database.mjs';
import { createRedis } from './lib/chaos/redis.mjs';
import { createSites } from './lib/chaos/sites.mjs';
import { FORMATS, verify } from './lib/chaos/verify.mjs';
import { freePort } from './lib/child-site.mjs';
import { must, plainEnvironment } from './lib/command.mjs';
import { absence, DATABASES } from './lib/services.mjs';
import { BUILD_PLUGIN, BUILD_SITE, installPackages, isPluginStale, isSiteStale } from './lib/setup.mjs';
import { createTally } from './lib/tally.mjs';

const HELP = `npm run test:chaos: jobs on two processes over PostgreSQL and Redis, while processes are killed, Redis is
restarted with nothing left in it, and the database drops its connections

  npm run test:chaos                                the whole
  npm run test:chaos -- --jobs 100 --minutes 5      how many jobs, and how long everything is broken at most
  --rows 50000     rows of each job
  --pause 6000     milliseconds between two breakages, a third more or less
`;

const USERS = 10;
/** Signs of life come every two seconds; a worker that is killed is missed after this. */
const LOST_AFTER = 5_000;
/** Milliseconds for jobs to end, and for the clean-up to come round, once nothing is broken any more. */
const REST = 180_000;
const CLEAN_UP = 60_000;

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '100' },
    minutes: { type: 'string', default: '5' },
    rows: { type: 'string', default: '50000' },
    pause: { type: 'string', default: '6000' },
    help: { type: 'boolean', default: false },
  },
});
const options = {
  jobs: Number(values.jobs),
  minutes: Number(values.minutes),
  rows: Number(values.rows),
  pause: Number(values.pause),
};

const tally = createTally();
const folder = mkdtempSync(path.join(os.tmpdir(), 'export-chaos-'));
const files = path.join(folder, 'files');
const breakages = { kills: 0, 'Redis restarts': 0, 'connection drops': 0 };

const absentService = async () => {
  const database = DATABASES.find(({ name }) => name === 'postgres');
  const reason = await absence(database);
  if (reason !== null) return `PostgreSQL: ${reason}`;
  return existsSync('/usr/bin/redis-server') ? null : 'redis-server is not installed';
};

const random = (from, to) => from + Math.random() * (to - from);

/** Breaks something again and again, always while jobs run, until it is told to stop. */
const breakThings = async ({ sites, redis, database }, { isRunning, isOver }) => {
  const restartRedis = async () => {
    await redis.kill();
    await wait(random(200, 1_500));
    await redis.start();
    breakages['Redis restarts'] += 1;
  };
  const dropConnections = async () => {
    await database.dropConnections();
    breakages['connection drops'] += 1;
  };
  const kill = async () => {
    if (await sites.kill(Math.floor(random(0, sites.urls.length)))) breakages.kills += 1;
  };
  // Everything happens in any run, however short; then whatever comes.
  const first = [kill, restartRedis, dropConnections];
  while (!isOver()) {
    const pause = first.length > 0 ? options.pause / 3 : options.pause;
    await wait(random(pause * 0.7, pause * 1.3));
    while (!isOver() && !(await isRunning())) await wait(100);
    if (isOver()) return;
    const pick = first.shift() ?? [kill, kill, restartRedis, dropConnections][Math.floor(random(0, 4))];
    await pick();
  }
};

const until = async (isDone, milliseconds) => {
  for (const end = Date.now() + milliseconds; Date.now() < end; await wait(500)) if (await isDone()) return true;
  return isDone();
};

const submitAll = async (client, tokens) => {
  const asked = new Map();
  await Promise.all(
    tokens.map(async (token, user) => {
      for (let at = user; at < options.jobs; at += USERS) {
        // A condition that is always true makes each request another one.
        const filters = { $and: [{ id: { $gt: 0 } }, { id: { $gt: -at } }] };
        const columns = ['id', 'ebay_order_id', 'item_name', 'sale_price_cents'];
        const job = await client.submit(token, { format: FORMATS[at % FORMATS.length], columns, filters });
        asked.set(job.id, token);
      }
    }),
  );
  return asked;
};

const run = async ({ sites, redis, database }) => {
  const client = createClient(sites.urls);
  const statuses = async () => (await database.rows('export_jobs')).map(({ status }) => status);
  const isAtRest = async () => !(await statuses()).some((status) => ['pending', 'processing'].includes(status));
  const tokens = [];
  for (let at = 0; at < USERS; at += 1) tokens.push(await client.register(at));
  const started = Date.now();
  let isSubmitted = false;
  let isOver = false;
  const breaking = breakThings(
    { sites, redis, database },
    { isRunning: async () => (await statuses()).includes('processing'), isOver: () => isOver },
  );
  const submitting = submitAll(client, tokens).finally(() => {
    isSubmitted = true;
  });
  // It is waited for below, when nothing is broken any more.
  submitting.catch(() => undefined);
  await until(async () => isSubmitted && (await isAtRest()), options.minutes * 60_000);
  isOver = true;
  await breaking;
  await sites.settled();
  const asked = await submitting;
  await until(isAtRest, REST);
  const seconds = Math.round((Date.now() - started) / 1000);
  await until(async () => {
    const names = readdirSync(files).filter((name) => !name.startsWith('.'));
    const wanted = new Set((await database.rows('export_jobs')).map(({ file_key: key }) => key));
    return names.every((name) => wanted.has(name));
  }, CLEAN_UP);
  const found = await verify({ database, client, folder: files, downloads: folder, asked, rows: options.rows });
  return { found, seconds };
};

const report = ({ found, seconds }) => {
  const { counts, ...problems } = found;
  const words = [
    `jobs: ${options.jobs}`,
    ...Object.entries(breakages).map(([what, count]) => `${what}: ${count}`),
    `completed: ${counts.completed}`,
    `failed with reason: ${counts.failed}`,
    ...Object.entries(problems).map(([what, list]) => `${what}: ${list.length}`),
  ];
  tally.say(`\n${words.join(', ')} (${seconds} s)\n`);
  const all = counts.completed + counts.failed;
  tally.step('every job ended', { passed: Number(all === options.jobs), failed: Number(all !== options.jobs) });
  for (const [what, list] of Object.entries(problems)) {
    const isFine = list.length === 0;
    tally.step(`no job or file ${what}`, { passed: Number(isFine), failed: Number(!isFine), output: list.join('\n') });
  }
  for (const [what, count] of Object.entries(breakages)) {
    tally.step(`there were ${what}`, { passed: Number(count > 0), failed: Number(count === 0) });
  }
};

const main = async () => {
  await installPackages();
  const absent = await absentService();
  if (absent !== null) {
    if (process.env.CI === 'true') tally.step('chaos', { failed: 1, output: absent });
    else tally.skip('chaos', absent);
    return;
  }
  if (isPluginStale()) await must('The build of the plugin', ...BUILD_PLUGIN);
  if (isSiteStale()) await must('tsc -p playground', ...BUILD_SITE);
  const redis = createRedis(await freePort());
  const database = await createDatabase(`export_chaos_${process.pid}`);
  let sites = null;
  try {
    await redis.start();
    const env = plainEnvironment({
      ...database.environment,
      EXPORT_QUEUE: 'redis',
      EXPORT_REDIS_URL: redis.url,
      EXPORT_QUEUE_PREFIX: `chaos-${process.pid}`,
      EXPORT_DIRECTORY: files,
      EXPORT_WORKER_LOST_AFTER: String(LOST_AFTER),
      // The clean-up comes with every tenth look.
      EXPORT_EXPIRY_INTERVAL: '1000',
      STRAPI_TELEMETRY_DISABLED: 'true',
      PLAYGROUND_EXPORTERS: 'false',
      HOST: '127.0.0.1',
      NODE_ENV: 'development',
      TZ: 'UTC',
    });
    const seed = ['--import', 'tsx', 'playground/scripts/seed.ts', '--hotels', '10', '--orders', String(options.rows)];
    await must('The seed', process.execPath, seed, { env });
    sites = await createSites({ count: 2, env });
    report(await run({ sites, redis, database }));
  } finally {
    await sites?.stop();
    await redis.kill();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  }
};

if (values.help) {
  process.stdout.write(HELP);
} else {
  try {
    await main();
  } catch (error) {
    tally.step('chaos', { failed: 1, output: String(error?.stack ?? error) });
  }
  tally.close();
}
