import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeFilter, judgeSort, type Tables } from '../../../server/src/explain/verdict';
import type { Condition } from '../../../server/src/source/explain/conditions';
import type { PlanStep, QueryPlan } from '../../../server/src/source/explain/query-plan';

const ORDER = 'api::order.order';

const TABLES: Tables = {
  ...{ root: 'orders', pageKey: 'id', joinsInOrder: false },
  facts: new Map([
    [
      'orders',
      {
        rows: 1_000,
        indexes: [
          { name: 'orders_pkey', columns: ['id'] },
          { name: 'orders_account_id_id_idx', columns: ['account_id', 'id'] },
          { name: 'orders_status_idx', columns: ['status'] },
        ],
      },
    ],
    ['orders_country_lnk', { rows: 900, indexes: [{ name: 'orders_country_lnk_ifk', columns: ['country_id'] }] }],
  ]),
};

const on = (column: string, more: Partial<Condition> = {}): Condition => ({
  ...{ path: column, table: 'orders', column, uid: ORDER, isShort: true, seeks: 'value', isAlternative: false },
  ...more,
});

const plan = (step: Partial<PlanStep>, sorts: QueryPlan['sorts'] = 'none'): QueryPlan => ({
  steps: [{ table: 'orders', access: 'scan', index: null, by: [], ...step }],
  ...{ sorts, lines: [] },
});

const PAGE = plan({ access: 'range', index: 'orders_pkey', by: ['id'] });

const filter = (queryPlan: QueryPlan, own: readonly Condition[], all = own, tables = TABLES) =>
  judgeFilter(queryPlan, own, all, tables);

const adviceOf = (verdict: ReturnType<typeof filter>) => ('advice' in verdict ? verdict.advice : undefined);

describe('what a plan means for a filter', () => {
  it('is a scan where the pages of the key are read and rows dropped', () => {
    const file = 'src/api/order/content-types/order/schema.json';
    const advice = { name: 'orders_qty_id_idx', table: 'orders', columns: ['qty', 'id'], file };
    assert.deepEqual(filter(PAGE, [on('qty')]), { kind: 'scan', table: 'orders', rows: 1_000, advice });
  });

  it('is the index that is gone by', () => {
    const found = plan({ access: 'lookup', index: 'orders_status_idx', by: ['status'] });
    assert.deepEqual(filter(found, [on('status')]), { kind: 'index', index: 'orders_status_idx', isUsed: true });
  });

  it('is the index of another condition of the same query', () => {
    const found = plan({ access: 'lookup', index: 'orders_account_id_id_idx', by: ['account_id', 'id'] });
    const verdict = filter(found, [on('qty')], [on('qty'), on('account_id')]);
    assert.deepEqual(verdict, { kind: 'index', index: 'orders_account_id_id_idx', isUsed: true });
  });

  it('is an index that is there, though a small table is read through', () => {
    const verdict = { kind: 'index', index: 'orders_status_idx', isUsed: false };
    assert.deepEqual(filter(plan({}), [on('status')]), verdict);
    assert.deepEqual(filter(PAGE, [on('status', { seeks: 'range' })]), verdict);
  });

  it('is no index that begins with another column', () => {
    const tables = {
      ...TABLES,
      facts: new Map([['orders', { rows: 9, indexes: [{ name: 'x', columns: ['a', 'b'] }] }]]),
    };
    assert.equal(filter(PAGE, [on('b')], [on('b')], tables).kind, 'scan');
    assert.equal(filter(PAGE, [on('b')], [on('a'), on('b')], tables).kind, 'index');
    assert.equal(filter(PAGE, [on('b')], [on('a', { seeks: 'range' }), on('b')], tables).kind, 'scan');
  });

  it('is a scan that no index helps where no index can find what is asked for', () => {
    const contains = filter(PAGE, [on('status', { seeks: 'nothing' })]);
    assert.deepEqual([contains.kind, adviceOf(contains)], ['scan', null]);
    assert.equal(adviceOf(filter(PAGE, [on('remark', { isShort: false })])), null);
  });

  it('needs an index for each of alternatives, and one where all must hold', () => {
    const or = { isAlternative: true };
    assert.equal(filter(PAGE, [on('status', or), on('qty', or)]).kind, 'scan');
    assert.equal(filter(PAGE, [on('status', or), on('account_id', or)]).kind, 'index');
    assert.equal(filter(PAGE, [on('status'), on('qty')]).kind, 'index');
  });

  it('advises the column of which a value is given before one of a range', () => {
    const verdict = filter(PAGE, [on('qty', { seeks: 'range' }), on('item')]);
    assert.deepEqual(adviceOf(verdict)?.columns, ['item', 'id']);
  });

  it('is a scan where links are asked for each row of the table', () => {
    const link = on('country_id', { path: 'country.id', table: 'orders_country_lnk', uid: null });
    const inOrder = filter(plan({}), [link], [link], { ...TABLES, joinsInOrder: true });
    assert.deepEqual(inOrder, { kind: 'scan', table: 'orders', rows: 1_000, advice: null });
    const found = { table: link.table, access: 'lookup', index: 'orders_country_lnk_ifk', by: ['country_id'] } as const;
    const both = { ...plan({}), steps: [found, ...plan({}).steps] };
    assert.equal(filter(both, [link], [link], { ...TABLES, joinsInOrder: true }).kind, 'scan');
    assert.equal(filter(both, [link]).kind, 'index');
    assert.deepEqual(filter(plan({}), [link]), { kind: 'index', index: 'orders_country_lnk_ifk', isUsed: false });
  });

  it('is nothing where nothing limits the rows', () => {
    assert.deepEqual(filter(PAGE, []), { kind: 'all' });
  });
});

describe('what a plan means for a sort', () => {
  const sort = (queryPlan: QueryPlan, column: string, conditions: readonly Condition[] = []) =>
    judgeSort(queryPlan, [on(column)], conditions, TABLES);

  it('is the index that gives the order, also where equal rows are sorted', () => {
    const verdict = { kind: 'index', index: 'orders_status_idx', isUsed: true };
    assert.deepEqual(sort(plan({ index: 'orders_status_idx' }), 'status'), verdict);
    assert.deepEqual(sort(plan({ index: 'orders_status_idx' }, 'partly'), 'status'), verdict);
  });

  it('is an index that is there, though few rows are sorted', () => {
    assert.deepEqual(sort(plan({}, 'all'), 'status'), { kind: 'index', index: 'orders_status_idx', isUsed: false });
  });

  it('is a sort without an index', () => {
    const verdict = sort(plan({}, 'all'), 'qty');
    assert.equal(verdict.kind, 'sort');
    assert.deepEqual(adviceOf(verdict)?.columns, ['qty', 'id']);
  });

  it('wants an index that begins with what is fixed', () => {
    const verdict = sort(plan({}, 'all'), 'qty', [on('account_id'), on('status', { seeks: 'range' })]);
    assert.deepEqual(adviceOf(verdict)?.columns, ['account_id', 'qty', 'id']);
  });

  it('has no advice for what a relation leads to', () => {
    const [lookedUp] = [on('name', { column: null })];
    assert.equal(adviceOf(judgeSort(plan({}, 'all'), [lookedUp], [], TABLES)), null);
  });
});
