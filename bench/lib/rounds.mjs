import { mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { FOLDER } from './database.mjs';
import { spread } from './figures.mjs';
import { startBenchSite } from './site.mjs';

const FILES = path.join(FOLDER, 'files');

/** The figures that are told of a case, each with its spread over the rounds. */
const FIGURES = {
  milliseconds: (run) => run.milliseconds,
  firstByte: (run) => run.firstByte,
  cpu: (run) => run.cpu,
  peak: (run) => run.peak,
  overIdle: (run) => run.overIdle,
  heapOverIdle: (run) => run.heapOverIdle,
  delayP50: (run) => run.delay?.p50,
  delayP99: (run) => run.delay?.p99,
  delayMax: (run) => run.delay?.max,
  pingP95: (run) => run.pingP95,
};

const summaryOf = (runs) =>
  Object.fromEntries(
    Object.entries(FIGURES)
      .map(([name, of]) => [name, runs.map(of).filter((value) => typeof value === 'number')])
      .filter(([, values]) => values.length > 0)
      .map(([name, values]) => [name, spread(values)]),
  );

/** One contender's part of the rounds: a site of its own where it needs one, and its file. */
const open = async (contender, { data, format, theCase, rows }) => {
  const site = contender.needsSite
    ? await startBenchSite({
        ...data.env,
        PLAYGROUND_EXPORTERS: String(theCase.sites === true),
        // Jobs are run by the site that is measured with them, and by no other on the same database.
        EXPORT_WORKER: String(contender.runsJobs === true),
        ...contender.siteEnv,
      })
    : null;
  const file = path.join(FILES, `${contender.name.replace(/\W+/g, '-')}.${format}`);
  const run = async () => {
    rmSync(file, { force: true });
    return contender.run({ format, theCase, data, site, file, rows });
  };
  return { contender, file: `${file}${contender.suffix ?? ''}`, run, runs: [], close: async () => site?.stop() };
};

/** Says what went wrong. @returns {string} the end of it, where the reason usually stands */
const failed = ({ name }, error, say) => {
  const message = String(error.message ?? error);
  say(`${name} failed: ${message}`);
  return message.split('\n').slice(-3).join(' ');
};

/**
 * Measures contenders at one case and format, in turns: A B C, A B C, …, so that whatever else the machine does meets all of
 * them. A first round warms up, and is not counted; who takes minutes runs in one round alone.
 *
 * @returns {Promise<object[]>} a result for each contender; one that fails has `error` in place of figures
 */
export const measureRounds = async (contenders, { data, format, theCase, rows, rounds, say }) => {
  mkdirSync(FILES, { recursive: true });
  const entries = [];
  try {
    for (const contender of contenders) {
      try {
        entries.push(await open(contender, { data, format, theCase, rows }));
      } catch (error) {
        entries.push({ contender, runs: [], close: async () => undefined, error: failed(contender, error, say) });
      }
    }
    for (let round = 0; round <= rounds; round += 1) {
      for (const entry of entries) {
        if (entry.error !== undefined || (entry.contender.isSlow === true && round !== 1)) continue;
        try {
          const run = await entry.run();
          if (round > 0) entry.runs.push(run);
        } catch (error) {
          entry.error = failed(entry.contender, error, say);
        }
      }
    }
    return entries.map(({ contender, file, runs, error }) => ({
      ...{ contender: contender.name, format, rows, database: data.database, rounds: runs.length },
      ...(theCase.isPart === true && { isPart: true }),
      ...(error === undefined ? { bytes: statSync(file).size, ...summaryOf(runs) } : { error }),
    }));
  } finally {
    for (const { close } of entries) await close();
    rmSync(FILES, { recursive: true, force: true });
  }
};
