import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSqlitePlan } from '../../../../server/src/source/explain/sqlite-plan';

const stepsOf = (...lines: string[]) => readSqlitePlan(lines).steps;

// The lines are what SQLite 3.51 says of exports of the playground.
describe('what SQLite says it would do', () => {
  it('reads a table or a whole index through', () => {
    assert.deepEqual(stepsOf('SCAN t0'), [{ table: 't0', access: 'scan', index: null, by: [] }]);
    assert.deepEqual(stepsOf('SCAN t0 USING COVERING INDEX hotels_documents_idx'), [
      { table: 't0', access: 'scan', index: 'hotels_documents_idx', by: [] },
    ]);
  });

  it('goes on behind a key, or looks one up', () => {
    assert.deepEqual(stepsOf('SEARCH t0 USING INTEGER PRIMARY KEY (rowid>?)'), [
      { table: 't0', access: 'range', index: 'primary key', by: ['id'] },
    ]);
    assert.deepEqual(stepsOf('SEARCH t0 USING INTEGER PRIMARY KEY (rowid=?)'), [
      { table: 't0', access: 'lookup', index: 'primary key', by: ['id'] },
    ]);
    assert.deepEqual(stepsOf('SEARCH t0 USING INDEX hotels_documents_idx (document_id>?)'), [
      { table: 't0', access: 'range', index: 'hotels_documents_idx', by: ['document_id'] },
    ]);
  });

  it('looks values up in an index, of a joined table too', () => {
    assert.deepEqual(stepsOf('SEARCH t0 USING INDEX orders_account_id_id_idx (account_id=? AND id>?)'), [
      { table: 't0', access: 'lookup', index: 'orders_account_id_id_idx', by: ['account_id', 'id'] },
    ]);
    assert.deepEqual(stepsOf('SEARCH t1 USING COVERING INDEX hotels_country_lnk_uq (hotel_id=?) LEFT-JOIN'), [
      { table: 't1', access: 'lookup', index: 'hotels_country_lnk_uq', by: ['hotel_id'] },
    ]);
  });

  it('makes an index for one query by reading the table through', () => {
    assert.deepEqual(stepsOf('SEARCH t1 USING AUTOMATIC COVERING INDEX (code=?)'), [
      { table: 't1', access: 'scan', index: null, by: [] },
    ]);
  });

  it('has other lines beside them', () => {
    assert.deepEqual(stepsOf('LIST SUBQUERY 2', 'CO-ROUTINE matching', 'CREATE BLOOM FILTER'), []);
  });

  it('sorts all rows, those that an index gives together, or none', () => {
    const sortsOf = (line: string) => readSqlitePlan(['SCAN t0', line]).sorts;
    assert.equal(sortsOf('USE TEMP B-TREE FOR ORDER BY'), 'all');
    assert.equal(sortsOf('USE TEMP B-TREE FOR LAST TERM OF ORDER BY'), 'partly');
    assert.equal(sortsOf('USE TEMP B-TREE FOR RIGHT PART OF ORDER BY'), 'partly');
    assert.equal(sortsOf('USE TEMP B-TREE FOR DISTINCT'), 'none');
  });
});
