import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { checkForeignExporter } from './lib/check-foreign-exporter.mjs';
import { createChecks } from './lib/checks.mjs';
import { startSite, freePort } from './lib/child-site.mjs';
import { must, plainEnvironment } from './lib/command.mjs';
import { comparable, expectedRows } from './lib/expected-articles.mjs';
import { createReadToken, download, registerAdmin, statusOf, writeArticles } from './lib/foreign-http.mjs';
import { writeForeignSite } from './lib/foreign-site.mjs';
import { FORMATS, readTable } from './lib/read-file.mjs';
import { BUILD_PLUGIN, installPackages, isPluginStale } from './lib/setup.mjs';

// Packs the plugin, installs the tarball into a newly written site in a temporary folder, and exports from it.

const SHIPPED =
  /^(dist\/|bin\/|docs\/(decisions|guide|reference)\/|strapi-(server|admin)\.js$|README\.md$|LICENSE$|CHANGELOG\.md$|package\.json$)/;
const ENTRIES = ['package.json', 'strapi-server', 'strapi-admin', 'exporter'];

const checks = createChecks();
const { tally, check, assert } = checks;
// `node scripts/check-package.mjs <folder>` goes on in the folder that an earlier run kept, without a new install.
const [kept] = process.argv.slice(2);
const folder = kept === undefined ? mkdtempSync(path.join(os.tmpdir(), 'export-package-')) : path.resolve(kept);
const siteFolder = path.join(folder, 'site');
const env = plainEnvironment({ STRAPI_TELEMETRY_DISABLED: 'true', TZ: 'UTC' });
const inSite = { cwd: siteFolder, env };
const strapi = path.join(siteFolder, 'node_modules/@strapi/strapi/bin/strapi.js');
let site = null;
let session = '';
let token = '';

const pack = async () => {
  const { stdout } = await must('npm pack', 'npm', ['pack', '--json', '--pack-destination', folder], { env });
  const [{ filename, files, size }] = JSON.parse(stdout);
  const foreign = files.map((file) => file.path).filter((name) => !SHIPPED.test(name));
  assert.deepEqual(foreign, [], 'the tarball holds more than it should');
  for (const name of ['README.md', 'LICENSE', 'CHANGELOG.md', 'strapi-server.js', 'strapi-admin.js']) {
    assert.ok(
      files.some((file) => file.path === name),
      `${name} is missing from the tarball`,
    );
  }
  mkdirSync(siteFolder);
  writeForeignSite(siteFolder, path.join(folder, filename));
  return `${files.length} files, ${Math.round(size / 1024)} kB`;
};

const WRITTEN = ['.tmp', 'exporters', 'src', 'types'];

/** Makes a site that was kept as new as it was; only its packages stay. */
const renew = () => {
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  for (const name of WRITTEN) rmSync(path.join(siteFolder, name), { recursive: true, force: true });
  writeForeignSite(siteFolder, path.join(folder, tarball));
};

const install = async () => {
  const timeout = 30 * 60_000;
  await must('npm install', 'npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], { ...inSite, timeout });
  const { stdout } = await must('npm ls', 'npm', ['ls', '@strapi/utils', '--json', '--all'], inSite);
  const versions = new Set(
    [...stdout.matchAll(/"@strapi\/utils": \{\s*"version": "([^"]+)"/g)].map(([, found]) => found),
  );
  assert.deepEqual([...versions], ['5.54.0'], 'one copy of @strapi/utils');
};

const resolveEntries = async () => {
  const names = ENTRIES.map((entry) => `strapi-plugin-export/${entry}`);
  const code = `for (const name of ${JSON.stringify(names)}) require.resolve(name);
    if (require('strapi-plugin-export/package.json').name !== 'strapi-plugin-export') throw new Error('wrong package');
    const { default: plugin = require('strapi-plugin-export/strapi-server') } = require('strapi-plugin-export/strapi-server');
    if (plugin.routes === undefined || plugin.services === undefined) throw new Error('the server entry is no plugin');`;
  await must('require', process.execPath, ['-e', code], inSite);
  return ENTRIES.join(', ');
};

const start = async () => {
  const port = await freePort();
  site = await startSite({ file: process.execPath, args: [strapi, 'start'], cwd: siteFolder, port, env });
  return site;
};

const buildPanel = async () => {
  await must('strapi build', path.join(siteFolder, 'node_modules/.bin/strapi'), ['build'], inSite);
};

const fill = async () => {
  session = await registerAdmin(site);
  await writeArticles(site, session);
  token = await createReadToken(site, session);
};

const compare = async (format, file, publication) => {
  const table = await readTable(format, file);
  assert.ok(!table.header.includes('code'), 'a private field must not leave');
  assert.deepEqual(comparable(table), expectedRows(format, publication));
  return `${table.rows.length} rows`;
};

const overHttp = (format) => async () => {
  const file = path.join(folder, `http.${format}`);
  const { status } = await download(site, { area: '/export', format, token: session, file, query: '?sort=id' });
  assert.equal(status, 200);
  return compare(format, file, 'draft');
};

const overContentApi = async () => {
  const route = { area: '/api/export', format: 'csv', query: '?sort=id' };
  assert.equal((await download(site, route)).status, 403, 'nobody without a token');
  const file = path.join(folder, 'api.csv');
  assert.equal((await download(site, { ...route, token, file })).status, 200);
  return compare('csv', file, 'published');
};

const overCommandLine = (format) => async () => {
  const file = path.join(folder, `cli.${format}`);
  const args = ['--no-install', 'strapi-export', 'api::article.article', '--format', format, '--sort', 'id'];
  const { stdout } = await must('strapi-export', 'npx', [...args, '--output', file, '--json'], inSite);
  const report = JSON.parse(stdout);
  const bytes = readFileSync(file);
  assert.equal(report.bytes, bytes.length);
  assert.equal(report.sha256, createHash('sha256').update(bytes).digest('hex'));
  assert.equal(report.rows, expectedRows(format, 'published').length);
  return compare(format, file, 'published');
};

const exportEverything = async () => {
  for (const format of FORMATS) await check(`${format} over HTTP`, overHttp(format));
  await check('csv over the content API', overContentApi);
  // The command needs no running site.
  await site.stop();
  for (const format of FORMATS) await check(`${format} by npx strapi-export`, overCommandLine(format));
  await checkForeignExporter({ site: { folder, start, strapi, inSite, token }, checks });
};

try {
  await installPackages();
  if (isPluginStale()) await must('build', ...BUILD_PLUGIN);
  if (kept !== undefined) renew();
  const isInstalled =
    kept !== undefined || ((await check('pack', pack)) && (await check('install into a new site', install)));
  if (isInstalled) {
    await check('entries resolve', resolveEntries);
    const hasPanel = await check('build its panel', buildPanel);
    if (await check('start', async () => void (await start()))) {
      if (hasPanel) await check('panel answers', async () => assert.equal(await statusOf(site, '/admin'), 200));
      if (await check('register, write articles', fill)) await exportEverything();
    }
  }
} catch (error) {
  tally.step('packaging check', { failed: 1, output: String(error?.stack ?? error) });
} finally {
  await site?.stop();
  if (tally.failures.length === 0 && kept === undefined) rmSync(folder, { recursive: true, force: true });
  else tally.say(`\nThe site is kept for a look: ${folder}`);
}
tally.close();
