import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Row } from '../../../../shared/columns';
import { createSummary } from '../../../../server/src/encoder/summary';
import { column, step } from '../../support';
import { figure, gather, groupsOf, table } from './support';

const city = column(0, 'text');
const price = column(1, 'decimal');
const sum = figure({ kind: 'sum', column: price });
const count = figure({ kind: 'count' });

const rows: Row[] = [
  ['Rome', '10.5'],
  ['Bonn', 5],
  ['Rome', null],
  [null, 7],
  ['Bonn', '5'],
  ['', 1],
  ['Aix', null],
];

describe('a table of groups', () => {
  it('has all groups by name, the one of missing values last', () => {
    assert.deepEqual(groupsOf(table({ group: { kind: 'cell', column: city }, measures: [sum, count] }), rows), [
      ['Aix', null, 1],
      ['Bonn', '10', 2],
      ['Rome', '10.5', 2],
      ['(empty)', '8', 2],
    ]);
  });

  it('has the largest by its first measure, those without a value last and equal ones by name', () => {
    const top = (most: number, measures = [sum, count]) =>
      groupsOf(table({ group: { kind: 'cell', column: city }, top: most, measures }), rows).map(([label]) => label);
    assert.deepEqual(top(3), ['Rome', 'Bonn', '(empty)']);
    assert.deepEqual(top(10), ['Rome', 'Bonn', '(empty)', 'Aix']);
    assert.deepEqual(top(10, [count]), ['Bonn', 'Rome', '(empty)', 'Aix']);
    assert.deepEqual(top(2, []), ['Aix', 'Bonn']);
  });

  it('compares sums exactly and first dates by time', () => {
    const group = { kind: 'cell', column: city } as const;
    const large: Row[] = [
      ['a', '9007199254740992'],
      ['b', '9007199254740993'],
    ];
    assert.deepEqual(groupsOf(table({ group, measures: [sum], top: 1 }), large), [['b', '9007199254740993']]);
    const latest = figure({ kind: 'max', column: column(1, 'date') });
    const dated: Row[] = [
      ['a', '2025-12-31'],
      ['b', '2026-01-01'],
    ];
    assert.deepEqual(groupsOf(table({ group, measures: [latest], top: 1 }), dated), [['b', '2026-01-01']]);
  });

  it('sorts names as people do, and numbers and dates as what they are', () => {
    const labels = (type: 'text' | 'integer' | 'date', cells: readonly string[], pattern?: string) =>
      groupsOf(
        table({
          group: { kind: 'cell', column: column(0, type, pattern ? { format: { kind: 'date', pattern } } : {}) },
        }),
        cells.map((cell) => [cell]),
      ).map(([label]) => label);
    assert.deepEqual(labels('text', ['Room 10', 'zoo', 'Éclair', 'Room 2', 'apple']), [
      ...['apple', 'Éclair', 'Room 2', 'Room 10', 'zoo'],
    ]);
    assert.deepEqual(labels('integer', ['10', '9', '-1']), ['-1', '9', '10']);
    assert.deepEqual(labels('date', ['2026-01-31', '2025-02-01'], 'dd.MM.yyyy'), ['01.02.2025', '31.01.2026']);
  });

  it('puts together what its column shows alike', () => {
    const shown = column(0, 'datetime', { format: { kind: 'date', pattern: 'yyyy-MM' } });
    const moments: Row[] = [['2026-01-31T22:30:00.000Z'], ['2026-01-31T23:30:00.000Z'], ['2026-02-10T00:00:00.000Z']];
    const byMonth = table({ group: { kind: 'cell', column: shown } });
    assert.deepEqual(groupsOf(byMonth, moments, 'Europe/Berlin'), [
      ['2026-01', 1],
      ['2026-02', 2],
    ]);
    const words = column(0, 'boolean', { format: { kind: 'boolean', true: 'yes', false: 'no' } });
    assert.deepEqual(groupsOf(table({ group: { kind: 'cell', column: words } }), [[true], [false], [true]]), [
      ['no', 1],
      ['yes', 2],
    ]);
  });

  it('has no group without a row', () => {
    assert.deepEqual(groupsOf(table({ group: { kind: 'cell', column: city } }), []), []);
  });
});

