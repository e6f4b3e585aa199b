import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Row } from '../../../../shared/columns';
import type { SummaryLayout, SummaryTable } from '../../../../shared/summary';
import { withoutOpenpyxl } from '../../../conformance/support/readers';
import { readWithPython } from '../../support';
import { figure, table } from '../summary/support';
import { column, readArchive, withoutPython, write } from './support';

const city = column(0, 'text', { header: 'City' });
const price = column(1, 'integer', { format: { kind: 'money', currency: 'EUR', storedAs: 'cents' } });
const columns = [city, price];

const rows: Row[] = [
  ['Rome', 1250],
  ['Bonn & <Köln>', 999],
  ['Rome', 5],
  ["L'Aquila", null],
];

const byCity = (chart: SummaryTable['chart'], rest: Partial<SummaryTable> = {}): SummaryTable =>
  table({
    title: 'Revenue <by> city',
    groupLabel: 'City',
    group: { kind: 'cell', column: city },
    measures: [figure({ kind: 'sum', column: price }, 'Revenue'), figure({ kind: 'count' }, 'Bookings')],
    chart,
    ...rest,
  });

const summaryOf = (...tables: readonly SummaryTable[]): SummaryLayout => ({
  name: "Q&A of '26",
  title: 'Bookings',
  figures: [],
  tables,
});

const partsOf = async (summary: SummaryLayout, documents = rows): Promise<Readonly<Record<string, string>>> =>
  readArchive((await write(columns, documents, { summary })).file).parts;

const READ_CHARTS = `
import io, json, sys
import openpyxl
book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
def series(chart):
    [one] = chart.series
    return {
        "kind": type(chart).__name__,
        "title": chart.title.tx.rich.p[0].r[0].t,
        "name": [one.tx.strRef.f, [point.v for point in one.tx.strRef.strCache.pt]],
        "categories": [one.cat.strRef.f, [point.v for point in one.cat.strRef.strCache.pt]],
        "values": [one.val.numRef.f, one.val.numRef.numCache.formatCode, [[p.idx, p.v] for p in one.val.numRef.numCache.pt]],
        "at": [chart.anchor._from.col, chart.anchor._from.row],
    }
def cells(reference):
    name, range = reference.rsplit("!", 1)
    rows = book[name.strip("'").replace("''", "'")][range.replace("$", "")]
    return [cell.value for row in (rows if isinstance(rows, tuple) else ((rows,),)) for cell in row]
charts = [series(chart) for sheet in book.worksheets for chart in sheet._charts]
print(json.dumps([{**chart, "cells": [cells(chart[key][0]) for key in ("name", "categories", "values")]} for chart in charts]))
`;

interface ReadChart {
  readonly kind: string;
  readonly title: string;
  readonly name: readonly unknown[];
  readonly categories: readonly unknown[];
  readonly values: readonly unknown[];
  readonly at: readonly [column: number, row: number];
  readonly cells: readonly unknown[];
}

const readCharts = async (summary: SummaryLayout, documents = rows): Promise<readonly ReadChart[]> =>
  readWithPython(READ_CHARTS, (await write(columns, documents, { summary })).file) as ReadChart[];

