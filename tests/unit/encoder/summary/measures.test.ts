import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cell, ColumnType } from '../../../../shared/columns';
import { column, step } from '../../support';
import { figure, gather, measure } from './support';

/** Equal sequences for equal seeds. */
const createRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
};

const SCALE = 25;

/** A plain number's text in units of 1e-25. */
const toUnits = (text: string): bigint => {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(SCALE, '0'));
};

const fromUnits = (units: bigint): string => {
  const digits = String(units < 0n ? -units : units).padStart(SCALE + 1, '0');
  const text = `${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`.replace(/\.?0+$/, '');
  return units < 0n ? `-${text}` : text;
};

/** A decimal with up to so many digits on each side, as text or, where a double tells its digits, as a number. */
const createDecimals = (random: () => number, whole: number, decimals: number) => (): Cell => {
  const digits = (count: number): string => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  const left = digits(1 + Math.floor(random() * whole)).replace(/^0+(?=\d)/, '');
  const right = digits(Math.floor(random() * (decimals + 1))).replace(/0+$/, '');
  const size = right === '' ? left : `${left}.${right}`;
  const text = random() < 0.4 && /[1-9]/.test(size) ? `-${size}` : size;
  return random() < 0.5 && String(Number(text)) === text ? Number(text) : text;
};

describe('a sum', () => {
  const shapes: readonly (readonly [what: string, whole: number, decimals: number])[] = [
    ['small amounts', 5, 2],
    ['integers', 9, 0],
    ['integers of all sizes', 25, 0],
    ['decimals of all sizes', 20, 25],
    ['numbers with few decimals that grow beyond doubles', 15, 6],
    ['tiny fractions', 1, 25],
  ];
  for (const [what, whole, decimals] of shapes) {
    it(`is exact for ${what}, as a BigInt has it`, () => {
      for (let seed = 1; seed <= 20; seed += 1) {
        const next = createDecimals(createRandom(seed), whole, decimals);
        const cells = Array.from({ length: 400 }, next);
        const expected = cells.reduce<bigint>((sum, cell) => sum + toUnits(String(cell)), 0n);
        assert.equal(measure('sum', 'decimal', cells), fromUnits(expected), `seed ${seed}`);
      }
    });
  }

  it('does not round what comes after many digits, whatever comes first', () => {
    const cells = ['0.1', 0.2, '0.30000000000000000001', 9007199254740991, 9007199254740991, '9007199254740993', -0.6];
    assert.equal(measure('sum', 'decimal', cells), '27021597764222975.00000000000000000001');
    assert.equal(measure('sum', 'decimal', cells.toReversed()), '27021597764222975.00000000000000000001');
    assert.equal(measure('sum', 'decimal', ['0.12', '0.12000000000000000001']), '0.24000000000000000001');
  });

  it('reads numbers that JavaScript prints with an exponent', () => {
    assert.equal(measure('sum', 'decimal', [1e21, 1, 5e-7]), '1000000000000000000001.0000005');
    assert.equal(measure('sum', 'decimal', [5e-324, -5e-324, 0]), '0');
  });

  it('passes over missing values and what is no number, and is nothing without a value', () => {
    assert.equal(measure('sum', 'integer', [1, null, 'soon', '', '0x10', ' 7', true, '2']), '3');
    for (const type of ['integer', 'float'] as const) {
      assert.equal(measure('sum', type, []), null);
      assert.equal(measure('sum', type, [null, 'soon']), null);
    }
  });

  it('is what SQL makes of NaN and infinities', () => {
    for (const type of ['decimal', 'float'] as const) {
      assert.deepEqual(measure('sum', type, [1, 'NaN', 2]), Number.NaN, type);
      assert.equal(measure('sum', type, [1, 'Infinity', 2]), Infinity, type);
      assert.deepEqual(measure('sum', type, ['Infinity', '-Infinity']), Number.NaN, type);
    }
  });

  it('of floats keeps what each addition loses, in any order', () => {
    const cells = [1, 1e100, 1, -1e100];
    assert.equal(measure('sum', 'float', cells), 2);
    assert.equal(measure('sum', 'float', cells.toReversed()), 2);
    assert.equal(
      measure(
        'sum',
        'float',
        Array.from({ length: 10 }, () => 0.1),
      ),
      1,
    );
    assert.equal(measure('sum', 'float', ['0.5', 0.25, '1e-3']), 0.751);
  });
});

describe('an average', () => {
  it('is the exact sum by the number of present values, to 15 significant digits', () => {
    assert.equal(measure('average', 'integer', [1, 2, null, 2]), '1.66666666666667');
    assert.equal(measure('average', 'integer', [-1, -2, -2]), '-1.66666666666667');
    assert.equal(measure('average', 'integer', [3, 4]), '3.5');
    assert.equal(measure('average', 'integer', [0, 0]), '0');
    assert.equal(measure('average', 'decimal', ['0.1', '0.2']), '0.15');
    assert.equal(
      measure('average', 'decimal', ['0.0000000000000000001', 0, 0]),
      '0.0000000000000000000333333333333333',
    );
    assert.equal(measure('average', 'biginteger', ['9007199254740993', '9007199254740993']), '9007199254740990');
    assert.equal(measure('average', 'float', [0.1, 0.2]), 0.15);
    assert.equal(measure('average', 'integer', [null]), null);
  });

  it('is rounded half away from zero', () => {
    const half = '1.000000000000005';
    assert.equal(measure('average', 'decimal', [half]), '1.00000000000001');
    assert.equal(measure('average', 'decimal', [`-${half}`]), '-1.00000000000001');
    assert.equal(measure('average', 'decimal', ['1.00000000000000499999']), '1');
    assert.equal(measure('average', 'decimal', ['999999999999999.5']), '1000000000000000');
  });

  it('agrees with a BigInt for random values', () => {
    const next = createDecimals(createRandom(7), 12, 4);
    for (let round = 1; round < 200; round += 1) {
      const cells = Array.from({ length: round }, next);
      const units = cells.reduce<bigint>((sum, cell) => sum + toUnits(String(cell)), 0n);
      const average = Number(measure('average', 'decimal', cells));
      const expected = Number(fromUnits(units / BigInt(round)));
      assert.ok(Math.abs(average - expected) <= Math.abs(expected) * 1e-14, `${average} for ${expected}`);
    }
  });
});

