import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Column, ColumnType, Row } from '../../../shared/columns';
import type { PlanComputed } from '../../../server/src/plan/plan';
import { createComputedRows } from '../../../server/src/source/computed-rows';

const input = (key: string, index: number, type: ColumnType = 'integer'): Column => ({
  ...{ key, header: key, type, steps: [], index },
});

type Compute = PlanComputed['column']['compute'];

const computedBy = (compute: Compute, rest: Partial<PlanComputed['column']> = {}, inputs = [input('a', 0)]) =>
  createComputedRows([{ column: { key: 'x', type: 'integer', allowMissing: false, compute, ...rest }, inputs }], 2);

const rowOf = (...cells: (string | number | boolean | null)[]): Row => cells;

describe('computed columns', () => {
  it('stand behind what was read of a row, over what only served the reading', () => {
    const compute = computedBy((row) => Number(row.a) + Number(row.b), {}, [input('a', 0), input('b', 1)]);
    assert.deepEqual(compute?.([rowOf(1, 2, 'link'), rowOf(3, 4, 'link')]), [
      [1, 2, 3],
      [3, 4, 7],
    ]);
  });

  it('are empty where a part is missing, without being asked', () => {
    const compute = computedBy(() => {
      throw new Error('asked');
    });
    assert.deepEqual(compute?.([rowOf(null, 2)]), [[null, 2, null]]);
  });

  it('are asked all the same where they want to be', () => {
    const compute = computedBy((row) => (row.a === null ? -1 : 1), { allowMissing: true });
    assert.deepEqual(compute?.([rowOf(null, 2)]), [[null, 2, -1]]);
  });

  it('get numbers, exact texts, and what JSON holds', () => {
    const seen: unknown[] = [];
    const kinds = ['integer', 'decimal', 'biginteger', 'json', 'boolean', 'datetime'] as const;
    const compute = computedBy(
      (row) => {
        seen.push(...Object.values(row));
        return 0;
      },
      {},
      kinds.map((type, at) => input(type, at, type)),
    );
    compute?.([rowOf('7', '1.10', '9007199254740993', '{"a":[1]}', true, '2026-01-02T00:00:00.000Z')]);
    assert.deepEqual(seen, [7, '1.10', '9007199254740993', { a: [1] }, true, '2026-01-02T00:00:00.000Z']);
  });

  it('get a list where a path leads over one', () => {
    const tags: Column = {
      key: 'tags.name',
      header: '',
      type: 'text',
      steps: [{ name: 'tags', index: 1, many: true }],
      index: 0,
    };
    const compute = computedBy((row) => (row['tags.name'] as string[]).length, {}, [tags]);
    assert.deepEqual(compute?.([[1, [['a'], ['b']]]])[0]?.[2], 2);
  });

  it('end the run where they read what they do not name, or give what is not of their type', () => {
    assert.throws(() => computedBy((row) => Number(row.b))?.([rowOf(1, 2)]), /column x reads b, which its dependsOn/);
    for (const value of [Number.NaN, 1.5, '1', true, undefined, {}]) {
      const compute = computedBy(() => value as never);
      assert.throws(() => compute?.([rowOf(1, 2)]), /column x gave a value that is no integer/);
    }
    const texts = computedBy(() => '2026-1-1', { type: 'date' });
    assert.throws(() => texts?.([rowOf(1, 2)]), /no date/);
  });
});
