import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import Database from 'better-sqlite3';
import { must, plainEnvironment, run } from '../../scripts/lib/command.mjs';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { HOST } from '../../scripts/lib/services.mjs';
import { connect } from '../../scripts/lib/connect.mjs';
import { multiply } from '../../scripts/lib/copies.mjs';
import { fill } from './fillings.mjs';

/** The databases of the benchmark: one for each content, kept for the next time. */

export const FOLDER = path.join(ROOT, 'bench/.tmp');

const nameOf = ({ seed, copied, times, filling, rows }) => {
  const numbers = seed.filter((word) => !word.startsWith('--'));
  const more = [times > 1 && [copied.table, `x${times}`], filling !== undefined && [filling, rows]];
  return ['export_bench', ...numbers, ...more.filter(Boolean).flat()].join('_');
};

const CREATE = {
  sqlite: () => mkdirSync(FOLDER, { recursive: true }),
  postgres: async (name) => {
    const { output } = await run('createdb', [
      '-h',
      HOST,
      '-U',
      'postgres',
      '--template=template0',
      '--encoding=UTF8',
      name,
    ]);
    if (output !== '' && !output.includes('already exists')) throw new Error(output);
  },
  mysql: (name) =>
    must('mariadb', 'mariadb', [
      '-h',
      HOST,
      '-u',
      'root',
      '-e',
      `CREATE DATABASE IF NOT EXISTS ${name} CHARACTER SET utf8mb4`,
    ]),
};

const environmentOf = (database, name) => ({
  DATABASE_CLIENT: database,
  ...(database === 'sqlite'
    ? { DATABASE_FILENAME: path.join(FOLDER, `${name}.db`) }
    : { DATABASE_HOST: HOST, DATABASE_NAME: name }),
  PLAYGROUND_BENCH: 'true',
  STRAPI_TELEMETRY_DISABLED: 'true',
  NODE_ENV: 'production',
  HOST,
  TZ: 'UTC',
});

/** What lets the planners know what there is. */
const ANALYZE = {
  sqlite: (name) => new Database(path.join(FOLDER, `${name}.db`)).exec('ANALYZE').close(),
  postgres: (name) => must('psql', 'psql', ['-h', HOST, '-U', 'postgres', '-d', name, '-c', 'VACUUM ANALYZE']),
  mysql: (name) => must('mariadb', 'mariadb', ['-h', HOST, '-u', 'root', name, '-e', 'ANALYZE TABLE hotels, orders']),
};

/** Says that a database holds all of its content: what an interrupted run left is written anew. */
const MARK = 'bench_filled';

const isFilled = async (env) => {
  const knex = connect(env);
  try {
    return await knex.schema.hasTable(MARK);
  } finally {
    await knex.destroy();
  }
};

const markFilled = async (env) => {
  const knex = connect(env);
  try {
    await knex.schema.createTable(MARK, (table) => table.increments());
  } finally {
    await knex.destroy();
  }
};

/**
 * A database that holds some content.
 *
 * @param {object} content
 * @param {readonly string[]} content.seed what the playground's seed is asked for
 * @param {number} content.times how often the rows of the table `content.copied` are there
 * @param {string} [content.filling] what it has besides, for `content.rows`
 * @returns {Promise<{ database: string, name: string, env: Record<string, string> }>} `env` is a site's environment
 */
export const prepare = async (database, content, say) => {
  const name = nameOf(content);
  await CREATE[database](name);
  const env = plainEnvironment(environmentOf(database, name));
  if (await isFilled(env)) return { database, name, env };
  const started = performance.now();
  const args = ['--import', 'tsx', 'playground/scripts/seed.ts', ...content.seed, '--reset'];
  await must('The seed', process.execPath, args, { env, timeout: 60 * 60_000 });
  if (content.filling !== undefined) await fill(env, content.filling, content.rows);
  if (content.times > 1) await multiply(env, content.copied, content.times);
  await ANALYZE[database](name);
  await markFilled(env);
  say(`${database} filled: ${name}, ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return { database, name, env };
};