describe('a chart', () => {
  it('is native and refers to the cells of its table, as openpyxl sees it', { skip: withoutOpenpyxl }, async () => {
    const [bar, pie, ...others] = await readCharts(summaryOf(byCity('bar'), byCity(null), byCity('pie', { top: 2 })));
    assert.deepEqual(others, []);
    const sheet = "'Q&A of ''26'!";
    assert.deepEqual(bar, {
      kind: 'BarChart',
      title: 'Revenue <by> city',
      name: [`${sheet}$B$4`, ['Revenue']],
      categories: [`${sheet}$A$5:$A$7`, ['Bonn & <Köln>', "L'Aquila", 'Rome']],
      values: [
        `${sheet}$B$5:$B$7`,
        '[$EUR] #,##0.00',
        [
          [0, 9.99],
          [2, 12.55],
        ],
      ],
      at: [4, 2],
      cells: [['Revenue'], ['Bonn & <Köln>', "L'Aquila", 'Rome'], [9.99, null, 12.55]],
    });
    assert.equal(pie?.kind, 'PieChart');
    assert.deepEqual(pie.cells, [['Revenue'], ['Rome', 'Bonn & <Köln>'], [12.55, 9.99]]);
    assert.ok(pie.at[1] > bar.at[1] + 15, 'the charts do not cover each other');
  });

  it('has parts that are declared and found', { skip: withoutPython }, async () => {
    const parts = await partsOf(summaryOf(byCity('bar'), byCity('pie')));
    const types = parts['[Content_Types].xml'] ?? '';
    const drawn = ['xl/drawings/drawing1.xml', 'xl/charts/chart1.xml', 'xl/charts/chart2.xml'];
    for (const path of drawn) {
      assert.ok(parts[path], path);
      assert.ok(types.includes(`<Override PartName="/${path}"`), path);
    }
    assert.match(parts['xl/worksheets/sheet2.xml'] ?? '', /<drawing [^>]*r:id="rId1"\/><\/worksheet>$/);
    assert.match(
      parts['xl/worksheets/_rels/sheet2.xml.rels'] ?? '',
      /Id="rId1"[^>]*Target="..\/drawings\/drawing1.xml"/,
    );
    const targets = (parts['xl/drawings/_rels/drawing1.xml.rels'] ?? '').match(/Target="[^"]*"/g);
    assert.deepEqual(targets, ['Target="../charts/chart1.xml"', 'Target="../charts/chart2.xml"']);
  });

  it('has its elements in the order of the standard', { skip: withoutPython }, async () => {
    const parts = await partsOf(summaryOf(byCity('bar'), byCity('pie')));
    const order = (path: string, parent: string): string[] => {
      const body = new RegExp(`<c:${parent}>(.*?)</c:${parent}>`, 's').exec(parts[path] ?? '')?.[1] ?? '';
      // Children only: what is within them is taken out first.
      let flat = body;
      for (let before = ''; before !== flat;) {
        before = flat;
        flat = flat.replace(/<(c|a):(\w+)[^>/]*>([^<]|<(?:c|a):\w+[^>]*\/>)*<\/\1:\2>/g, '<$1:$2/>');
      }
      return [...flat.matchAll(/<c:(\w+)/g)].map(([, name]) => name ?? '');
    };
    assert.deepEqual(order('xl/charts/chart1.xml', 'ser'), [
      ...['idx', 'order', 'tx', 'spPr', 'invertIfNegative', 'dLbls', 'cat', 'val'],
    ]);
    assert.deepEqual(order('xl/charts/chart1.xml', 'valAx'), [
      ...['axId', 'scaling', 'delete', 'axPos', 'majorGridlines', 'numFmt', 'majorTickMark', 'minorTickMark'],
      ...['tickLblPos', 'spPr', 'crossAx', 'crosses', 'crossBetween'],
    ]);
    assert.deepEqual(order('xl/charts/chart2.xml', 'ser'), [
      ...['idx', 'order', 'tx', 'dPt', 'dPt', 'dPt', 'dLbls', 'cat', 'val'],
    ]);
  });

  it('shows at most 25 groups', { skip: withoutOpenpyxl }, async () => {
    const many = Array.from({ length: 40 }, (_row, at): Row => [`city ${at}`, at * 100]);
    const [chart] = await readCharts(summaryOf(byCity('bar', { top: 30 })), many);
    assert.equal((chart?.categories[1] as unknown[]).length, 25);
    assert.deepEqual((chart?.cells[2] as unknown[]).slice(0, 2), [39, 38]);
  });

  it('is not there without a group or a measure', { skip: withoutPython }, async () => {
    for (const parts of [
      await partsOf(summaryOf(byCity('bar')), []),
      await partsOf(summaryOf(byCity('pie', { measures: [] }))),
    ]) {
      assert.deepEqual(
        Object.keys(parts).filter((path) => /chart|drawing/.test(path)),
        [],
      );
      assert.doesNotMatch(parts['xl/worksheets/sheet2.xml'] ?? '', /drawing/);
    }
  });

  it('begins at zero unless bars go below it', { skip: withoutPython }, async () => {
    const chart = async (documents: Row[]) =>
      (await partsOf(summaryOf(byCity('bar')), documents))['xl/charts/chart1.xml'] ?? '';
    assert.match(await chart(rows), /<c:orientation val="minMax"\/><c:min val="0"\/><\/c:scaling>/);
    assert.doesNotMatch(await chart([...rows, ['Bonn', -5]]), /<c:min /);
  });

  it('has no number where its cell is text', { skip: withoutPython }, async () => {
    const latest = byCity('bar', { measures: [figure({ kind: 'max', column: city }, 'Last')] });
    const xml = (await partsOf(summaryOf(latest)))['xl/charts/chart1.xml'] ?? '';
    assert.match(xml, /<c:formatCode>General<\/c:formatCode><c:ptCount val="3"\/><\/c:numCache>/);
  });

  it('keeps what XML cannot carry out of its texts, and cuts long names', { skip: withoutPython }, async () => {
    const hostile: Row[] = [[`a\u0001_x0041_${'b'.repeat(300)}`, 100]];
    const parts = await partsOf(summaryOf(byCity('bar', { title: 'T\u0001"\n' })), hostile);
    const xml = parts['xl/charts/chart1.xml'] ?? '';
    assert.match(xml, /<c:v>a\uFFFD_x005F_x0041_b{246}<\/c:v>/);
    assert.match(xml, /<a:t>T\uFFFD"\n<\/a:t>/);
    assert.match(parts['xl/drawings/drawing1.xml'] ?? '', /descr="T\uFFFD&quot;&#10;"/);
  });
});