describe('the smallest and the largest value', () => {
  const both = (type: ColumnType, cells: readonly Cell[]): readonly Cell[] => [
    measure('min', type, cells),
    measure('max', type, cells),
  ];

  it('are those of numbers, also where doubles cannot tell them apart', () => {
    assert.deepEqual(both('integer', [9, '10', null, '-2', 0]), ['-2', '10']);
    assert.deepEqual(both('biginteger', ['9007199254740993', '9007199254740992', '9007199254740994']), [
      '9007199254740992',
      '9007199254740994',
    ]);
    assert.deepEqual(both('decimal', ['0.10000000000000000002', 0.1, '0.10000000000000000001']), [
      0.1,
      '0.10000000000000000002',
    ]);
    assert.deepEqual(both('float', [1e-7, -1e21, 3]), [-1e21, 3]);
    assert.deepEqual(both('float', [1, Number.NaN, 2]), [1, Number.NaN]);
  });

  it('are those of dates by time and of text by its characters', () => {
    assert.deepEqual(both('date', ['2026-02-03', '2025-12-31', '2026-02-01']), ['2025-12-31', '2026-02-03']);
    assert.deepEqual(both('text', ['b', 'a', null, 'c']), ['a', 'c']);
    assert.deepEqual(both('boolean', [true, false]), [false, true]);
  });

  it('are nothing without a value', () => {
    assert.deepEqual(both('text', [null]), [null, null]);
  });
});

describe('the number of different values', () => {
  it('does not count missing ones, and takes a number and its text for one', () => {
    assert.equal(measure('distinct', 'text', ['a', 'b', 'a', null, '']), 3);
    assert.equal(measure('distinct', 'integer', [1, '1', 2]), 2);
    assert.equal(measure('distinct', 'text', []), 0);
  });

  it('is a lower bound beyond 100,000, and says so', () => {
    const figures = [figure({ kind: 'distinct', column: column(0, 'integer') })];
    const rows = Array.from({ length: 100_000 }, (_row, at) => [at]);
    const exact = gather({ figures }, [...rows, ...rows.slice(0, 10)]);
    assert.deepEqual(exact.figures[0]?.value, { cell: 100_000, isLeast: false });
    assert.deepEqual(exact.warnings, {});
    const bounded = gather({ figures }, [...rows, [100_000], [100_001], [100_001]]);
    assert.deepEqual(bounded.figures[0]?.value, { cell: 100_001, isLeast: true });
    assert.deepEqual(bounded.warnings, { 'distinct-limited': 1 });
  });
});

describe('a measure', () => {
  it('reads over hops, counts items, and takes every item of a joined list', () => {
    const [city, orders] = [step('city', 0, false), step('orders', 1, true)];
    const figures = [
      figure({ kind: 'count' }),
      figure({ kind: 'max', column: column(0, 'text', { steps: [city] }) }),
      figure({ kind: 'sum', column: column(0, 'integer', { steps: [orders], list: 'count' }) }),
      figure({ kind: 'sum', column: column(0, 'decimal', { steps: [orders] }) }),
      figure({ kind: 'sum', column: column(0, 'decimal', { steps: [orders], list: 'first' }) }),
    ];
    const rows = [
      [['Rome'], [['1.5'], [2], [null]]],
      [null, []],
      [['Bonn'], [[4]]],
    ];
    const { figures: results } = gather({ figures }, rows);
    assert.deepEqual(
      results.map(({ value }) => value.cell),
      [3, 'Rome', '4', '7.5', '5.5'],
    );
  });

  it('is shown as its column is, or as it is asked for', () => {
    const money = { kind: 'money', currency: 'EUR', storedAs: 'cents' } as const;
    const share = { kind: 'percent', decimals: 1 } as const;
    const price = column(0, 'integer', { format: money });
    const figures = [
      figure({ kind: 'sum', column: price }),
      figure({ kind: 'average', column: price }, 'share', share),
      figure({ kind: 'distinct', column: price }),
      figure({ kind: 'average', column: column(0, 'integer') }),
      figure({ kind: 'min', column: column(0, 'integer') }),
      figure({ kind: 'sum', column: column(0, 'float') }),
    ];
    assert.deepEqual(
      gather({ figures }, []).figures.map(({ column: { type, format } }) => [type, format]),
      [
        ['biginteger', money],
        ['decimal', share],
        ['integer', { kind: 'number', decimals: 0, grouping: true }],
        ['decimal', { kind: 'number', decimals: 2, grouping: true }],
        ['integer', undefined],
        ['float', undefined],
      ],
    );
  });

  it('of an entry is refused where there are none', () => {
    assert.throws(() => gather({ figures: [figure({ kind: 'value' }, 'Extras')] }, []), /"Extras" measures entries/);
  });
});
