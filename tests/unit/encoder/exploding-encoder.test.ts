import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Column, Row } from '../../../shared/columns';
import { createExplodingEncoder } from '../../../server/src/encoder/exploding-encoder';
import { createJsonEncoder } from '../../../server/src/encoder/json';
import { createCsvEncoder } from '../../../server/src/encoder/csv';
import type { Chunk, Encoder } from '../../../server/src/encoder/port';
import { createXlsxEncoder } from '../../../server/src/encoder/xlsx';
import { column, encode, nodeCsv, step } from '../support';
import { cellValues, loadSheet } from './xlsx/support';

const path = [step('contacts', 1, true)];
const columns: readonly Column[] = [
  column(0, 'text', { key: 'name' }),
  column(0, 'text', { key: 'contacts.email', steps: [step('contacts', 1, false)] }),
];
const rows: readonly Row[] = [
  ['a', [['x'], ['y']]],
  ['b', []],
  ['c', [['z']]],
];
const exploded = [
  ['a', 'x'],
  ['a', 'y'],
  ['b', ''],
  ['c', 'z'],
];

const CSV = { flavor: 'plain', lineBreak: 'crlf', delimiter: ',', formulaGuard: true } as const;
const JSON_OPTIONS = { root: 'data', metadata: null, trailingCount: 'count', pretty: false } as const;

/** An encoder that remembers what it was told. */
const createProbe = (chunkOf: (rows: readonly Row[]) => Chunk) => {
  const calls = { samples: [] as number[], rows: [] as number[], ends: [] as number[], closes: 0 };
  const encoder: Encoder = {
    begin: (sample) => (calls.samples.push(sample.length), ''),
    rows: async (given) => (calls.rows.push(given.length), chunkOf(given)),
    end: (count) => (calls.ends.push(count), ''),
    close: async () => {
      calls.closes += 1;
    },
  };
  return { calls, encoder };
};

const items = (count: number): Row[] => Array.from({ length: count }, (_none, at): Row => [String(at)]);
const firstItem = (row: Row | undefined): string => String((row?.[1] as Row)[0]);

describe('an exploding encoder', () => {
  for (const batch of [1, 2, 100]) {
    it(`writes a row for each item, and one for a document without items, in batches of ${batch}`, async () => {
      const create = (input: Parameters<Parameters<typeof encode>[0]>[0]) =>
        createExplodingEncoder(createCsvEncoder({ ...input, ...CSV }), path);
      const { file } = await encode(create, columns, rows, { batch });
      assert.deepEqual(nodeCsv(file).slice(1), exploded);
    });
  }

  it('tells the end how many rows were written, not how many documents there were', async () => {
    const { text } = await encode(
      (input) => createExplodingEncoder(createJsonEncoder({ ...input, ...JSON_OPTIONS }), path),
      columns,
      rows,
    );
    const { data, count } = JSON.parse(text) as { data: unknown[]; count: number };
    assert.equal(count, 4);
    assert.deepEqual(data, [
      { name: 'a', contacts: { email: 'x' } },
      { name: 'a', contacts: { email: 'y' } },
      { name: 'b', contacts: null },
      { name: 'c', contacts: { email: 'z' } },
    ]);
  });

  it('is valid without a document', async () => {
    const { text } = await encode(
      (input) => createExplodingEncoder(createJsonEncoder({ ...input, ...JSON_OPTIONS }), path),
      columns,
      [],
    );
    assert.deepEqual(JSON.parse(text), { data: [], count: 0 });
  });

  it('writes workbooks, whose pieces are bytes', async () => {
    const { file } = await encode(
      (input) => createExplodingEncoder(createXlsxEncoder({ ...input, sheetName: 'Contacts' }), path),
      columns,
      rows,
      { batch: 2 },
    );
    const sheet = await loadSheet(file);
    assert.deepEqual(
      [2, 3, 4, 5].map((number) => cellValues(sheet.getRow(number))),
      [['a', 'x'], ['a', 'y'], ['b'], ['c', 'z']],
    );
  });

  it('hands on no more rows at a time than a large batch has, and puts what comes back together in order', async () => {
    const all: Row[] = [
      ['a', items(4_999)],
      ['b', items(12_000)],
    ];
    const forms: readonly ((text: string) => Chunk)[] = [
      (text) => text,
      (text) => new TextEncoder().encode(text),
      (text) => (text.startsWith('4999') ? text : new TextEncoder().encode(text)),
    ];
    for (const form of forms) {
      const { calls, encoder } = createProbe((given) => form(given.map((row) => `${firstItem(row)},`).join('')));
      const exploding = createExplodingEncoder(encoder, path);
      await exploding.begin(all);
      const chunk = await exploding.rows(all);
      await exploding.end(2);
      assert.deepEqual(calls.rows, [5_000, 5_000, 5_000, 1_999]);
      assert.deepEqual(calls.samples, [5_000]);
      assert.deepEqual(calls.ends, [16_999]);
      const expected = [...items(4_999), ...items(12_000)].map(([at]) => `${String(at)},`).join('');
      assert.equal(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString(), expected);
    }
  });

  it('hands nothing on where nothing came', async () => {
    const { calls, encoder } = createProbe(() => 'x');
    const exploding = createExplodingEncoder(encoder, path);
    assert.equal(await exploding.rows([]), '');
    assert.deepEqual(calls.rows, []);
  });

  it('closes what it decorates, where that can be closed', async () => {
    const { calls, encoder } = createProbe(() => '');
    await createExplodingEncoder(encoder, path).close?.();
    assert.equal(calls.closes, 1);
    const { begin, rows: write, end } = encoder;
    await createExplodingEncoder({ begin, rows: write, end }, path).close?.();
  });
});