describe('a table by the items of a list', () => {
  const orders = step('orders', 1, true);
  const product = step('product', 1, false);
  const byProduct = table({
    group: { kind: 'cell', column: column(0, 'text', { steps: [orders, product] }) },
    measures: [
      count,
      figure({ kind: 'sum', column: column(0, 'decimal', { steps: [orders] }) }),
      figure({ kind: 'sum', column: column(2, 'decimal') }),
      figure({ kind: 'sum', column: column(0, 'decimal', { steps: [orders], list: 'count' }) }),
    ],
  });

  it('gives each item a place, where measures over the list look at that item alone', () => {
    const documents: Row[] = [
      [
        'A',
        [
          [3, ['pen']],
          [4, ['ink']],
          [5, ['pen']],
        ] as Row[],
        100,
      ],
      [
        'B',
        [
          [7, ['pen']],
          [1, null],
        ] as Row[],
        10,
      ],
    ];
    assert.deepEqual(groupsOf(byProduct, documents), [
      ['ink', 1, '4', '100', '3'],
      ['pen', 3, '15', '210', '8'],
      ['(empty)', 1, '1', '10', '2'],
    ]);
  });

  it('gives a document without items one place, as an outer join does', () => {
    assert.deepEqual(groupsOf(byProduct, [['A', [], 100]]), [['(empty)', 1, null, '100', '0']]);
    const [a, b] = [step('a', 0, true), step('b', 1, true)];
    const nested = table({
      group: { kind: 'cell', column: column(0, 'text', { steps: [a, b] }) },
      measures: [
        count,
        figure({ kind: 'sum', column: column(0, 'integer', { steps: [a] }) }),
        figure({ kind: 'sum', column: column(1, 'integer', { steps: [a, b] }) }),
      ],
    });
    const [x, y]: readonly Row[] = [
      ['x', 10],
      ['y', 20],
    ];
    assert.deepEqual(groupsOf(nested, [[[[1, [x, y]] as Row, [2, []] as Row]]]), [
      ['x', 1, '1', '10'],
      ['y', 1, '1', '20'],
      ['(empty)', 1, '2', null],
    ]);
  });

  it('gives items of another kind no place', () => {
    const quote = { ...step('blocks.quote', 1, false), variantOf: '__component' };
    const byAuthor = table({
      group: { kind: 'cell', column: column(0, 'text', { steps: [step('zone', 0, true), quote] }) },
    });
    const documents: Row[] = [[[['q', ['Ada']] as Row, ['g', null] as Row]], [[['g', null] as Row]]];
    const expected = [
      ['Ada', 1],
      ['(empty)', 1],
    ];
    assert.deepEqual(groupsOf(byAuthor, documents), expected);
    const behindHop = column(0, 'text', { steps: [step('items', 0, true), step('block', 0, false), quote] });
    const hops = documents.map(([zone]): Row => [(zone as Row[]).map((item): Row => [item])]);
    assert.deepEqual(groupsOf(table({ group: { kind: 'cell', column: behindHop } }), hops), expected);
  });
});

