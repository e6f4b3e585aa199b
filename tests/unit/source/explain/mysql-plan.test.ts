import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ExplainRow, readMysqlPlan } from '../../../../server/src/source/explain/mysql-plan';

const INDEXES = [
  { name: 'PRIMARY', columns: ['id'] },
  { name: 'orders_account_id_id_idx', columns: ['account_id', 'id'] },
  { name: 'orders_status_idx', columns: ['status'] },
];

const row = (given: Partial<ExplainRow>): ExplainRow => ({
  ...{ select_type: 'SIMPLE', table: 't0', type: null, key: null, ref: null, rows: 125, Extra: null },
  ...given,
});

const read = (given: Partial<ExplainRow>) => readMysqlPlan([row(given)], INDEXES);

// The rows are what MariaDB 10.11 says of exports of the playground.
describe('what MySQL and MariaDB say they would do', () => {
  it('read a table through and sort it', () => {
    const { steps, sorts, lines } = read({ type: 'ALL', rows: 250, Extra: 'Using where; Using filesort' });
    assert.deepEqual(steps, [{ table: 't0', access: 'scan', index: null, by: [] }]);
    assert.equal(sorts, 'all');
    assert.deepEqual(lines, ['select_type=SIMPLE table=t0 type=ALL rows=250 Extra=Using where; Using filesort']);
  });

  it('read a whole index through', () => {
    const { steps } = read({ type: 'index', key: 'orders_status_idx', Extra: 'Using index' });
    assert.deepEqual(steps, [{ table: 't0', access: 'scan', index: 'orders_status_idx', by: [] }]);
  });

  it('go on behind a key', () => {
    const { steps, sorts } = read({ type: 'range', key: 'PRIMARY', Extra: 'Using where' });
    assert.deepEqual(steps, [{ table: 't0', access: 'range', index: 'primary key', by: ['id'] }]);
    assert.equal(sorts, 'none');
  });

  it('look values up in an index', () => {
    const { steps } = read({ type: 'ref', key: 'orders_account_id_id_idx', ref: 'const', rows: 100 });
    assert.deepEqual(steps, [{ table: 't0', access: 'lookup', index: 'orders_account_id_id_idx', by: ['account_id'] }]);
  });

  it('name two indexes where one narrows down what the other finds', () => {
    const { steps } = read({ type: 'ref|filter', key: 'orders_account_id_id_idx|orders_status_idx' });
    assert.deepEqual(
      steps.map(({ access, by }) => [access, by]),
      [
        ['lookup', ['account_id']],
        ['lookup', ['status']],
      ],
    );
  });

  it('read nothing where they see that nothing matches', () => {
    assert.deepEqual(read({ table: null, rows: null, Extra: 'Impossible WHERE' }).steps, []);
  });
});
