import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Column, Row } from '../../../shared/columns';
import { createJsonEncoder, type JsonOptions } from '../../../server/src/encoder/json';
import { createNdjsonEncoder } from '../../../server/src/encoder/ndjson';
import { column, encode, type EncodeOptions, readWithPython, step, withoutPython } from '../support';

const PLAIN: JsonOptions = { root: 'data', metadata: null, trailingCount: null, pretty: false };

const toJson = async (
  columns: readonly Column[],
  rows: readonly Row[],
  options: Partial<JsonOptions> = {},
  run: EncodeOptions = {},
): Promise<string> =>
  (await encode((input) => createJsonEncoder({ ...input, ...PLAIN, ...options }), columns, rows, run)).text;

const toNdjson = async (columns: readonly Column[], rows: readonly Row[]): Promise<string> =>
  (await encode(createNdjsonEncoder, columns, rows)).text;

const named = (key: string, index: number, rest: Partial<Column> = {}): Column =>
  column(index, 'text', { key, header: key, ...rest });

const id = column(0, 'integer', { key: 'id' });

const HOSTILE = [
  ...['', '"', '\\', '\n\r\t\b\f', '\0\u0001\u001F\u007F', '\u2028\u2029', '</script>', '\uFEFF'],
  ...['😀', '注文', '\uD800', '\uDC00\uD800', 'x'.repeat(100_000)],
];

/** A row with every kind of nesting, and the columns to it. */
const nestedColumns: readonly Column[] = [
  id,
  named('city.name', 0, { steps: [step('city', 3, false)] }),
  column(1, 'json', { key: 'options' }),
  named('tags.name', 0, { steps: [step('tags', 4, true)] }),
  named('city.country.code', 0, { steps: [step('city', 3, false), step('country', 1, false)] }),
  column(1, 'json', { key: 'tags.extra', steps: [step('tags', 4, true)] }),
  column(2, 'boolean', { key: 'active' }),
];
const nestedRows: readonly Row[] = [
  [
    1,
    '{"a":[1,{"b":[]},{}],"c":"x, [y]: {z}"}',
    true,
    ['Bonn', ['DE']],
    [
      ['x', '[1,2]'],
      ['y', null],
    ],
  ],
  [2, null, null, null, []],
  [3, '[]', false, ['Rome', null], [['z', '{"q":"\\\\"}']]],
];

