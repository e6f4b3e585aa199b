import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { column, loadSheet, roundTrip, sheetXml, withoutPython, write } from './support';

const text = column(0, 'text');

describe('a text cell', () => {
  const unchanged = [
    '=1+1',
    '=HYPERLINK("http://example.com")',
    '+49 30 1234',
    '@SUM(A1)',
    '00123',
    'ümläut 日本語 😀👩‍👩‍👧',
    `<b>"quotes" & 'apostrophes'</b>`,
    ']]>',
    '&amp; stays &lt;escaped&gt;',
    'two\nlines',
    'Windows\r\nlines\rand\ta tab',
    '  blanks  around  ',
    '\n',
    'snake_xylophone_case',
    'C1 \u0085 and \u009F',
  ];

  it('is read back as it was', async () => {
    const cells = await roundTrip(text, unchanged);
    assert.deepEqual(
      cells.map(({ value }) => value),
      unchanged,
    );
  });

  it('is never a formula', async () => {
    for (const cell of await roundTrip(text, unchanged)) assert.equal(cell.formula, undefined);
  });

  it(
    'escapes what looks like an escape of Excel, so that readers after the standard give it back',
    {
      skip: withoutPython,
    },
    async () => {
      const escapes = ['_x0041_', '_x0041_x0042_', '_x005F_x0041_', '_xabcd_', '__x0041__', '_x004_', '_X0041_'];
      const xml = sheetXml(
        (
          await write(
            [text],
            escapes.map((cell) => [cell]),
          )
        ).file,
      );
      const written = [...xml.matchAll(/<c r="A\d+" t="inlineStr"><is><t>(.*?)<\/t>/g)].map(
        ([, element]) => element ?? '',
      );
      // exceljs reads these only in shared strings, so ST_Xstring (ECMA-376 part 1, 22.9.2.19) is decoded here.
      const decode = (element: string): string =>
        element.replace(/_x([0-9A-Fa-f]{4})_/g, (_escape, code: string) => String.fromCharCode(parseInt(code, 16)));
      assert.deepEqual(written.map(decode), escapes);
      assert.equal(written[1], '_x005F_x0041_x005F_x0042_');
    },
  );

  it('keeps white space that XML readers may drop', { skip: withoutPython }, async () => {
    const rows = [[' a'], ['a '], ['a  b'], ['a\nb'], ['a b']];
    const xml = sheetXml((await write([text], rows)).file);
    assert.equal(xml.match(/xml:space="preserve"/g)?.length, 4);
    assert.match(xml, /<t>a b<\/t>/);
  });

  it('shows characters that XML cannot carry as U+FFFD and counts the cells', async () => {
    const hostile = ['a\0b\x1Fc', '\uD800 alone', 'reversed \uDE00\uD83D', '\uFFFE\uFFFF', 'fine 😀'];
    const { file, warnings } = await write(
      [text],
      hostile.map((cell) => [cell]),
    );
    const sheet = await loadSheet(file);
    assert.deepEqual(
      hostile.map((_cell, at) => sheet.getCell(at + 2, 1).value),
      ['a\uFFFDb\uFFFDc', '\uFFFD alone', 'reversed \uFFFD\uFFFD', '\uFFFD\uFFFD', 'fine 😀'],
    );
    assert.deepEqual(warnings, { 'characters-replaced': 4 });
  });

  it('is cut at 32,767 units, never inside a character, and counted', async () => {
    const long = ['x'.repeat(40_000), `${'x'.repeat(32_766)}😀`, 'y'.repeat(32_767), '😀'.repeat(20_000)];
    const { file, warnings } = await write(
      [text],
      long.map((cell) => [cell]),
    );
    const sheet = await loadSheet(file);
    const lengths = long.map((_cell, at) => sheet.getCell(at + 2, 1).text.length);
    assert.deepEqual(lengths, [32_767, 32_766, 32_767, 32_766]);
    assert.deepEqual(warnings, { 'cells-cut': 3 });
  });

  it('keeps a header with markup and control characters readable', async () => {
    const { file, warnings } = await write([column(0, 'text', { header: '<Price> & "cost"\x07' })], []);
    assert.equal((await loadSheet(file)).getCell('A1').value, '<Price> & "cost"\uFFFD');
    assert.deepEqual(warnings, { 'characters-replaced': 1 });
  });

  it('shows JSON as its text', async () => {
    const [cell] = await roundTrip(column(0, 'json'), ['{"a":[1,"<x>"]}']);
    assert.equal(cell?.value, '{"a":[1,"<x>"]}');
  });
});
