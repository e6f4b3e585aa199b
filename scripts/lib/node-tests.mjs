import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { run } from './command.mjs';
import { ROOT } from './paths.mjs';

/** For all files of one kind: on a machine that is slow, and runs two kinds at once, a database takes 20 minutes. */
const TIMEOUT = 35 * 60_000;

/** Test files below a folder: Node 20's runner takes no patterns. */
export const testFiles = (folder) => {
  const absolute = path.join(ROOT, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join(folder, name))
    .sort();
};

const reporter = (name) => `--test-reporter=./scripts/lib/${name}.mjs`;

/** What the runner counted. Where it died or counted nothing, that is a failure: silence must not pass. */
const readCounts = (file, code) => {
  const {
    pass = 0,
    fail = 0,
    cancelled = 0,
    skipped = 0,
    todo = 0,
  } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8') || '{}') : {};
  const failed = fail + cancelled;
  const isBroken = failed === 0 && (code !== 0 || pass + skipped + todo === 0);
  return { passed: pass, failed: isBroken ? 1 : failed, skipped: skipped + todo };
};

/** A module that has the tests of all files, as Node is told to run it. */
const asOne = (files) => {
  const imports = files.map((file) => `import ${JSON.stringify(pathToFileURL(path.resolve(ROOT, file)).href)};`);
  return ['--input-type=module', '--eval', imports.join('\n')];
};

/**
 * Runs test files with node:test, each in a process of its own unless they are to run together.
 *
 * @param {readonly string[]} files
 * @param {{ coverage?: string, isTogether?: boolean }} options `coverage` is the folder for V8's raw figures;
 *   `isTogether` runs all files in one process, for many short ones: loading what they test takes longer than they do
 */
export const runTests = async (files, { coverage, isTogether = false } = {}) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'export-counts-'));
  const counts = path.join(folder, 'counts.json');
  // Strapi keeps moments in the zone of the process, so the tests fix it.
  const env = { ...process.env, TZ: 'UTC', STRAPI_TELEMETRY_DISABLED: 'true', FORCE_COLOR: '0' };
  if (coverage !== undefined) env.NODE_V8_COVERAGE = coverage;
  const args = ['--import', 'tsx', ...(isTogether ? [] : ['--test'])];
  args.push(reporter('failures-reporter'), '--test-reporter-destination=stdout');
  args.push(reporter('counts-reporter'), `--test-reporter-destination=${counts}`);
  try {
    const what = isTogether ? asOne(files) : files;
    const result = await run(process.execPath, [...args, ...what], { env, timeout: TIMEOUT });
    return { ...readCounts(counts, result.code), output: result.output, milliseconds: result.milliseconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
