import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cell } from '../../../shared/columns';
import { raisePoint } from '../../../server/src/encoder/decimal-text';
import { createJsonEncoder } from '../../../server/src/encoder/json';
import { createPercentText } from '../../../server/src/encoder/percent-text';
import { percent } from '../../../server/src/exporter';
import { formatOf } from '../../../server/src/plan/column-format';
import { parseRequest } from '../../../server/src/request/parse';
import { column, encode, nodeCsv, step, toCsv } from '../support';

const text = (cell: Cell, decimals: number): string => createPercentText({ kind: 'percent', decimals })(cell);

describe('moving the decimal point to the right', () => {
  const moves: readonly (readonly [text: string, places: number, moved: string])[] = [
    ['0.125', 2, '12.5'],
    ['0.05', 2, '5'],
    ['0.001', 2, '0.1'],
    ['-0.001', 2, '-0.1'],
    ['5', 2, '500'],
    ['-5', 2, '-500'],
    ['0', 2, '0'],
    ['1.5', 2, '150'],
    ['12.34', 0, '12.34'],
    ['9007199254740993.123456789', 2, '900719925474099312.3456789'],
  ];
  for (const [before, places, moved] of moves) {
    it(`makes ${moved} of ${before} by ${places}`, () => {
      assert.equal(raisePoint(before, places), moved);
    });
  }
});

describe('percent text', () => {
  it('is the hundredfold with as many decimals as asked for, of numbers and of their digits', () => {
    assert.deepEqual(
      [0.125, '0.125', 1, '-0.5', 0, '0.0005', 0.07, 12.5].map((cell) => text(cell, 1)),
      ['12.5%', '12.5%', '100.0%', '-50.0%', '0.0%', '0.1%', '7.0%', '1250.0%'],
    );
  });

  it('is rounded half away from zero, exactly, where a double would err', () => {
    assert.equal(text('0.0005', 1), '0.1%');
    assert.equal(text('-0.0005', 1), '-0.1%');
    assert.equal(text('0.00499999999999999999999', 0), '0%');
    assert.equal(text('-0.004', 0), '0%');
    // 1.005 * 100 is 100.49999999999999 in doubles.
    assert.equal(text(1.005, 0), '101%');
    assert.equal(text('90071992547409.93127', 2), '9007199254740993.13%');
  });

  it('reads numbers that JavaScript prints with an exponent', () => {
    assert.equal(text(1e21, 0), '100000000000000000000000%');
    assert.equal(text(4e-7, 5), '0.00004%');
  });

  it('leaves what is no number as it is', () => {
    for (const cell of ['NaN', 'soon', '', '1,5', '=1+1']) assert.equal(text(cell, 1), cell);
  });
});

describe('a percentage in CSV', () => {
  const share = column(0, 'decimal', { format: { kind: 'percent', decimals: 1 } });

  it('is bare and not taken for a formula, whatever its sign and the delimiter', async () => {
    const rows = [[0.125], ['-0.125'], [-1], ['0.3333'], [null]];
    for (const delimiter of [',', ';', '\t', '|'] as const) {
      const { text: csv, warnings } = await toCsv(
        [share, column(1, 'text')],
        rows.map((row) => [...row, 'x']),
        { delimiter },
      );
      const cells = csv
        .split('\r\n')
        .slice(1, 6)
        .map((line) => line.split(delimiter)[0]);
      assert.deepEqual(cells, ['12.5%', '-12.5%', '-100.0%', '33.3%', '']);
      assert.deepEqual(warnings, {});
    }
  });

  it('is guarded where SQLite kept text in its column', async () => {
    const { file, warnings } = await toCsv([share, column(1, 'text')], [['=1+1', 'x']]);
    assert.equal(nodeCsv(file)[1]?.[0], "'=1+1");
    assert.deepEqual(warnings, { 'formulas-neutralised': 1 });
  });

  it('is shown item by item where it is joined', async () => {
    const { file } = await toCsv([{ ...share, steps: [step('parts', 0, true)] }], [[[['0.5'], [null], [0.001]]]]);
    assert.equal(nodeCsv(file)[1]?.[0], '50.0%; 0.1%');
  });
});

describe('a percent format', () => {
  it('leaves JSON the stored number', async () => {
    const share = column(0, 'decimal', { key: 'share', format: { kind: 'percent', decimals: 1 } });
    const options = { root: 'data', metadata: null, trailingCount: null, pretty: false };
    const { text: json } = await encode((input) => createJsonEncoder({ ...input, ...options }), [share], [['0.12345']]);
    assert.equal(json, '{"data":[{"share":0.12345}]}');
  });

  it('is what a request takes, also from a query string', () => {
    const columns = [{ path: 'share', format: percent(1) }];
    const request = (decimals: unknown) =>
      parseRequest({
        exporter: 'api::order.order',
        format: 'csv',
        columns: [{ path: 'share', format: { kind: 'percent', decimals } }],
      });
    assert.deepEqual(request(1).columns, columns);
    assert.deepEqual(request('1').columns, columns);
    for (const wrong of [-1, 16, 1.5, 'many', undefined]) assert.throws(() => request(wrong));
  });

  it('fits numbers alone', () => {
    const format = percent(0);
    const attempt = (type: Parameters<typeof formatOf>[1]) => formatOf({ path: 'a', format }, type, {}, 'columns.0');
    for (const type of ['integer', 'biginteger', 'decimal', 'float'] as const) assert.equal(attempt(type), format);
    for (const type of ['text', 'boolean', 'date', 'json'] as const) assert.throws(() => attempt(type));
  });
});
