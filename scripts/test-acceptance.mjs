import process from 'node:process';
import { readOnly } from './lib/arguments.mjs';
import { must, run } from './lib/command.mjs';
import { absence, DATABASES } from './lib/services.mjs';
import { BUILD_PLUGIN, BUILD_SITE, installPackages, isPluginStale, isSiteStale } from './lib/setup.mjs';

const HELP = `npm run test:acceptance: every line of the requirements A and B, over HTTP against the seeded playground

  npm run test:acceptance                     on every database that answers
  npm run test:acceptance -- --only sqlite    on one: sqlite, postgres, mysql

CI=true makes a missing service a failure. A line without a test is a failure, too.
`;

const upTo = (letter, last) => Array.from({ length: last }, (_none, at) => `${letter}${at + 1}`);

/** The lines of parts A and B. */
const REQUIREMENTS = [...upTo('A', 17), ...upTo('B', 25)];

const say = (line) => process.stdout.write(`${line}\n`);

/** @returns what became of each test, in order */
const resultsOn = async ({ name }) => {
  const reporter = './scripts/lib/requirements-reporter.mjs';
  const args = ['--import', 'tsx', '--test', `--test-reporter=${reporter}`, `tests/acceptance/${name}.test.ts`];
  const env = { ...process.env, TZ: 'UTC', STRAPI_TELEMETRY_DISABLED: 'true' };
  const { output } = await run(process.execPath, args, { env });
  return output
    .split('\n')
    .filter((line) => line.startsWith('{"id":'))
    .map((line) => JSON.parse(line));
};

const byRequirement = (results) =>
  REQUIREMENTS.map((id) => {
    const own = results.filter((result) => result.id === id);
    return { id, tests: own.length, failures: own.filter(({ isPassed }) => !isPassed) };
  });

const testOn = async (database) => {
  const reason = await absence(database);
  if (reason !== null) {
    say(`SKIPPED ${database.title}: ${reason}`);
    return process.env.CI === 'true' ? { held: 0, wanted: REQUIREMENTS.length } : { held: 0, wanted: 0 };
  }
  const lines = byRequirement(await resultsOn(database));
  for (const { id, tests, failures } of lines) {
    const word = failures.length > 0 ? 'FAILED' : tests === 0 ? 'NO TEST' : 'ok';
    say(`${id.padEnd(4)}${database.name.padEnd(10)}${word}`);
    for (const { title, error } of failures) say(`    ${title}: ${String(error).split('\n')[0]}`);
  }
  const held = lines.filter(({ tests, failures }) => tests > 0 && failures.length === 0).length;
  return { held, wanted: lines.length };
};

const only = readOnly(
  HELP,
  DATABASES.map(({ name }) => name),
);
await installPackages();
if (isPluginStale()) await must('build', ...BUILD_PLUGIN);
if (isSiteStale()) await must('playground', ...BUILD_SITE);
let held = 0;
let wanted = 0;
for (const database of DATABASES.filter(({ name }) => only === undefined || only === name)) {
  const result = await testOn(database);
  held += result.held;
  wanted += result.wanted;
}
say(`\n${held} of ${wanted}`);
process.exitCode = held < wanted || wanted === 0 ? 1 : 0;
