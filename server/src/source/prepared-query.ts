import type { Knex } from 'knex';
import type { PreparedQuery } from './session';

type Values = readonly (string | number)[];

/** Stands for a binding that is the same whatever the values. */
const FIXED = -1;

/**
 * Asks one query again and again with other values. Knex builds and compiles it twice, with examples, when it is asked for the
 * first time; what differs between the two is where the values go. It takes a millisecond to build a page's query, as long as
 * to read some hundred rows.
 *
 * @param build a query that is the same for all values but for its bindings
 * @param examples two of each value, all of them different
 */
export const prepareQuery = <Given extends Values>(
  build: (...values: Given) => Knex.QueryBuilder,
  examples: readonly [Given, Given],
): ((...values: Given) => PreparedQuery) => {
  const compile = (): ((...values: Given) => PreparedQuery) => {
    const [one, other] = examples.map((values) => build(...values).toSQL()) as [Knex.Sql, Knex.Sql];
    const { sql, bindings } = one;
    const { sql: nativeSql } = one.toNative();
    const places = bindings.map((binding, at) =>
      binding === other.bindings[at] ? FIXED : (examples[0] as readonly unknown[]).indexOf(binding),
    );
    return (...values) => ({
      ...{ sql, nativeSql },
      bindings: places.map((place, at) => (place === FIXED ? bindings[at] : values[place]) as Knex.Value),
    });
  };
  let ask: ReturnType<typeof compile> | null = null;
  return (...values) => {
    ask ??= compile();
    return ask(...values);
  };
};
