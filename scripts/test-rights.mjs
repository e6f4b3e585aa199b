import process from 'node:process';
import { readOnly } from './lib/arguments.mjs';
import { lastLines, run } from './lib/command.mjs';
import { runTests } from './lib/node-tests.mjs';
import { absence, DATABASES } from './lib/services.mjs';
import { BUILD_PLUGIN, BUILD_SITE, installPackages, isPluginStale, isSiteStale } from './lib/setup.mjs';
import { createTally, inParallel } from './lib/tally.mjs';

const HELP = `npm run test:rights: every role and token against every path, filter, sort and search, see tests/rights

  npm run test:rights                     on every database that answers
  npm run test:rights -- --only sqlite    on one: sqlite, postgres, mysql

CI=true makes a missing service a failure.
`;

/** What a run counted, as tests/rights/suite.ts says it. */
const COUNTS = /^rights \(full\): (.+)$/m;

const NAMES = DATABASES.map(({ name }) => name);

const tally = createTally();

const chosen = () => {
  const only = readOnly(HELP, NAMES);
  return DATABASES.filter(({ name }) => only === undefined || only === name);
};

/** @returns whether it is there now */
const build = async (name, [file, args]) => {
  const { code, output, milliseconds } = await run(file, args);
  const isBuilt = code === 0;
  tally.step(name, { passed: Number(isBuilt), failed: Number(!isBuilt), milliseconds, output: lastLines(output) });
  return isBuilt;
};

const test = async (database) => {
  const reason = await absence(database);
  if (reason !== null) {
    if (process.env.CI === 'true') tally.step(database.title, { failed: 1, output: reason });
    else tally.skip(database.title, reason);
    return;
  }
  const result = await runTests([`tests/rights/${database.name}.test.ts`]);
  const [, counts] = COUNTS.exec(result.output) ?? [];
  // A run that counted nothing has checked nothing, whatever its exit code says.
  const failed = result.failed + Number(counts === undefined && result.failed === 0);
  tally.step(`rights on ${database.title}`, { ...result, failed });
  if (counts !== undefined) tally.say(`        ${counts}`);
};

const main = async (databases) => {
  await installPackages();
  if (isPluginStale() && !(await build('build', BUILD_PLUGIN))) return;
  if (isSiteStale() && !(await build('playground', BUILD_SITE))) return;
  await inParallel(
    2,
    databases.map((database) => () => test(database)),
  );
};

try {
  await main(chosen());
} catch (error) {
  tally.step('run', { failed: 1, output: error instanceof Error ? error.message : String(error) });
}
tally.close();
