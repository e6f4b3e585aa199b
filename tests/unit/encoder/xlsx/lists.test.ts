import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Column, Row } from '../../../../shared/columns';
import { step } from '../../support';
import { cellValues, column, loadSheet, write } from './support';

const ORDERS = step('orders', 0, true);

describe('a list in a workbook', () => {
  it('is a number where its items are counted', async () => {
    const columns: Column[] = [
      column(99, 'integer', { steps: [ORDERS], list: 'count' }),
      column(99, 'integer', {
        steps: [ORDERS],
        list: 'count',
        format: { kind: 'number', decimals: 0, grouping: true },
      }),
    ];
    const orders = Array.from({ length: 1_200 }, (): Row => ['x']);
    const sheet = await loadSheet((await write(columns, [[orders], [[]]])).file);
    assert.deepEqual(cellValues(sheet.getRow(2)), [1_200, 1_200]);
    assert.deepEqual(cellValues(sheet.getRow(3)), [0, 0]);
    assert.equal(sheet.getCell('B2').numFmt, '#,##0');
  });

  it("is a cell of the column's type where only the first item is shown", async () => {
    const first = (index: number, rest: Partial<Column> & Pick<Column, 'type'>) =>
      column(index, rest.type, { steps: [ORDERS], list: 'first', ...rest });
    const columns: Column[] = [
      first(0, { type: 'integer', format: { kind: 'money', currency: 'EUR', storedAs: 'cents' } }),
      first(1, { type: 'datetime' }),
      first(2, { type: 'boolean' }),
      first(3, { type: 'decimal' }),
      first(4, { type: 'text' }),
    ];
    const orders: Row[] = [
      [1250, '2026-02-03T04:05:06.000Z', true, '0.5', 'a'],
      [1, null, false, '7', 'b'],
    ];
    const sheet = await loadSheet((await write(columns, [[orders], [[]]])).file);
    assert.deepEqual(cellValues(sheet.getRow(2)), [12.5, new Date('2026-02-03T04:05:06.000Z'), true, 0.5, 'a']);
    assert.equal(sheet.getCell('A2').numFmt, '[$EUR] #,##0.00');
    assert.equal(sheet.getRow(3).cellCount, 0);
    const widths = columns.map((_column, at) => Math.floor(sheet.getColumn(at + 1).width ?? 0));
    assert.equal(widths[1], 'yyyy-mm-dd hh:mm:ss'.length + 1, 'as wide as a date, not as its text');
  });

  it('joins the fields of one kind of item, and the kinds of all', async () => {
    const zone = step('zone', 0, true);
    const columns: Column[] = [
      column(0, 'text', { steps: [zone] }),
      column(0, 'integer', { steps: [zone, { ...step('blocks.quote', 1, false), variantOf: '__component' }] }),
      column(0, 'boolean', {
        steps: [zone, { ...step('blocks.gallery', 2, false), variantOf: '__component' }],
        format: { kind: 'boolean', true: 'yes', false: 'no' },
      }),
    ];
    const items: Row[] = [
      ['blocks.quote', [5], null],
      ['blocks.gallery', null, [true]],
      ['blocks.quote', [3], null],
      ['blocks.gallery', null, [false]],
    ];
    const sheet = await loadSheet((await write(columns, [[items]])).file);
    assert.deepEqual(cellValues(sheet.getRow(2)), [
      'blocks.quote, blocks.gallery, blocks.quote, blocks.gallery',
      '5, 3',
      'yes, no',
    ]);
  });
});
