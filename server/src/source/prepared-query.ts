import type { Knex } from 'knex';
import type { Query } from './session';

type Values = readonly (string | number)[];

/**
 * Asks one query again and again with other values. Knex builds and compiles it twice, with examples; what differs between
 * the two is where the values go. A page's takes a millisecond to build, as long as reading some hundred rows.
 *
 * @param build a query that is the same for all values but for its bindings
 * @param examples two of each value, all of them different
 */
export const prepareQuery = <Given extends Values>(
  build: (...values: Given) => Knex.QueryBuilder,
  examples: readonly [Given, Given],
): ((...values: Given) => Query) => {
  const compile = (): ((...values: Given) => Query) => {
    const [one, other] = examples.map((values) =>
      build(...values)
        .toSQL()
        .toNative(),
    ) as [Knex.SqlNative, Knex.SqlNative];
    const { sql } = build(...examples[0]).toSQL();
    const places = one.bindings.map((binding, at) =>
      binding === other.bindings[at] ? -1 : examples[0].indexOf(binding as never),
    );
    return (...values) => {
      const bindings = one.bindings.map((binding, at) => {
        const place = places[at] as number;
        return place < 0 ? binding : (values[place] as Knex.Value);
      });
      return { toSQL: () => ({ sql, bindings, toNative: () => ({ sql: one.sql, bindings }) }) };
    };
  };
  let ask: ((...values: Given) => Query) | null = null;
  return (...values) => {
    ask ??= compile();
    return ask(...values);
  };
};
