import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CsvOptions } from '../../../server/src/encoder/csv';
import { type CsvSettings, column, nodeCsv, pythonCsv, step, toCsv, withoutPython } from '../support';

const HOSTILE: readonly string[] = [
  'plain',
  '',
  ' leading and trailing ',
  'a "quote"',
  '"',
  '""',
  'comma, semicolon; pipe| tab\t.',
  'line\nfeed',
  'carriage\rreturn',
  'both\r\n',
  '\u2028\u2029\u0085',
  'null\0byte',
  '\uFEFFmark inside',
  'accents éüß, 注文, 😀, 👩‍👩‍👧',
  '\\"backslash\\',
  "'apostrophe",
  '<script>&amp;</script>',
  '#comment',
  'x'.repeat(100_000),
];

/** Both readers must see the same cells. */
const readBoth = (file: Buffer, options: Partial<CsvOptions> = {}): string[][] => {
  const cells = nodeCsv(file, options);
  if (withoutPython === false) assert.deepEqual(pythonCsv(file, options.delimiter), cells);
  return cells;
};

const texts = [column(0, 'text'), column(1, 'text')];

describe('a CSV file', () => {
  for (const delimiter of [',', ';', '\t', '|'] as const) {
    for (const lineBreak of ['crlf', 'lf'] as const) {
      it(`gives two readers the same cells with ${JSON.stringify(delimiter)} and ${lineBreak}`, async () => {
        const rows = HOSTILE.map((text) => [text, `${text}|`] as const);
        const options: CsvSettings = { delimiter, lineBreak, formulaGuard: false };
        const { file } = await toCsv(texts, rows, options);
        assert.deepEqual(readBoth(file, { delimiter, lineBreak }), [['Field 0', 'Field 1'], ...rows]);
      });
    }
  }

  it('quotes only what RFC 4180 asks for', async () => {
    const { text } = await toCsv(texts, [
      ['a b', 'c;d|e\t.'],
      ['x,y', 'say "hi"'],
      ['1\n2', '1\r2'],
    ]);
    assert.equal(text, 'Field 0,Field 1\r\na b,c;d|e\t.\r\n"x,y","say ""hi"""\r\n"1\n2","1\r2"\r\n');
  });

  it('ends every line, the last too, as asked', async () => {
    assert.equal((await toCsv(texts, [['a', 'b']], { lineBreak: 'lf' })).text, 'Field 0,Field 1\na,b\n');
    assert.equal((await toCsv(texts, [['a', 'b']], { lineBreak: 'crlf' })).text, 'Field 0,Field 1\r\na,b\r\n');
  });

  it('begins with a byte order mark in the flavour for Excel and with none in the plain one', async () => {
    const excel = await toCsv(texts, [], { flavor: 'excel' });
    const plain = await toCsv(texts, [], { flavor: 'plain' });
    assert.deepEqual([...excel.file.subarray(0, 4)], [0xef, 0xbb, 0xbf, 0x46]);
    assert.equal(plain.file[0], 0x46);
    assert.deepEqual(excel.file.subarray(3), plain.file);
  });

  it('has its header without a row', async () => {
    assert.deepEqual(readBoth((await toCsv(texts, [])).file), [['Field 0', 'Field 1']]);
  });

  it('does not depend on how rows are cut into batches', async () => {
    const rows = HOSTILE.map((text, at) => [text, String(at)] as const);
    const whole = await toCsv(texts, rows);
    for (const batch of [1, 2, 7]) assert.deepEqual((await toCsv(texts, rows, { batch })).file, whole.file);
  });

  it('has an empty cell for a missing value and for an empty text', async () => {
    const { text } = await toCsv([...texts, column(2, 'integer')], [[null, '', null]]);
    assert.equal(text, 'Field 0,Field 1,Field 2\r\n,,\r\n');
  });

  it('writes a lone empty cell as two quotes, since readers skip blank lines', async () => {
    const { file, text } = await toCsv([column(0, 'text')], [['a'], [null], [''], ['b']]);
    assert.equal(text, 'Field 0\r\na\r\n""\r\n""\r\nb\r\n');
    assert.deepEqual(readBoth(file), [['Field 0'], ['a'], [''], [''], ['b']]);
  });

  it('writes a lone empty header so too', async () => {
    const { file } = await toCsv([column(0, 'text', { header: '' })], [['a']]);
    assert.deepEqual(readBoth(file), [[''], ['a']]);
  });

  it('quotes headers like cells', async () => {
    const header = 'Name, "full"\n(legal)';
    const { file } = await toCsv([column(0, 'text', { header }), column(1, 'text')], [['a', 'b']]);
    assert.deepEqual(readBoth(file)[0], [header, 'Field 1']);
  });

  it('carries JSON text through its quotes', async () => {
    const json = '{"a":[1,"x\\"y",12345678901234567890.5]}';
    const { file } = await toCsv([column(0, 'json'), column(1, 'json')], [[json, 'null']]);
    assert.deepEqual(readBoth(file)[1], [json, 'null']);
  });

  it('stays whole where SQLite kept text in a column of another type', async () => {
    const types = ['integer', 'decimal', 'datetime', 'date', 'time', 'biginteger'] as const;
    const columns = types.map((type, at) => column(at, type));
    const { file, warnings } = await toCsv(columns, [['a,b', '"', 'x\r\ny', '1,2', '\n', '=1+1']]);
    assert.deepEqual(readBoth(file)[1], ['a,b', '"', 'x\r\ny', '1,2', "'\n", "'=1+1"]);
    assert.deepEqual(warnings, { 'formulas-neutralised': 2 });
  });
});