describe('a table by entries', () => {
  const extras = column(0, 'json');
  const byExtra = table({
    group: { kind: 'entries', column: extras },
    measures: [figure({ kind: 'value' }), count, sum],
  });

  it('has a group for each key, with the exact sum of its numbers', () => {
    const documents: Row[] = [
      ['{"breakfast":0.1,"spa":20}', 1],
      ['{"breakfast":0.2,"bed 10":"1.5","bed 9":null}', '2.5'],
      ['{"":3}', 4],
    ];
    assert.deepEqual(groupsOf(byExtra, documents), [
      ['bed 9', null, 1, '2.5'],
      ['bed 10', '1.5', 1, '2.5'],
      ['breakfast', '0.3', 2, '3.5'],
      ['spa', '20', 1, '1'],
      ['(empty)', '3', 1, '4'],
    ]);
  });

  it('gives a document without entries no place, whatever stands there', () => {
    const cells = [null, '{}', '[1,2]', '7', '"{}"', '{broken', 'null'];
    assert.deepEqual(
      groupsOf(
        byExtra,
        cells.map((cell) => [cell, 1]),
      ),
      [],
    );
  });

  it('knows keys that objects have by themselves', () => {
    assert.deepEqual(groupsOf(byExtra, [['{"__proto__":1,"constructor":2}', 0]]), [
      ['__proto__', '1', 1, '0'],
      ['constructor', '2', 1, '0'],
    ]);
  });

  it('takes the entries of every item of a list', () => {
    const steps = [step('items', 0, true)];
    const byItem = table({
      group: { kind: 'entries', column: column(0, 'json', { steps }) },
      measures: [figure({ kind: 'value' })],
    });
    assert.deepEqual(groupsOf(byItem, [[[['{"a":1}'], ['{"a":2,"b":3}'], [null]]]]), [
      ['a', '3'],
      ['b', '3'],
    ]);
  });
});

describe('a summary of very many different values', () => {
  const layout = {
    figures: [figure({ kind: 'distinct', column: city })],
    tables: [table({ group: { kind: 'cell', column: city }, measures: [count, sum] })],
  };

  it('has one group for what comes after the 10,000th, and counts its places', () => {
    const many = Array.from({ length: 10_500 }, (_row, at): Row => [`city ${at}`, 1]);
    const { tables, warnings } = gather(layout, [...many, ...many.slice(0, 10), [null, 1]]);
    const groups = tables[0]?.groups ?? [];
    assert.equal(groups.length, 10_002);
    assert.deepEqual(groups[0], { label: 'city 0', values: [2, '2'].map((cell) => ({ cell, isLeast: false })) });
    assert.equal(groups.at(-2)?.label, '(empty)');
    assert.equal(groups.at(-1)?.label, '…');
    assert.deepEqual(
      groups.at(-1)?.values.map(({ cell }) => cell),
      [500, '500'],
    );
    assert.deepEqual(warnings, { 'groups-merged': 500 });
  });

  it('has that group also beside the largest ones, at the end', () => {
    const tables = [table({ group: { kind: 'cell', column: city }, top: 2 })];
    const many = Array.from({ length: 10_001 }, (_row, at): Row => [`city ${at}`, 1]);
    assert.deepEqual(
      gather({ tables }, many).tables[0]?.groups.map(({ label }) => label),
      ['city 0', 'city 1', '…'],
    );
  });

  it('keeps no more than that, also of long names, over a million rows', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const summary = createSummary({ name: 'S', title: 'T', ...layout }, { timeZone: 'UTC', warnings: { add() {} } });
    const used: number[] = [];
    for (let at = 0; at < 1_000_000; at += 1_000) {
      const isLong = at % 50_000 === 0;
      summary.add(
        Array.from({ length: 1_000 }, (_row, row): Row => [
          `${isLong ? 'long '.repeat(4_000) : 'city'} ${at + row}`,
          ((at + row) % 1_000) / 8,
        ]),
      );
      if (at % 200_000 !== 100_000) continue;
      collect();
      used.push(process.memoryUsage().heapUsed);
    }
    const [first = 0] = used;
    assert.ok(Math.max(...used) - first < 8e6, `${Math.max(...used) - first} bytes more than at first`);
    const { tables, figures } = summary.result();
    const places = tables[0]?.groups.reduce((total, { values }) => total + Number(values[0]?.cell), 0);
    assert.equal(places, 1_000_000);
    assert.ok((tables[0]?.groups.length ?? 0) <= 10_001);
    assert.equal(figures[0]?.value.isLeast, true);
  });
});
