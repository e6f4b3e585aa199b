import process from 'node:process';
import { parseArgs } from 'node:util';
import { freePort, startSite } from './lib/child-site.mjs';
import { must, plainEnvironment, run } from './lib/command.mjs';
import { bin, PLAYGROUND, ROOT } from './lib/paths.mjs';
import { BUILD_PLUGIN, BUILD_SITE, installPackages, isPluginStale, isSiteStale } from './lib/setup.mjs';

const HELP = `npm run demo: sets the playground up on SQLite and starts it; no other service is needed

  npm run demo                      builds, fills the database, starts the site with its panel
  npm run demo -- --once            no panel: exports records, hotels, mappings and the supplier
                                    summary in every format over HTTP
                                    to playground/.tmp/demo, prints a table, and ends
  --hotels 10000 --orders 10000     how much content
  --reset                           empties the content first, when the database holds other content
  --port 1337                       where to listen
`;

const say = (line) => process.stdout.write(`${line}\n`);

// The demo's own database, whatever the shell says; the panel's log-in over plain HTTP needs development mode.
const ENVIRONMENT = {
  DATABASE_CLIENT: 'sqlite',
  DATABASE_FILENAME: '.tmp/data.db',
  HOST: '127.0.0.1',
  NODE_ENV: 'development',
  STRAPI_TELEMETRY_DISABLED: 'true',
  TZ: 'UTC',
};

const { values: options } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    hotels: { type: 'string', default: '10000' },
    orders: { type: 'string', default: '10000' },
    reset: { type: 'boolean', default: false },
    port: { type: 'string', default: '1337' },
    help: { type: 'boolean', default: false },
  },
});

const step = async (name, work) => {
  const started = performance.now();
  await work();
  say(`${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
};

const build = async () => {
  if (isPluginStale()) await step('Plugin built', () => must('The build of the plugin', ...BUILD_PLUGIN));
  if (options.once) {
    if (isSiteStale()) await step('Playground compiled', () => must('tsc -p playground', ...BUILD_SITE));
    return;
  }
  say('Building the panel, about a minute and a half …');
  const env = plainEnvironment({ STRAPI_TELEMETRY_DISABLED: 'true' });
  await step('Panel built', () => must('strapi build', bin('strapi'), ['build'], { cwd: PLAYGROUND, env }));
};

const OTHER_CONTENT = 'The database holds other content';

const seed = async () => {
  const args = [
    '--import',
    'tsx',
    'playground/scripts/seed.ts',
    '--hotels',
    options.hotels,
    '--orders',
    options.orders,
  ];
  if (options.reset) args.push('--reset');
  const { code, output } = await run(process.execPath, args, { env: plainEnvironment(ENVIRONMENT) });
  if (code === 0) return;
  if (!output.includes(OTHER_CONTENT)) throw new Error(`The seed failed:\n${output}`);
  say('The database holds other content already, which is kept. Fill it anew with: npm run demo -- --reset');
};

const start = (port, { show, ...env }) =>
  startSite({
    file: process.execPath,
    args: ['--import', 'tsx', 'scripts/lib/demo-server.ts'],
    cwd: ROOT,
    port,
    env: plainEnvironment({ ...ENVIRONMENT, ...env }),
    show,
  });

const tokenOf = (site) => {
  const { token } = site.message() ?? {};
  if (token === undefined) throw new Error('The site told no token.');
  return token;
};

const exportOnce = async () => {
  const { exportAll, toTable } = await import('./lib/demo-exports.mjs');
  const site = await start(await freePort(), { show: false });
  try {
    const { results, problems } = await exportAll(site, tokenOf(site));
    say(`\n${toTable(results)}\n\nFiles: playground/.tmp/demo`);
    for (const problem of problems) say(`PROBLEM ${problem}`);
    process.exitCode = problems.length > 0 ? 1 : 0;
  } finally {
    await site.stop();
  }
};

const serve = async () => {
  const site = await start(Number(options.port), { show: true, DEMO_PANEL: 'true' });
  say(`
The playground runs.

  panel   ${site.url}/admin
  log in  admin@example.com, password Export-demo-1
  export  curl -H 'Authorization: Bearer ${tokenOf(site)}' -o hotels.csv '${site.url}/api/export/hotels/csv'

Ctrl+C stops it.`);
  process.exitCode = await site.exit;
};

try {
  if (options.help) {
    say(HELP);
  } else {
    await installPackages();
    await build();
    await step('Database filled', seed);
    await (options.once ? exportOnce() : serve());
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
