import { BUILD_PLUGIN, BUILD_SITE, installPackages, isPluginStale, isSiteStale } from '../scripts/lib/setup.mjs';
import { must } from '../scripts/lib/command.mjs';
import { createTally } from '../scripts/lib/tally.mjs';
import { CASES, contentOf } from './cases.mjs';
import { CONTENDERS } from './contenders.mjs';
import { prepare } from './lib/database.mjs';
import { measureRounds } from './lib/rounds.mjs';

// npm run bench:guard: whether exports have become clearly slower. It compares with libraries that are measured in the same
// minute on the same machine, never with seconds. The best of some runs is taken: what disturbs a run makes it slower only.

const ROWS = 20_000;
const ROUNDS = 7;
const OURS = 'this plugin';

/**
 * How many times as long the other one must take at least: about half of what was measured when this was written, so that
 * what fails is a fall and not the weather.
 */
const FLOORS = {
  csv: { than: 'knex.stream + csv-stringify', least: 1.6 },
  json: { than: 'knex.stream + JSON.stringify', least: 1.4 },
  ndjson: { than: 'knex.stream + JSON.stringify', least: 1.5 },
  xlsx: { than: 'knex.stream + exceljs', least: 2.8 },
};

/** Bytes over the idle site, in any format. */
const MOST_MEMORY = 100 * 1024 * 1024;

const tally = createTally();

const check = async (format, { than, least }, data) => {
  const contenders = CONTENDERS.filter(({ name }) => name === OURS || name === than);
  const options = { data, format, theCase: CASES.hotels, rows: ROWS, rounds: ROUNDS, say: tally.say };
  const started = performance.now();
  const [ours, other] = await measureRounds(contenders, options);
  const problem = ours.error ?? other.error;
  if (problem !== undefined) {
    tally.step(`speed of ${format}`, { failed: 1, output: problem });
    return;
  }
  const ratio = other.milliseconds.least / ours.milliseconds.least;
  const memory = ours.overIdle.median;
  const isFine = ratio >= least && memory <= MOST_MEMORY;
  const note =
    `${ratio.toFixed(2)} × ${than} (at least ${least}), ${ours.milliseconds.least.toFixed(0)} ms, ` +
    `${(memory / 1024 / 1024).toFixed(0)} MB over idle`;
  const milliseconds = performance.now() - started;
  tally.step(`speed of ${format}`, {
    passed: Number(isFine),
    failed: Number(!isFine),
    milliseconds,
    note,
    output: note,
  });
};

try {
  await installPackages();
  if (isPluginStale()) await must('The build of the plugin', ...BUILD_PLUGIN);
  if (isSiteStale()) await must('tsc -p playground', ...BUILD_SITE);
  const data = await prepare('sqlite', contentOf('hotels', ROWS), tally.say);
  for (const [format, floor] of Object.entries(FLOORS)) await check(format, floor, data);
} catch (error) {
  tally.step('speed', { failed: 1, output: String(error?.stack ?? error) });
}
tally.close();
