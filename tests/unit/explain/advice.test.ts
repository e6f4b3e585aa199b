import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adviceFor } from '../../../server/src/explain/advice';

describe('the index that is advised', () => {
  const use = { path: 'a', table: 'orders', column: 'a', uid: 'api::order.order', isShort: true };

  it('stands in the schema of a type of the site, and in a migration for every other table', () => {
    assert.equal(adviceFor([use])?.file, 'src/api/order/content-types/order/schema.json');
    assert.equal(adviceFor([{ ...use, uid: 'plugin::users-permissions.user' }])?.file, null);
    assert.deepEqual(adviceFor([{ ...use, uid: null }])?.columns, ['a']);
  });

  it('has a name that every database takes', () => {
    const long = adviceFor([{ ...use, column: 'c'.repeat(60) }]);
    const other = adviceFor([{ ...use, column: `${'c'.repeat(60)}d` }]);
    assert.ok((long?.name.length ?? 99) <= 63);
    assert.notEqual(long?.name, other?.name);
  });

  it('names no column twice', () => {
    assert.deepEqual(adviceFor([use, { ...use, column: 'id' }])?.columns, ['a', 'id']);
  });
});
