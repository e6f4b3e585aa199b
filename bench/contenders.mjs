import path from 'node:path';
import process from 'node:process';
import { URLSearchParams } from 'node:url';
import { bin, PLAYGROUND, ROOT } from '../scripts/lib/paths.mjs';
import { HOST } from '../scripts/lib/services.mjs';
import { FOLDER } from './lib/database.mjs';
import { runCommand } from './lib/command-run.mjs';
import { runExportCsv, siteWithExportCsv } from './lib/export-csv.mjs';
import { runJob } from './lib/job.mjs';
import { download, measured } from './lib/site.mjs';

/**
 * Who is measured. `siteEnv` is the environment of its site beside what all have; `run` writes a file and gives what is
 * known of it: `milliseconds`, and `peak`, `cpu` and the like.
 *
 * @typedef {object} Round
 * @property {string} format
 * @property {object} theCase one of the cases
 * @property {{ database: string, name: string, env: Record<string, string> }} data
 * @property {object} site what `startBenchSite` gives, for those that need one
 * @property {string} file where the file goes
 * @property {number} rows how many there are
 */

const ALL = ['csv', 'json', 'ndjson', 'xlsx'];
const EVERYWHERE = ['sqlite', 'postgres', 'mysql'];

const selectOf = ({ table, columns, where }) => `SELECT ${columns.join(', ')} FROM ${table} WHERE ${where} ORDER BY id`;

const queryOf = ({ query }) => new URLSearchParams({ ...query }).toString();

const sqliteFile = ({ name }) => path.join(FOLDER, `${name}.db`);

/** A program of `peers`, which gets what it needs in its environment. */
const peer =
  (program) =>
  ({ format, theCase, data, file }) =>
    runCommand({
      file: program.endsWith('.py') ? '/usr/bin/python3' : process.execPath,
      args: [path.join(ROOT, 'bench/peers', program)],
      env: {
        ...data.env,
        BENCH_SQL: selectOf(theCase),
        BENCH_TABLE: theCase.table,
        BENCH_COLUMNS: theCase.columns.join(),
        BENCH_KINDS: JSON.stringify(theCase.kinds),
        BENCH_WHERE: theCase.where,
        BENCH_FORMAT: format,
        BENCH_FILE: file,
      },
    });

/** What is the same of another plugin, however it is configured. */
const exportCsv = (configuration) => ({
  isPeer: true,
  // It slows down with the rows, and on SQLite serves nobody else meanwhile.
  mostRows: 50_000,
  formats: ['csv'],
  databases: EVERYWHERE,
  needsSite: true,
  needsSql: true,
  siteEnv: siteWithExportCsv(configuration),
  run: runExportCsv,
});

