import { createWriteStream } from 'node:fs';
import process from 'node:process';
import { once } from 'node:events';
import { stringify } from 'csv-stringify/sync';

// What users do today: a script that asks Strapi's REST API for page after page.

const { BENCH_URL, BENCH_TOKEN, BENCH_FILE, BENCH_COLUMNS, BENCH_PLURAL } = process.env;
/** The most that Strapi gives by default. */
const PAGE_SIZE = 100;

const columns = BENCH_COLUMNS.split(',');
const fields = columns.map((name, at) => `fields[${at}]=${name}`).join('&');
const file = createWriteStream(BENCH_FILE);
const started = performance.now();
for (let page = 1, pageCount = 1; page <= pageCount; page += 1) {
  const query = `${fields}&sort=id&pagination[page]=${page}&pagination[pageSize]=${PAGE_SIZE}`;
  const response = await fetch(`${BENCH_URL}/api/${BENCH_PLURAL}?${query}`, {
    headers: { authorization: `Bearer ${BENCH_TOKEN}` },
  });
  if (!response.ok) throw new Error(`Page ${page}: ${response.status}`);
  const { data, meta } = await response.json();
  ({ pageCount } = meta.pagination);
  if (!file.write(stringify(data, { header: page === 1, columns }))) await once(file, 'drain');
}
file.end();
await once(file, 'close');
process.stdout.write(`${JSON.stringify({ milliseconds: performance.now() - started })}\n`);
