import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { freePort, startSite } from './lib/child-site.mjs';
import { COPIED_ORDERS, multiply } from './lib/copies.mjs';
import { must, plainEnvironment } from './lib/command.mjs';
import { runTests, testFiles } from './lib/node-tests.mjs';
import { bin, PLAYGROUND, ROOT } from './lib/paths.mjs';
import { BUILD_PLUGIN, CHROMIUM, installChromium, installPackages, isPanelStale, isPluginStale } from './lib/setup.mjs';
import { createTally } from './lib/tally.mjs';

// The panel's pages in headless Chromium, on a production build of the playground with SQLite.
// `-- --screenshots` also keeps what every screen looks like, in docs/screenshots.

/** Enough for a job to take some seconds also on a fast machine, during which it is watched. */
const SEEDED_ORDERS = 150_000;
const TIMES = 4;

const tally = createTally();
const folder = mkdtempSync(path.join(os.tmpdir(), 'export-e2e-'));

const database = path.join(folder, 'data.db');

/** Where the site keeps the files of exports; one test takes the folder away. */
const files = path.join(folder, 'files');

const env = (more = {}) =>
  plainEnvironment({
    DATABASE_CLIENT: 'sqlite',
    DATABASE_FILENAME: database,
    EXPORT_DIRECTORY: files,
    // A test waits for it.
    EXPORT_EXPIRY_INTERVAL: '1000',
    ADMIN_RATE_LIMIT: 'false',
    PLAYGROUND_EXPORTERS: 'true',
    STRAPI_TELEMETRY_DISABLED: 'true',
    HOST: '127.0.0.1',
    TZ: 'UTC',
    ...more,
  });

const build = async () => {
  if (isPluginStale()) await must('The build of the plugin', ...BUILD_PLUGIN);
  if (!isPanelStale()) return;
  tally.say('Building the panel, about a minute and a half …');
  await must('strapi build', bin('strapi'), ['build'], { cwd: PLAYGROUND, env: env({ NODE_ENV: 'production' }) });
};

const main = async () => {
  await installPackages();
  const reason = await installChromium();
  if (reason !== null) {
    if (process.env.CI === 'true') tally.step('browser tests', { failed: 1, output: reason });
    else tally.skip('browser tests', reason);
    return;
  }
  await build();
  const seed = ['--import', 'tsx', 'playground/scripts/seed.ts', '--hotels', '100', '--orders', `${SEEDED_ORDERS}`];
  await must('The seed', process.execPath, seed, { env: env() });
  await multiply(env(), COPIED_ORDERS, TIMES);
  const site = await startSite({
    file: bin('strapi'),
    args: ['start'],
    cwd: PLAYGROUND,
    port: await freePort(),
    env: env({ NODE_ENV: 'production' }),
  });
  try {
    process.env.E2E_URL = site.url;
    process.env.E2E_FILES = files;
    process.env.E2E_DATABASE = database;
    process.env.E2E_CHROMIUM = CHROMIUM;
    if (process.argv.includes('--screenshots')) process.env.E2E_SCREENSHOTS = path.join(ROOT, 'docs/screenshots');
    tally.step('browser tests', await runTests(testFiles('tests/e2e')));
  } finally {
    await site.stop();
  }
};

try {
  await main();
} catch (error) {
  tally.step('browser tests', { failed: 1, output: String(error?.stack ?? error) });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
tally.close();
