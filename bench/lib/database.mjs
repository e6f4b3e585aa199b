import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import Database from 'better-sqlite3';
import { must, plainEnvironment, run } from '../../scripts/lib/command.mjs';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { HOST } from '../../scripts/lib/services.mjs';

/** The databases of the benchmark: one for each content, kept for the next time. */

export const FOLDER = path.join(ROOT, 'bench/.tmp');

const nameOf = (seed) => `export_bench_${seed.filter((word) => !word.startsWith('--')).join('_')}`;

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

/**
 * A database that holds some content.
 *
 * @returns {Promise<{ database: string, name: string, env: Record<string, string> }>} `env` is a site's environment
 */
export const prepare = async (database, seed, say) => {
  const name = nameOf(seed);
  await CREATE[database](name);
  const env = plainEnvironment(environmentOf(database, name));
  const started = performance.now();
  const args = ['--import', 'tsx', 'playground/scripts/seed.ts', ...seed];
  const options = { env, timeout: 60 * 60_000 };
  const { code, stdout, output } = await run(process.execPath, args, options);
  // What an interrupted seed left is of no use to anybody.
  if (code !== 0 && output.includes('half a seed'))
    await must('The seed', process.execPath, [...args, '--reset'], options);
  else if (code !== 0) throw new Error(`The seed failed:\n${output}`);
  if (!stdout.includes('already there')) {
    await ANALYZE[database](name);
    say(`${database} filled: ${seed.join(' ')}, ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }
  return { database, name, env };
};
