import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPostgresPlan } from '../../../../server/src/source/explain/postgres-plan';

const INDEXES = [
  { name: 'orders_pkey', columns: ['id'] },
  { name: 'orders_account_id_id_idx', columns: ['account_id', 'id'] },
  { name: 'orders_sale_date_idx', columns: ['sale_date'] },
];

const read = (plan: object) => readPostgresPlan([{ Plan: plan }], INDEXES, []);

const limited = (plan: object) => ({ 'Node Type': 'Limit', Plans: [plan] });

const ORDERS = { 'Relation Name': 'orders', Alias: 't0' };

// The plans are what PostgreSQL 15 says of 100,000 orders, without what is not asked for.
describe('what PostgreSQL says it would do', () => {
  it('goes through the primary key and drops what does not match', () => {
    const scan = { 'Node Type': 'Index Scan', 'Index Name': 'orders_pkey', ...ORDERS };
    const { steps, sorts } = read(limited({ ...scan, 'Index Cond': '(id > 50000)', Filter: '(qty = 3)' }));
    assert.deepEqual(steps, [{ table: 'orders', access: 'range', index: 'orders_pkey', by: ['id'] }]);
    assert.equal(sorts, 'none');
  });

  it('gathers rows by a bitmap of an index', () => {
    const condition = "(((account_id)::text = 'acc-7'::text) AND (id > 50000))";
    const bitmap = {
      'Node Type': 'Bitmap Index Scan',
      'Index Name': 'orders_account_id_id_idx',
      'Index Cond': condition,
    };
    const heap = { 'Node Type': 'Bitmap Heap Scan', ...ORDERS, 'Recheck Cond': condition, Plans: [bitmap] };
    assert.deepEqual(read(limited({ 'Node Type': 'Sort', 'Sort Key': ['id'], Plans: [heap] })), {
      steps: [{ table: 'orders', access: 'lookup', index: 'orders_account_id_id_idx', by: ['account_id', 'id'] }],
      sorts: 'all',
      lines: [],
    });
  });

  it('looks for a range', () => {
    const scan = { 'Node Type': 'Index Scan', 'Index Name': 'orders_sale_date_idx', ...ORDERS };
    const { steps } = read({
      ...scan,
      'Index Cond': "(sale_date > (now() - '33:20:00'::interval))",
      Filter: '(id > 50)',
    });
    assert.deepEqual(steps, [{ table: 'orders', access: 'range', index: 'orders_sale_date_idx', by: ['sale_date'] }]);
  });

  it('does not take a value for the name of a column', () => {
    const scan = { 'Node Type': 'Index Scan', 'Index Name': 'orders_account_id_id_idx', ...ORDERS };
    const { steps } = read({ ...scan, 'Index Cond': "((account_id)::text = 'it''s id = 3'::text)" });
    assert.deepEqual(steps, [
      { table: 'orders', access: 'lookup', index: 'orders_account_id_id_idx', by: ['account_id'] },
    ]);
  });

  it('reads a table through and sorts it', () => {
    const scan = { 'Node Type': 'Seq Scan', ...ORDERS };
    assert.deepEqual(read({ 'Node Type': 'Sort', 'Sort Key': ['qty', 'id'], Plans: [scan] }), {
      steps: [{ table: 'orders', access: 'scan', index: null, by: [] }],
      sorts: 'all',
      lines: [],
    });
  });

  it('reads a whole index in its order and sorts what is equal in it', () => {
    const scan = { 'Node Type': 'Index Scan', 'Index Name': 'orders_sale_date_idx', ...ORDERS };
    assert.deepEqual(read({ 'Node Type': 'Incremental Sort', 'Presorted Key': ['sale_date'], Plans: [scan] }), {
      steps: [{ table: 'orders', access: 'scan', index: 'orders_sale_date_idx', by: [] }],
      sorts: 'partly',
      lines: [],
    });
  });

  it('may sort for a join what the rows are not sorted by', () => {
    const scan = { 'Node Type': 'Seq Scan', ...ORDERS };
    const sort = { 'Node Type': 'Sort', 'Sort Key': ['t0_1.id'], Plans: [scan] };
    assert.equal(read({ 'Node Type': 'Merge Join', Plans: [sort, scan] }).sorts, 'none');
  });
});