describe('a to-many column in CSV', () => {
  const name = column(0, 'text', { key: 'tags.name', steps: [step('tags', 1, true)] });
  const rows = [
    ['a', [['x'], ['y;z'], [null], ['"q"']]],
    ['b', []],
    ['c', [['only']]],
  ];

  it('joins its cells with the separator and leaves missing ones out', async () => {
    const { file } = await toCsv([column(0, 'text'), name], rows);
    assert.deepEqual(readBoth(file).slice(1), [
      ['a', 'x; y;z; "q"'],
      ['b', ''],
      ['c', 'only'],
    ]);
  });

  it('takes any separator, and quotes what it makes necessary', async () => {
    const { file } = await toCsv([column(0, 'text'), name], rows, { separator: '\n' });
    assert.equal(readBoth(file)[1]?.[1], 'x\ny;z\n"q"');
  });

  it('is written as two quotes where it is empty and alone', async () => {
    const { text } = await toCsv([name], [['a', []]]);
    assert.equal(text, 'Field 0\r\n""\r\n');
  });

  it('is empty where a to-one hop before it leads nowhere', async () => {
    const deep = column(0, 'text', { steps: [step('city', 0, false), step('tags', 0, true)] });
    const { text } = await toCsv([deep, column(1, 'text')], [[null, 'x']]);
    assert.equal(text, 'Field 0,Field 1\r\n,x\r\n');
  });

  it('joins the cells of one kind of item, and the kinds of all', async () => {
    const zone = step('zone', 0, true);
    const columns = [
      column(0, 'text', { steps: [zone] }),
      column(0, 'text', { steps: [zone, { ...step('blocks.quote', 1, false), variantOf: '__component' }] }),
      column(0, 'integer', { steps: [zone, { ...step('blocks.gallery', 2, false), variantOf: '__component' }] }),
    ];
    const items = [
      ['blocks.quote', ['To be'], null],
      ['blocks.gallery', null, [12]],
      ['blocks.quote', ['or not'], null],
    ];
    const { file } = await toCsv(columns, [[items], [[]]]);
    assert.deepEqual(readBoth(file).slice(1), [
      ['blocks.quote; blocks.gallery; blocks.quote', 'To be; or not', '12'],
      ['', '', ''],
    ]);
  });

  it('is a number where its items are counted', async () => {
    const count = column(9, 'integer', { steps: [step('tags', 1, true)], list: 'count' });
    const { text } = await toCsv([column(0, 'text'), count], rows);
    assert.equal(text, 'Field 0,Field 9\r\na,4\r\nb,0\r\nc,1\r\n');
  });

  it("is the first item's cell where only that is shown, guarded and quoted like any other", async () => {
    const first = column(0, 'text', { steps: [step('tags', 0, true)], list: 'first' });
    const { file, warnings } = await toCsv([first], [[[['=1+1'], ['x']]], [[['a,b']]], [[[null], ['x']]], [[]]]);
    assert.deepEqual(readBoth(file).slice(1), [["'=1+1"], ['a,b'], [''], ['']]);
    assert.deepEqual(warnings, { 'formulas-neutralised': 1 });
  });

  it('has columns for its first items, and counts the values that are left without one', async () => {
    const places = [0, 1].map((at) =>
      column(0, 'text', { steps: [step('tags', 0, true)], list: 'item', item: { at, of: 2 } }),
    );
    const { file, warnings } = await toCsv(places, [[[['a'], ['=b'], ['c'], ['d']]], [[['a']]], [[]]]);
    assert.deepEqual(readBoth(file).slice(1), [
      ['a', "'=b"],
      ['a', ''],
      ['', ''],
    ]);
    assert.deepEqual(warnings, { 'formulas-neutralised': 1, 'items-left-out': 2 });
  });
});