describe('a JSON file', () => {
  for (const pretty of [false, true]) {
    for (const metadata of [null, { exporter: 'api::a.a', columns: ['id'], empty: {}, none: [] }]) {
      for (const trailingCount of [null, 'recordCount']) {
        for (const count of [0, 1, 2, 1_000]) {
          const kind = `${pretty ? 'pretty' : 'compact'}, ${metadata ? 'with' : 'without'} metadata`;
          it(`is valid with ${count} rows (${kind}, count behind: ${trailingCount ?? 'none'})`, async () => {
            const rows = Array.from({ length: count }, (_none, at): Row => [at]);
            const text = await toJson([id], rows, { pretty, metadata, trailingCount });
            const expected = {
              ...(metadata && { metadata }),
              data: rows.map(([at]) => ({ id: at })),
              ...(trailingCount && { [trailingCount]: count }),
            };
            assert.equal(text, JSON.stringify(expected, null, pretty ? 2 : 0));
          });
        }
      }
    }
  }

  it('does not depend on how rows are cut into batches', async () => {
    for (const pretty of [false, true]) {
      const whole = await toJson(nestedColumns, nestedRows, { pretty });
      assert.equal(await toJson(nestedColumns, nestedRows, { pretty }, { batch: 1 }), whole);
    }
  });

  it('holds its rows under any key', async () => {
    for (const root of ['records', '"', 'a.b', '\n', '__proto__', 'constructor', '😀', '\uD800', ' ']) {
      const parsed = JSON.parse(await toJson([id], [[1]], { root, metadata: { a: 1 } })) as object;
      assert.deepEqual(Object.keys(parsed), ['metadata', root]);
      assert.deepEqual(Object.getOwnPropertyDescriptor(parsed, root)?.value, [{ id: 1 }]);
    }
  });

  it('escapes what JSON does not allow in text, and gives it back', async () => {
    const rows = HOSTILE.map((text) => [text]);
    const text = await toJson([named('a', 0)], rows);
    assert.deepEqual(
      (JSON.parse(text) as { data: { a: string }[] }).data,
      HOSTILE.map((a) => ({ a })),
    );
    assert.equal(Buffer.from(text).toString(), text, 'the bytes are those of the text, lone surrogates escaped');
  });

  it('is read by Python as by JavaScript', { skip: withoutPython }, async () => {
    const rows = HOSTILE.map((text) => [text]);
    const file = Buffer.from(await toJson([named('a', 0)], rows));
    const script = 'import json, sys\nprint(json.dumps([row["a"] for row in json.load(sys.stdin.buffer)["data"]]))';
    assert.deepEqual(readWithPython(script, file), HOSTILE);
  });

  it('names a field like a word every object knows', async () => {
    for (const key of ['__proto__', 'constructor', 'toString', '"quoted"']) {
      const text = await toJson([named(key, 0)], [['x']]);
      const [row] = (JSON.parse(text) as { data: object[] }).data;
      assert.deepEqual(Object.entries(row ?? {}), [[key, 'x']]);
    }
  });

  it('keeps every digit of a number, and text of what JSON has no number for', async () => {
    const digits = ['12345678901234567890.123456789', '-0.10', '1e+21', '0', '-5'];
    const columns = digits.map((_digits, at) => column(at, 'decimal', { key: `n${at}` }));
    assert.equal(
      await toJson(columns, [digits]),
      `{"data":[{${digits.map((text, at) => `"n${at}":${text}`).join(',')}}]}`,
    );
    const odd = ['NaN', 'Infinity', '-Infinity', '007', '1.', '', '0x10'];
    const oddColumns = odd.map((_text, at) => column(at, 'float', { key: `n${at}` }));
    const [row] = (JSON.parse(await toJson(oddColumns, [odd])) as { data: object[] }).data;
    assert.deepEqual(Object.values(row ?? {}), odd);
  });

  it('gives big integers as text, as Strapi does', async () => {
    assert.equal(
      await toJson([column(0, 'biginteger', { key: 'n' })], [['9223372036854775807'], [5]]),
      '{"data":[{"n":"9223372036854775807"},{"n":"5"}]}',
    );
  });

  it('gives truth, dates and times, and keeps stored cents', async () => {
    const columns = [
      column(0, 'boolean', { key: 'a' }),
      column(1, 'datetime', { key: 'b' }),
      column(2, 'date', { key: 'c', format: { kind: 'date', pattern: 'dd.MM.' } }),
      column(3, 'time', { key: 'd' }),
      column(4, 'integer', { key: 'e', format: { kind: 'money', currency: 'USD', storedAs: 'cents' } }),
    ];
    const row: Row = [false, '2026-02-03T04:05:06.789Z', '2026-02-03', '04:05:06.789', 1234];
    assert.equal(
      await toJson(columns, [row], {}, { timeZone: 'Europe/Berlin' }),
      '{"data":[{"a":false,"b":"2026-02-03T04:05:06.789Z","c":"2026-02-03","d":"04:05:06.789","e":1234}]}',
    );
  });

  it('stays valid where SQLite kept text in a column of another type', async () => {
    const types = ['integer', 'decimal', 'float', 'biginteger', 'datetime', 'date', 'time'] as const;
    const columns = types.map((type, at) => column(at, type, { key: type }));
    const text = await toJson(columns, [types.map(() => 'a "b"\n\\')]);
    const [row] = (JSON.parse(text) as { data: object[] }).data;
    assert.deepEqual(
      Object.values(row ?? {}),
      types.map(() => 'a "b"\n\\'),
    );
  });

  it('keeps the nesting of relations and components', async () => {
    const { data } = JSON.parse(await toJson(nestedColumns, nestedRows)) as { data: unknown };
    assert.deepEqual(data, [
      {
        id: 1,
        city: { name: 'Bonn', country: { code: 'DE' } },
        options: { a: [1, { b: [] }, {}], c: 'x, [y]: {z}' },
        tags: [
          { name: 'x', extra: [1, 2] },
          { name: 'y', extra: null },
        ],
        active: true,
      },
      { id: 2, city: null, options: null, tags: [], active: null },
      {
        id: 3,
        city: { name: 'Rome', country: null },
        options: [],
        tags: [{ name: 'z', extra: { q: '\\' } }],
        active: false,
      },
    ]);
  });

  it('is laid out as JSON.stringify would when pretty, JSON cells included', async () => {
    const text = await toJson(nestedColumns, nestedRows, { pretty: true, metadata: { a: { b: [1] } } });
    assert.equal(text, JSON.stringify(JSON.parse(text), null, 2));
  });

  it('keeps every digit within a JSON cell, pretty or not', async () => {
    const cell = '{"n":12345678901234567890.10,"list":[1e400,-0.0]}';
    for (const pretty of [false, true]) {
      const text = await toJson([column(0, 'json', { key: 'a' })], [[cell]], { pretty });
      assert.ok(text.replaceAll(/\s/g, '').includes(cell));
    }
  });
});

describe('an NDJSON file', () => {
  it('has one object a line, each ended, and nothing without rows', async () => {
    assert.equal(await toNdjson([id], [[1], [2]]), '{"id":1}\n{"id":2}\n');
    assert.equal(await toNdjson([id], []), '');
  });

  it('has as many lines as rows, whatever the text holds', async () => {
    const text = await toNdjson(
      [named('a', 0)],
      HOSTILE.map((value) => [value]),
    );
    const lines = text.split('\n');
    assert.equal(lines.pop(), '');
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { a: string }).a),
      HOSTILE,
    );
    assert.doesNotMatch(text, /\r/);
  });

  it('has the objects that JSON has', async () => {
    const { data } = JSON.parse(await toJson(nestedColumns, nestedRows)) as { data: unknown[] };
    const lines = (await toNdjson(nestedColumns, nestedRows)).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line) as unknown),
      data,
    );
  });
});
