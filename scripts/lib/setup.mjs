import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { lastLines, must, plainEnvironment, run } from './command.mjs';
import { bin, PLAYGROUND, ROOT } from './paths.mjs';

/** npm writes both files within a moment of each other, in either order. */
const SAME_INSTALL = 60_000;

const modified = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

const newestIn = (folder) => {
  // An empty folder is none in a fresh clone.
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((newest, { parentPath, path: older, name }) => {
      // Node 20 before 20.12 has `path`, later ones `parentPath`.
      return Math.max(newest, modified(path.join(parentPath ?? older, name)));
    }, 0);
};

const install = async () => {
  const lock = modified(path.join(ROOT, 'package-lock.json'));
  if (modified(path.join(ROOT, 'node_modules/.package-lock.json')) + SAME_INSTALL >= lock) return 'present';
  process.stdout.write('Installing packages, some minutes the first time …\n');
  const options = { timeout: 30 * 60_000, env: plainEnvironment() };
  const { code, output } = await run('npm', ['ci', '--prefer-offline'], options);
  if (code === 0) return 'installed';
  if (!output.includes('EUSAGE')) throw new Error(`npm ci failed:\n${lastLines(output)}`);
  // npm ci refuses a lock file without the optional packages of platforms for which a registry had none. Installing
  // takes the same locked versions, and leaves the lock file as it is.
  await must('npm install', 'npm', ['install', '--no-save', '--prefer-offline'], options);
  return 'installed';
};

/** Lets the playground's own code import the plugin by its name, as a site's code does. */
const linkPlugin = () => {
  const link = path.join(ROOT, 'node_modules/strapi-plugin-export');
  if (!existsSync(link)) symlinkSync(ROOT, link, 'dir');
};

/**
 * Installs the packages when there are none, or when the lock file has changed since.
 *
 * @returns what it did
 */
export const installPackages = async () => {
  const done = await install();
  linkPlugin();
  return done;
};

/**
 * Installs a Debian package that is missing, where that is possible.
 *
 * @param {() => Promise<boolean> | boolean} isThere
 * @returns {Promise<string | null>} why it is still missing, or `null`
 */
const installDebian = async (name, isThere) => {
  if (await isThere()) return null;
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!canInstall) return `${name} is missing: install the Debian package ${name}`;
  process.stdout.write(`Installing ${name} (apt-get) …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env });
  const { code, output } = await run('apt-get', ['install', '-y', name], { env });
  if (code === 0 && (await isThere())) return null;
  return `${name} is missing, and apt-get could not install it: ${output.trimEnd().split('\n').at(-1)}`;
};

const hasModule = (module) => async () => {
  if (!existsSync('/usr/bin/python3')) return false;
  return (await run('/usr/bin/python3', ['-c', `import ${module}`])).code === 0;
};

/** Python's Excel reader, the second opinion on our workbooks; installed where that is possible. */
export const installOpenpyxl = () => installDebian('python3-openpyxl', hasModule('openpyxl'));

/** What the benchmark's peers need beside Node. */
const PEERS = {
  'python3-sqlalchemy': hasModule('sqlalchemy'),
  'python3-psycopg2': hasModule('psycopg2'),
  'python3-xlsxwriter': hasModule('xlsxwriter'),
  sqlite3: () => existsSync('/usr/bin/sqlite3'),
};

/** A plugin that the benchmark measures: for its sites only, and installed where nothing else finds it. */
const PEER_FOLDER = path.join(ROOT, 'bench/.tmp/peers');
const PEER = '@fresh.codes/strapi-plugin-export-csv';
export const PEER_PLUGIN = { name: PEER, version: '1.0.2', folder: path.join(PEER_FOLDER, 'node_modules', PEER) };

const installPeerPlugin = async () => {
  const { name, version, folder } = PEER_PLUGIN;
  const manifest = path.join(folder, 'package.json');
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version) return null;
  process.stdout.write(`Installing ${name} (npm) …\n`);
  mkdirSync(PEER_FOLDER, { recursive: true });
  // Strapi is a peer of it, of which legacy-peer-deps installs no second copy.
  const flags = ['--no-save', '--no-package-lock', '--legacy-peer-deps', '--ignore-scripts', '--prefer-offline'];
  const args = ['install', '--prefix', PEER_FOLDER, ...flags, `${name}@${version}`];
  const { code, output } = await run('npm', args, { env: plainEnvironment() });
  return code === 0 ? null : `${name} is missing, and npm could not install it:\n${lastLines(output, 5)}`;
};

/** @returns {Promise<readonly string[]>} what is missing all the same */
export const installPeers = async () => {
  const problems = [await installPeerPlugin()];
  for (const [name, isThere] of Object.entries(PEERS)) problems.push(await installDebian(name, isThere));
  return problems.filter((problem) => problem !== null);
};

export const CHROMIUM = '/usr/bin/chromium';

/** The browser of the browser tests; installed where that is possible. */
export const installChromium = () => installDebian('chromium', () => existsSync(CHROMIUM));

const SOURCES = ['server', 'shared', 'admin'];
const BUNDLES = ['server/index.js', 'cli/index.js', 'exporter/index.js', 'admin/index.js'];

/** Whether the plugin's built bundles are older than what they are made from. */
export const isPluginStale = () => {
  const built = Math.min(...BUNDLES.map((bundle) => modified(path.join(ROOT, 'dist', bundle))));
  const newest = Math.max(...SOURCES.map((folder) => newestIn(path.join(ROOT, folder))));
  return built < Math.max(newest, modified(path.join(ROOT, 'package.json')));
};

const SITE_SOURCES = ['config', 'src', 'database'];

/** Whether the compiled playground is older than its sources. */
export const isSiteStale = () => {
  const built = modified(path.join(PLAYGROUND, 'dist/config/plugins.js'));
  return built < Math.max(...SITE_SOURCES.map((folder) => newestIn(path.join(PLAYGROUND, folder))));
};

/** Whether the playground's panel is older than the plugin's half of it, or than the site. */
export const isPanelStale = () => {
  const built = modified(path.join(PLAYGROUND, 'dist/build/index.html'));
  const plugin = modified(path.join(ROOT, 'dist/admin/index.js'));
  return isSiteStale() || built < Math.max(plugin, newestIn(path.join(PLAYGROUND, 'src/admin')));
};

/** The commands that build; each is given to `run` or `must`. */
export const BUILD_PLUGIN = [process.execPath, [path.join(ROOT, 'scripts/build.mjs')]];
// Not incremental: it would skip files whose output somebody deleted.
export const BUILD_SITE = [bin('tsc'), ['-p', 'playground', '--incremental', 'false']];
