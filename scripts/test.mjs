import process from 'node:process';
import { readOnly } from './lib/arguments.mjs';
import { lastLines, run } from './lib/command.mjs';
import { collectCoverage, rawFolder, reportCoverage, resetCoverage } from './lib/coverage.mjs';
import { runTests, testFiles } from './lib/node-tests.mjs';
import { absence, DATABASES } from './lib/services.mjs';
import {
  BUILD_PLUGIN,
  BUILD_SITE,
  installOpenpyxl,
  installPackages,
  isPluginStale,
  isSiteStale,
} from './lib/setup.mjs';
import { STATIC_CHECKS } from './lib/static-checks.mjs';
import { createTally, inParallel } from './lib/tally.mjs';

const HELP = `npm test: installs what is missing, checks, builds, tests, and measures what the tests covered

  npm test                          everything
  npm test -- --only static         lint, types, imports, build, package
  npm test -- --only unit           unit and conformance tests
  npm test -- --only integration    integration tests on every database that answers
  npm test -- --only sqlite         … on one: sqlite, postgres, mysql
  npm test -- --only acceptance     the two existing systems, line by line of their requirements
  npm test -- --only processes      sites and workers as processes, with Redis, S3 and a small disk

CI=true makes a missing service a failure.
`;

/** Percent of the lines of server/src that the tests must run. */
const MIN_COVERAGE = 80;
const PARTS = ['static', 'unit', 'integration', 'acceptance', 'processes', ...DATABASES.map(({ name }) => name)];

const isCI = process.env.CI === 'true';
const tally = createTally();

const missing = (name, reason) => {
  if (isCI) tally.step(name, { failed: 1, output: reason });
  else tally.skip(name, reason);
};

const check = async ({ name, command: [file, args] }) => {
  const { code, output, milliseconds } = await run(file, args);
  const isPassed = code === 0;
  tally.step(name, { passed: Number(isPassed), failed: Number(!isPassed), milliseconds, output: lastLines(output) });
  return isPassed;
};

/** @returns whether what the tests need is there */
const runStaticChecks = async (isWanted) => {
  let canGoOn = true;
  for (const group of STATIC_CHECKS) {
    const jobs = group.filter(isWanted).map((one) => async () => {
      if (!(await check(one)) && one.isNeeded === true) canGoOn = false;
    });
    await inParallel(2, jobs);
    if (!canGoOn) return false;
  }
  return true;
};

/** The same check with what the processors have left: tests wait for databases much of their time. */
const patiently = ({ name, command: [file, args] }) => ({ name, command: ['nice', ['-n', '19', file, ...args]] });

const isLong = (one) => one.isLong === true && process.platform !== 'win32';

/** The long ones beside the tests. */
const runLongChecks = async () => {
  for (const one of STATIC_CHECKS.flat().filter(isLong)) await check(patiently(one));
};

/** For the short forms: builds only what has changed. */
const buildWhatIsStale = async () => {
  if (isPluginStale() && !(await check({ name: 'build', command: BUILD_PLUGIN }))) return false;
  return !isSiteStale() || check({ name: 'playground', command: BUILD_SITE });
};

const test = async (name, files, isMeasured, isTogether = false) => {
  if (files.length === 0) {
    tally.step(name, { failed: 1, output: 'There are no test files.' });
    return;
  }
  const coverage = isMeasured ? rawFolder(name) : undefined;
  tally.step(name, await runTests(files, { coverage, isTogether }));
  if (coverage !== undefined) collectCoverage(coverage);
};

/**
 * What all databases run is measured on one: V8 runs what it measures more slowly, and each process's figures take seconds to
 * write and to read.
 */
const MEASURED_DATABASE = 'sqlite';

const testDatabase = async (database, folder, what, isMeasured) => {
  const reason = await absence(database);
  const measures = isMeasured && database.name === MEASURED_DATABASE;
  if (reason === null) await test(`${database.title} ${what}`, [`tests/${folder}/${database.name}.test.ts`], measures);
  else missing(`${database.title} ${what}`, reason);
};

const checkCoverage = async () => {
  const started = performance.now();
  const { lines, worst } = await reportCoverage();
  const isEnough = lines >= MIN_COVERAGE;
  const few = worst.slice(0, 10).map(({ file, lines: percent }) => `  ${percent.toFixed(1).padStart(5)} %  ${file}`);
  tally.step('coverage', {
    passed: Number(isEnough),
    failed: Number(!isEnough),
    milliseconds: performance.now() - started,
    note: `${lines.toFixed(2)} % of the lines of server/src (at least ${MIN_COVERAGE}), report in coverage/report`,
    output: `The least covered files:\n${few.join('\n')}`,
  });
};

const main = async (only) => {
  await installPackages();
  if (only === 'static') {
    await runStaticChecks(() => true);
    return;
  }
  const reason = await installOpenpyxl();
  if (reason !== null) missing("Python's Excel reader", reason);
  const canTest =
    only === 'all' ? await runStaticChecks((one) => !isLong(one)) : only === 'unit' || (await buildWhatIsStale());
  if (!canTest) {
    tally.say('\nStopped: the tests need what could not be built.');
    return;
  }
  const isMeasured = only === 'all';
  if (isMeasured) resetCoverage();
  const wants = (...parts) => only === 'all' || parts.includes(only);
  const longChecks = only === 'all' ? runLongChecks() : Promise.resolve();
  // The longest first; much of their time they wait for databases.
  await inParallel(2, [
    ...DATABASES.filter(({ name }) => wants('integration', name)).map(
      (one) => () => testDatabase(one, 'integration', 'tests', isMeasured),
    ),
    ...DATABASES.filter(({ name }) => wants('acceptance', name)).map(
      (one) => () => testDatabase(one, 'acceptance', 'acceptance tests', isMeasured),
    ),
    // What runs in other processes is not measured.
    ...(wants('integration', 'processes') ? [() => test('process tests', testFiles('tests/processes'), false)] : []),
    ...(wants('unit') ? [() => test('unit tests', testFiles('tests/unit'), isMeasured, true)] : []),
    ...(wants('unit') ? [() => test('conformance tests', testFiles('tests/conformance'), isMeasured)] : []),
  ]);
  await longChecks;
  if (isMeasured) await checkCoverage();
};

try {
  await main(readOnly(HELP, PARTS) ?? 'all');
} catch (error) {
  tally.step('run', { failed: 1, output: error instanceof Error ? error.message : String(error) });
}
tally.close();
