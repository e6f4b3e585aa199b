import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import knex from 'knex';
import { prepareQuery } from '../../../server/src/source/prepared-query';

for (const client of ['better-sqlite3', 'pg', 'mysql2']) {
  describe(`a query that is asked again with other values, on ${client}`, () => {
    const db = knex({ client, useNullAsDefault: true });
    let built = 0;
    const build = (count: number, last: string | number) => {
      built += 1;
      // Values that are the examples' as well stay what they are.
      return db('hotels')
        .select('id')
        .where('stars', 2)
        .whereIn('name', ['a?b', '3'])
        .where('id', '>', last)
        .limit(count);
    };
    const ask = prepareQuery(build, [
      [1, 2],
      [3, 4],
    ]);

    it('is what building it anew gives', () => {
      for (const values of [
        [10, 7],
        [20, 'h7'],
        [2, 2],
        [3, 1],
      ] as const) {
        const [prepared, expected] = [ask(...values).toSQL(), build(...values).toSQL()];
        assert.equal(prepared.sql, expected.sql);
        assert.deepEqual(prepared.bindings, expected.bindings);
        assert.equal(prepared.toNative().sql, expected.toNative().sql);
        assert.deepEqual(prepared.toNative().bindings, expected.toNative().bindings);
      }
    });

    it('is built for the examples alone', () => {
      const before = built;
      for (let at = 0; at < 100; at += 1) ask(at, at);
      assert.equal(built, before);
    });
  });
}