export const CONTENDERS = [
  {
    name: 'this plugin',
    formats: ALL,
    databases: EVERYWHERE,
    needsSite: true,
    run: ({ format, theCase, site, file }) =>
      measured(site, () => download(site, `/api/export/${theCase.exporter}/${format}?${queryOf(theCase)}`, file)),
  },
  {
    name: 'this plugin, as a job',
    runsJobs: true,
    formats: ALL,
    databases: EVERYWHERE,
    needsSite: true,
    run: (round) => measured(round.site, () => runJob(round)),
  },
  {
    name: 'this plugin, command line',
    formats: ALL,
    databases: EVERYWHERE,
    run: ({ format, theCase, data, file }) =>
      runCommand({
        file: process.execPath,
        args: [
          ...[path.join(ROOT, 'bin/strapi-export.js'), theCase.exporter, '--format', format, '--json'],
          ...['--output', file],
          ...Object.entries(theCase.query).flatMap(([key, value]) =>
            key === 'columns' ? ['--columns', value] : ['--option', `${key}=${value}`],
          ),
        ],
        cwd: PLAYGROUND,
        env: data.env,
      }),
  },
  {
    name: 'psql COPY',
    isLimit: true,
    formats: ['csv', 'json'],
    databases: ['postgres'],
    needsSql: true,
    run: ({ format, theCase, data, file }) => {
      const rows = selectOf(theCase);
      const copy = {
        csv: `COPY (${rows}) TO STDOUT CSV HEADER`,
        json: `COPY (SELECT row_to_json(t) FROM (${rows}) t) TO STDOUT`,
      };
      return runCommand({
        ...{ file: 'psql', args: ['-q', '-h', HOST, '-U', 'postgres', '-d', data.name, '-c', copy[format]] },
        ...{ env: data.env, toFile: file },
      });
    },
  },
  {
    name: 'sqlite3 -csv',
    isLimit: true,
    formats: ['csv', 'json'],
    databases: ['sqlite'],
    needsSql: true,
    run: ({ format, theCase, data, file }) =>
      runCommand({
        ...{ file: 'sqlite3', args: [`-${format}`, '-header', sqliteFile(data), selectOf(theCase)] },
        ...{ env: data.env, toFile: file },
      }),
  },
  {
    name: 'mariadb --batch',
    isLimit: true,
    formats: ['csv'],
    databases: ['mysql'],
    needsSql: true,
    run: ({ theCase, data, file }) =>
      runCommand({
        ...{
          file: 'mariadb',
          args: ['-h', HOST, '-u', 'root', '--batch', '--quick', data.name, '-e', selectOf(theCase)],
        },
        ...{ env: data.env, toFile: file },
      }),
  },
  {
    name: 'knex.stream + csv-stringify',
    isPeer: true,
    formats: ['csv'],
    databases: EVERYWHERE,
    needsSql: true,
    run: peer('knex-stream.mjs'),
  },
  {
    name: 'knex.stream + JSON.stringify',
    isPeer: true,
    formats: ['json', 'ndjson'],
    databases: EVERYWHERE,
    needsSql: true,
    run: peer('knex-stream.mjs'),
  },
  {
    name: 'knex.stream + exceljs',
    isPeer: true,
    formats: ['xlsx'],
    databases: EVERYWHERE,
    needsSql: true,
    run: peer('knex-stream.mjs'),
  },
  {
    name: 'SQLAlchemy yield_per + csv',
    isPeer: true,
    formats: ['csv'],
    // It cannot read the dates that Strapi keeps in SQLite.
    databases: ['postgres'],
    needsSql: true,
    run: peer('sqlalchemy_export.py'),
  },
  {
    name: 'SQLAlchemy + XlsxWriter',
    isPeer: true,
    formats: ['xlsx'],
    // It cannot read the dates that Strapi keeps in SQLite.
    databases: ['postgres'],
    needsSql: true,
    run: peer('sqlalchemy_export.py'),
  },
  {
    name: 'a script over Strapi’s REST pages',
    isPeer: true,
    isSlow: true,
    // It slows down with the rows: beyond that it would take hours.
    mostRows: 50_000,
    formats: ['csv'],
    databases: EVERYWHERE,
    needsSite: true,
    needsSql: true,
    run: (round) => {
      const { theCase, data, site, file } = round;
      const env = { ...data.env, BENCH_URL: site.url, BENCH_TOKEN: site.token, BENCH_FILE: file };
      return runCommand({
        file: process.execPath,
        args: [path.join(ROOT, 'bench/peers/rest-pages.mjs')],
        env: { ...env, BENCH_COLUMNS: theCase.columns.join(), BENCH_PLURAL: 'hotels' },
      });
    },
  },
  // As it comes, but for its limit of rows and the columns: it reads all relations, and writes none of them.
  { name: '@fresh.codes/strapi-plugin-export-csv', isSlow: true, ...exportCsv({}) },
  // As who has read its source and its guide configures it for this very content.
  {
    name: '@fresh.codes/strapi-plugin-export-csv, tuned',
    ...exportCsv({ populate: [], batchSize: 1_000 }),
  },
  {
    name: 'strapi export (all content)',
    isPeer: true,
    isSlow: true,
    // It needs as much memory as there is content.
    mostRows: 50_000,
    formats: ['json'],
    databases: EVERYWHERE,
    run: ({ data, file }) =>
      runCommand({
        file: bin('strapi'),
        args: ['export', '--no-encrypt', '--no-compress', '--only', 'content', '--file', file],
        cwd: PLAYGROUND,
        env: data.env,
        toFile: `${file}.log`,
      }),
    suffix: '.tar',
  },
];
