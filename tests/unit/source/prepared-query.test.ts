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
      return (
        db('hotels')
          .select('id')
          // Values that are the examples' as well stay what they are.
          .whereIn('stars', [1, 2, 3, 4])
          .where('name', 'a?b')
          .where('active', true)
          .where('opened', '>', new Date(0))
          .whereRaw("tags \\? 'x' and city = ?", ['Zürich'])
          .where('id', '>', last)
          .limit(count)
      );
    };
    const ask = prepareQuery(build, [
      [1, 2],
      [3, 4],
    ]);

    it('is what building it anew gives, also where Knex takes it as it is', () => {
      const pages: readonly (readonly [count: number, last: string | number])[] = [
        [10, 7],
        [20, 'h7'],
        [2, 2],
        [3, 1],
      ];
      for (const [count, last] of pages) {
        const { sql, nativeSql, bindings } = ask(count, last);
        const expected = build(count, last).toSQL();
        assert.equal(sql, expected.sql);
        assert.deepEqual(bindings, expected.bindings);
        assert.equal(nativeSql, expected.toNative().sql);
        assert.deepEqual(
          db
            .raw(sql, [...bindings])
            .toSQL()
            .toNative(),
          expected.toNative(),
        );
      }
    });

    it('is built for the two examples alone', () => {
      built = 0;
      const again = prepareQuery(build, [
        [1, 2],
        [3, 4],
      ]);
      for (let at = 0; at < 100; at += 1) again(at, at);
      assert.equal(built, 2);
    });
  });
}
