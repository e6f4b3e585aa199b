import { createWriteStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PLAYGROUND } from './paths.mjs';
import { watchMemory } from './peak-memory.mjs';
import { FORMATS, readTable } from './read-file.mjs';

/** The playground's exporters; `witness` is where Strapi's own REST API counts the same documents. */
const EXPORTS = [
  {
    name: 'records',
    query: '?account_id=acc-1001',
    formats: ['csv', 'json', 'xlsx'],
    keys: ['id'],
    witness: 'orders?filters[account_id]=acc-1001&',
  },
  { name: 'hotels', formats: FORMATS, keys: ['ittid'], witness: 'hotels?' },
  // In Excel they stand on a sheet for each supplier, so the rows come in another order. Providers give their ids by
  // themselves: two can have the same.
  { name: 'mappings', formats: FORMATS, keys: ['ittid', 'provider_id'], witness: 'provider-mappings?', isSplit: true },
  { name: 'supplier-summary', formats: FORMATS, keys: ['supplier_code'], witness: 'supplier-summaries?' },
];

const FOLDER = path.join(PLAYGROUND, '.tmp/demo');

/** Leaves nothing of an earlier run that could be taken for a file of this one. */
const emptyFolder = () => {
  mkdirSync(FOLDER, { recursive: true });
  for (const name of readdirSync(FOLDER)) {
    if (FORMATS.some((format) => name.endsWith(`.${format}`))) rmSync(path.join(FOLDER, name), { recursive: true });
  }
};

// A connection per request: the server closes idle ones while this process is busy reading a file.
const authorized = (token) => ({ headers: { authorization: `Bearer ${token}`, connection: 'close' } });

const download = async (url, token, file) => {
  const response = await fetch(url, authorized(token));
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
  await pipeline(Readable.fromWeb(response.body), createWriteStream(file));
};

/** How many rows Strapi's own REST API counts: an independent witness. */
const countByStrapi = async (url, witness, token) => {
  const response = await fetch(`${url}/api/${witness}pagination[pageSize]=1`, authorized(token));
  const { meta } = await response.json();
  return meta.pagination.total;
};

const exportOne = async (site, token, { name, query = '', keys, isSplit = false }, format) => {
  const file = path.join(FOLDER, `${name}.${format}`);
  const stopWatching = watchMemory(site.pid);
  const started = performance.now();
  await download(`${site.url}/api/export/${name}/${format}${query}`, token, file);
  const milliseconds = performance.now() - started;
  const peak = stopWatching();
  const { header, rows } = await readTable(format, file);
  const places = keys.map((key) => header.indexOf(key));
  const ids = rows.map((row) => places.map((at) => String(row[at])).join(' '));
  if (isSplit) ids.sort();
  return { name, format, rows: rows.length, ids, bytes: statSync(file).size, milliseconds, peak };
};

/** Why the files of one exporter are not the same rows, or `null`. */
const disagreement = (results, expected) => {
  const [first] = results;
  for (const { name, format, rows, ids } of results) {
    if (rows !== expected) return `${name}.${format} has ${rows} rows, Strapi counts ${expected}`;
    if (new Set(ids).size !== rows) return `${name}.${format} has a document twice`;
    if (ids.some((id, at) => id !== first.ids[at]))
      return `${name}.${format} has other rows than ${name}.${first.format}`;
  }
  return null;
};

/**
 * Exports everything in every format over HTTP, and reads every file back.
 *
 * @returns the results and what is wrong with them
 */
export const exportAll = async (site, token) => {
  emptyFolder();
  const results = [];
  const problems = [];
  for (const one of EXPORTS) {
    const own = [];
    for (const format of one.formats) {
      try {
        own.push(await exportOne(site, token, one, format));
      } catch (error) {
        problems.push(`${one.name}.${format}: ${error.message}`);
      }
    }
    results.push(...own);
    const problem = own.length === 0 ? null : disagreement(own, await countByStrapi(site.url, one.witness, token));
    if (problem !== null) problems.push(problem);
  }
  return { results, problems };
};

const MEGABYTE = 1024 * 1024;
const number = (value) => Math.round(value).toLocaleString('en');

/** The results as a table for a terminal. */
export const toTable = (results) => {
  const head = ['exporter', 'format', 'rows', 'bytes', 'ms', 'peak MB'];
  const lines = results.map(({ name, format, rows, bytes, milliseconds, peak }) => [
    name,
    format,
    number(rows),
    number(bytes),
    number(milliseconds),
    number(peak / MEGABYTE),
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...lines.map((line) => line[at].length)));
  const toLine = (cells) =>
    cells.map((cell, at) => (at < 2 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  ');
  return [toLine(head), ...lines.map(toLine)].join('\n');
};
