import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { absence, DATABASES } from '../scripts/lib/services.mjs';
import {
  installPackages,
  isPluginStale,
  isSiteStale,
  BUILD_PLUGIN,
  BUILD_SITE,
  installPeers,
} from '../scripts/lib/setup.mjs';
import { must } from '../scripts/lib/command.mjs';
import { CASES, contentOf } from './cases.mjs';
import { CONTENDERS } from './contenders.mjs';
import { prepare } from './lib/database.mjs';
import { machineOf } from './lib/machine.mjs';
import { measureRounds } from './lib/rounds.mjs';
import { tableOf, toTerminal } from './lib/tables.mjs';
import { writeReport } from './lib/report.mjs';
import { targetsOf, toTargetTable } from './targets.mjs';

const HELP = `npm run bench: measures exports, beside others where asked to

  npm run bench -- [options]
  --database sqlite,postgres,mysql   where; those that do not answer are left out    (default: sqlite)
  --rows 1000,10000,50000            how many rows; 1000000 and more take minutes    (default: 1000,10000,50000)
  --formats csv,json,ndjson,xlsx                                                     (default: all)
  --cases ${Object.keys(CASES).join(',')}                                            (default: hotels)
  --rounds 5                         runs of each, in turns
  --peers                            beside other programs and libraries
  --ways                             also as jobs, and on the command line
  --json file                        the results as JSON
  --with a.json,b.json               takes the results of earlier runs of this machine and commit with it
  --report                           writes docs/benchmarks.md and its plot from these results
`;

const say = (line) => process.stdout.write(`${line}\n`);

const listed = (text) => text.split(',').filter((word) => word !== '');

const { values: options } = parseArgs({
  options: {
    database: { type: 'string', default: 'sqlite' },
    rows: { type: 'string', default: '1000,10000,50000' },
    formats: { type: 'string', default: 'csv,json,ndjson,xlsx' },
    cases: { type: 'string', default: 'hotels' },
    rounds: { type: 'string', default: '5' },
    peers: { type: 'boolean', default: false },
    ways: { type: 'boolean', default: false },
    json: { type: 'string' },
    with: { type: 'string', default: '' },
    report: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** Who takes part in one case. */
const contendersFor = (theCase, format, database, rows) =>
  CONTENDERS.filter((one) => {
    if (!one.formats.includes(format) || !one.databases.includes(database)) return false;
    if (rows > (one.mostRows ?? Infinity)) return false;
    if (one.needsSql === true && theCase.table === undefined) return false;
    if (theCase.isClosed === true && one.needsSite === true) return false;
    if (one.isPeer === true || one.isLimit === true) return options.peers && theCase.table !== undefined;
    return one.name === 'this plugin' || options.ways || theCase.isClosed === true;
  });

const availableDatabases = async () => {
  const names = listed(options.database);
  const unknown = names.filter((name) => !DATABASES.some((one) => one.name === name));
  if (unknown.length > 0) throw new Error(`--database: there is no ${unknown.join(', ')}.`);
  const found = [];
  for (const one of DATABASES.filter(({ name }) => names.includes(name))) {
    const reason = await absence(one);
    if (reason === null) found.push(one.name);
    else say(`${one.title} is left out: ${reason}`);
  }
  return found;
};

const measureAll = async () => {
  const results = [];
  for (const database of await availableDatabases()) {
    for (const name of listed(options.cases)) {
      const theCase = CASES[name];
      if (theCase === undefined) throw new Error(`--cases: there is no ${name}.`);
      for (const rows of listed(options.rows).map(Number)) {
        const data = await prepare(database, contentOf(name, rows), say);
        for (const format of listed(options.formats).filter((one) => (theCase.formats ?? [one]).includes(one))) {
          const contenders = contendersFor(theCase, format, database, rows);
          const rounds = Number(options.rounds);
          const measured = await measureRounds(contenders, { data, format, theCase, rows, rounds, say });
          say(`\n${theCase.title}: ${rows.toLocaleString('en')} rows, ${format}, ${database}\n`);
          say(toTerminal(tableOf(measured)));
          results.push(...measured.map((result) => ({ case: name, ...result })));
        }
      }
    }
  }
  return results;
};

const main = async () => {
  if (options.help) {
    say(HELP);
    return;
  }
  await installPackages();
  if (options.peers) for (const problem of await installPeers()) say(problem);
  if (isPluginStale()) await must('The build of the plugin', ...BUILD_PLUGIN);
  if (isSiteStale()) await must('tsc -p playground', ...BUILD_SITE);
  const machine = await machineOf();
  const earlier = listed(options.with).flatMap((file) => {
    const { machine: other, results: measured } = JSON.parse(readFileSync(file, 'utf8'));
    if (JSON.stringify(other) !== JSON.stringify(machine))
      throw new Error(`--with: ${file} is of another machine, day or commit.`);
    return measured;
  });
  const results = [...earlier, ...(await measureAll())];
  const targets = targetsOf(results);
  if (targets.length > 0) say(`\n${toTerminal(toTargetTable(targets))}`);
  if (targets.some(({ isMet }) => !isMet)) process.exitCode = 1;
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ machine, results }, null, 2)}\n`);
  if (options.report) writeReport({ machine, results, targets });
};

try {
  await main();
} catch (error) {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
}
