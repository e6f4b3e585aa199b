import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { Format } from '../../shared/formats';
import { rows } from './support/table';
import { write } from './support/write';

const FOLDER = new URL('../golden/', import.meta.url);

const FILES: readonly (readonly [name: string, format: Format, options: object])[] = [
  ['hotels-excel.csv', 'csv', { flavor: 'excel' }],
  ['hotels-plain.csv', 'csv', { flavor: 'plain', lineBreak: 'lf', delimiter: ';', formulaGuard: false }],
  ['hotels.json', 'json', {}],
  ['hotels-pretty.json', 'json', { pretty: true, root: 'records' }],
  ['hotels.ndjson', 'ndjson', {}],
];

describe('the bytes of a text format', () => {
  for (const [name, format, options] of FILES) {
    it(`are those of ${name}`, async () => {
      const { file } = await write(format, rows.slice(0, 7), options);
      const golden = new URL(`${name}.golden`, FOLDER);
      if (process.env['UPDATE_GOLDEN'] === '1') await writeFile(golden, file);
      assert.equal(file.toString(), await readFile(golden, 'utf8'));
      assert.deepEqual(file, await readFile(golden));
    });
  }
});
