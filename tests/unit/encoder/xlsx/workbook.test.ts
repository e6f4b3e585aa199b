import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Column, Row } from '../../../../shared/columns';
import { cellValues, column, load, loadSheet, readArchive, sheetXml, withoutPython, write } from './support';

const columns: Column[] = [
  column(0, 'text', { header: 'Name' }),
  column(1, 'integer', { header: 'Age' }),
  column(2, 'boolean', { header: 'Active' }),
];

describe('an XLSX workbook', () => {
  it('holds text, numbers and booleans as cells of their type', async () => {
    const rows: Row[] = [
      ['Ada', 36, true],
      ['Grace', '85', false],
    ];
    const sheet = await loadSheet((await write(columns, rows)).file);
    assert.deepEqual(
      [1, 2, 3].map((number) => cellValues(sheet.getRow(number))),
      [
        ['Name', 'Age', 'Active'],
        ['Ada', 36, true],
        ['Grace', 85, false],
      ],
    );
  });

  it('has no cell where a value is null or an empty text', { skip: withoutPython }, async () => {
    const xml = sheetXml((await write(columns, [['', null, null]])).file);
    assert.match(xml, /<row r="2"><\/row>/);
  });

  it('shows its header bold on a colour, frozen, with a filter over the whole table', async () => {
    const sheet = await loadSheet((await write(columns, [['Ada', 36, true]])).file);
    const header = sheet.getCell('A1');
    assert.equal(header.font.bold, true);
    assert.equal(header.fill.type === 'pattern' && header.fill.pattern, 'solid');
    assert.equal(sheet.getCell('A2').font, undefined);
    assert.deepEqual(
      sheet.views.map(({ state }) => state),
      ['frozen'],
    );
    assert.equal(sheet.autoFilter, 'A1:C2');
  });

  it('names the filtered table the way Excel does', { skip: withoutPython }, async () => {
    const { file } = await write(columns, [['Ada', 36, true]], { sheetName: "Q&A of '26 x" });
    assert.match(
      readArchive(file).parts['xl/workbook.xml'] ?? '',
      /<definedName name="_xlnm\._FilterDatabase" localSheetId="0" hidden="1">'Q&amp;A of ''26 x'!\$A\$1:\$C\$2</,
    );
  });

  it('is valid without a row', async () => {
    const sheet = await loadSheet((await write(columns, [])).file);
    assert.equal(sheet.rowCount, 1);
    assert.equal(sheet.autoFilter, 'A1:C1');
    assert.equal(sheet.getCell('B1').value, 'Age');
  });

  it('is valid without a column', { skip: withoutPython }, async () => {
    const { file } = await write([], [[]]);
    assert.equal((await loadSheet(file)).rowCount, 2);
    assert.doesNotMatch(sheetXml(file), /autoFilter|<cols>/);
    assert.doesNotMatch(readArchive(file).parts['xl/workbook.xml'] ?? '', /definedNames/);
  });

  it('sets column widths by header and first rows within bounds', async () => {
    const wide = [
      column(0, 'text', { header: 'A' }),
      column(1, 'text', { header: 'B' }),
      column(2, 'text', { header: 'A header of thirty characters.' }),
      column(3, 'datetime'),
      column(4, 'text'),
      column(5, 'text'),
    ];
    const row: Row = [
      'x',
      'y'.repeat(500),
      '',
      '2026-01-01T00:00:00.000Z',
      'first\nsecond, longer line',
      '日本語の長い見出し',
    ];
    const sheet = await loadSheet((await write(wide, [row])).file);
    const widths = wide.map((_column, at) => Math.floor(sheet.getColumn(at + 1).width ?? 0));
    assert.deepEqual(widths, [8, 60, 33, 20, 19, 18]);
  });

  it('gives a column the width it asks for, within what Excel has', async () => {
    const asked = [3.5, 120, 1_000, 0].map((width, at) => column(at, 'text', { header: 'A long header', width }));
    const sheet = await loadSheet((await write(asked, [['x'.repeat(50), 'y', '', '']])).file);
    const widths = asked.map((_column, at) => Math.floor((sheet.getColumn(at + 1).width ?? 0) * 10) / 10);
    assert.deepEqual(widths, [4.2, 120.7, 250.7, 1.7]);
  });

  it('continues on further sheets with their own header when one is full', async () => {
    const rows: Row[] = Array.from({ length: 25 }, (_value, at) => [`row ${at}`, at, true]);
    const { file } = await write(columns, rows, { seams: { maxRows: 11 }, batch: 7 });
    const { worksheets } = await load(file);
    assert.deepEqual(
      worksheets.map(({ name }) => name),
      ['Data', 'Data (2)', 'Data (3)'],
    );
    assert.deepEqual(
      worksheets.map(({ rowCount }) => rowCount),
      [11, 11, 6],
    );
    assert.deepEqual(
      worksheets.map(({ autoFilter }) => autoFilter),
      ['A1:C11', 'A1:C11', 'A1:C6'],
    );
    for (const sheet of worksheets) assert.equal(sheet.getCell('A1').value, 'Name');
    assert.equal(worksheets[1]?.getCell('A2').value, 'row 10');
    assert.equal(worksheets[2]?.getCell('A6').value, 'row 24');
  });

  it('begins no further sheet when the last row just fits', async () => {
    const rows: Row[] = Array.from({ length: 10 }, (_value, at) => [`row ${at}`, at, true]);
    const { file } = await write(columns, rows, { seams: { maxRows: 11 } });
    assert.equal((await load(file)).worksheets.length, 1);
  });

  it('refuses more columns than Excel has', async () => {
    const many = Array.from({ length: 16_385 }, (_value, at) => column(at, 'text'));
    await assert.rejects(write(many, []), /at most 16384 columns; 16385/);
  });

  it('accepts as many columns as Excel has', { skip: withoutPython }, async () => {
    const many = Array.from({ length: 16_384 }, (_value, at) => column(at, 'integer'));
    const xml = sheetXml((await write(many, [many.map((_column, at) => at)])).file);
    assert.match(xml, /<c r="XFD2"><v>16383<\/v><\/c><\/row>/);
    assert.match(xml, /<autoFilter ref="A1:XFD2"\/>/);
  });

  it('is the same bytes for the same rows at the same time', async () => {
    const seams = { now: () => new Date('2026-02-03T04:05:06.789Z') };
    const rows: Row[] = [['Ada', 36, true]];
    assert.deepEqual((await write(columns, rows, { seams })).file, (await write(columns, rows, { seams })).file);
  });

  it('gets smaller with a higher compression level', async () => {
    const rows: Row[] = Array.from({ length: 5_000 }, (_value, at) => [`name ${at * 7919}`, at, at % 3 === 0]);
    const fast = await write(columns, rows, { compressionLevel: 1 });
    const small = await write(columns, rows, { compressionLevel: 9 });
    assert.ok(small.file.length < fast.file.length);
    assert.deepEqual(
      (await loadSheet(small.file)).getRow(5_001).values,
      (await loadSheet(fast.file)).getRow(5_001).values,
    );
  });

  it('joins the items of a to-many column, each as its text', async () => {
    const step = (index: number, many: boolean) => ({ name: 'hop', index, many });
    const joined: Column[] = [
      column(0, 'text', { steps: [step(0, true)] }),
      column(1, 'decimal', { steps: [step(0, true)], format: { kind: 'money', currency: 'EUR', storedAs: 'cents' } }),
      column(0, 'text', { steps: [step(1, false)] }),
      column(2, 'boolean', { steps: [step(0, true)] }),
    ];
    const tags: Row[] = [
      ['red', 1250, true],
      [null, null, null],
      ['blue', 5, false],
    ];
    const rows: Row[] = [
      [tags, ['Paris']],
      [[], null],
    ];
    const sheet = await loadSheet((await write(joined, rows, { separator: ' | ' })).file);
    assert.deepEqual(cellValues(sheet.getRow(2)), ['red | blue', '12.50 | 0.05', 'Paris', 'true | false']);
    assert.equal(sheet.getRow(3).cellCount, 0);
  });
});
