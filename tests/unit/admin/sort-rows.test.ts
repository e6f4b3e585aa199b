import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ColumnChoice } from '../../../admin/src/services/columns';
import { moved, without } from '../../../admin/src/services/list-edits';
import {
  changedRow,
  freeFields,
  nextField,
  sortRowsOf,
  toSortKeys,
  withField,
} from '../../../admin/src/services/sort-rows';
import { MAX_SORT_KEYS } from '../../../shared/request-limits';

const field = (path: string): ColumnChoice => ({ path, label: path, type: 'text', isDefault: true });

const SORT = [
  { path: 'stars', direction: 'desc' },
  { path: 'supplier.name', direction: 'asc' },
] as const;

describe('the fields to sort by', () => {
  it('are those of the request, as long as it names fields and directions', () => {
    assert.deepEqual(toSortKeys(sortRowsOf(SORT)), SORT);
    assert.deepEqual(sortRowsOf([...SORT, { path: 'x', direction: 'up' }, 'y', null]), sortRowsOf(SORT));
    assert.deepEqual(sortRowsOf('name:asc'), []);
  });

  it('are added at the end, changed, moved and removed', () => {
    const rows = withField(field('name'))(sortRowsOf(SORT));
    const [first, second, third] = rows;
    assert.deepEqual(third, { id: 3, path: 'name', direction: 'asc' });
    assert.deepEqual(moved(2, 0)(rows), [third, first, second]);
    assert.deepEqual(without(1)(rows), [first, third]);
    assert.deepEqual(toSortKeys(changedRow(1, { direction: 'asc' })(rows))[0], { path: 'stars', direction: 'asc' });
    const again = withField(field('city'))(without(1)(rows));
    assert.equal(new Set(again.map(({ id }) => id)).size, again.length);
  });

  it('are offered once, and no more of them than the server takes', () => {
    const fields = ['stars', 'name'].map(field);
    assert.deepEqual(freeFields(fields, sortRowsOf(SORT)), [field('name')]);
    assert.deepEqual(nextField(fields, sortRowsOf(SORT)), field('name'));
    assert.equal(nextField([field('stars')], sortRowsOf(SORT)), null);
    const most = Array.from({ length: MAX_SORT_KEYS }, (_, at) => ({ path: `f${at}`, direction: 'asc' }));
    assert.equal(nextField(fields, sortRowsOf(most)), null);
    assert.notEqual(nextField(fields, sortRowsOf(most.slice(1))), null);
  });
});
