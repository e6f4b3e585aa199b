import { connect } from '../../scripts/lib/connect.mjs';

/** Content of the types that only the benchmark has (`playground/src/bench-types.ts`), which the seed knows nothing of. */

/** Cells that one INSERT may carry: SQLite takes no more than 32,766 values. */
const MOST_VALUES = 30_000;

const wideCell = {
  string: (row, at) => `Value ${row} of ${at}`,
  integer: (row, at) => row * 31 + at,
  decimal: (row, at) => ((row * 7 + at) % 10_000) / 100,
  boolean: (row, at) => (row + at) % 2 === 0,
  datetime: (row, at) => new Date(Date.UTC(2026, 0, 1) + (row * 300 + at) * 60_000),
  text: (row, at) => `Some more words, "quoted", of ${row} and ${at}`,
};

/** In the order of the type's columns. */
const WIDE_KINDS = Object.values(wideCell);

const WIDE_COLUMNS = 300;

const wideRow = (row, toValue) => ({
  ...{ document_id: `wide${String(row).padStart(20, '0')}`, published_at: toValue(new Date(Date.UTC(2026, 0, 1))) },
  ...Object.fromEntries(
    Array.from({ length: WIDE_COLUMNS }, (_none, at) => [
      `column_${at + 1}`,
      // Now and then there is nothing.
      (row + at) % 17 === 0 ? null : toValue(WIDE_KINDS[at % WIDE_KINDS.length](row, at)),
    ]),
  ),
});

/** Beyond the few components that the seed writes for other types. */
const FIRST_COMPONENT = 1_000_000;

const FILLINGS = {
  wide: async (knex, rows) => {
    // Strapi keeps moments in SQLite as milliseconds.
    const isSqlite = knex.client.config.client === 'better-sqlite3';
    const toValue = (value) => (isSqlite && value instanceof Date ? value.getTime() : value);
    const batch = Math.floor(MOST_VALUES / (WIDE_COLUMNS + 2));
    for (let from = 0; from < rows; from += batch) {
      const numbers = Array.from({ length: Math.min(batch, rows - from) }, (_none, at) => from + at);
      await knex('wides').insert(numbers.map((row) => wideRow(row, toValue)));
    }
  },

  /** A component for each row of the hotels. */
  components: async (knex) => {
    await knex.raw(
      'insert into components_shared_seos (id, meta_title, meta_description) ' +
        `select id + ${FIRST_COMPONENT}, concat('About ', name), description from hotels`,
    );
    await knex.raw(
      'insert into hotels_cmps (entity_id, cmp_id, component_type, field, ??) ' +
        `select id, id + ${FIRST_COMPONENT}, 'shared.seo', 'seo', 1 from hotels`,
      ['order'],
    );
  },
};

/** Writes what a content has besides the seed's. */
export const fill = async (env, filling, rows) => {
  const knex = connect(env);
  try {
    await FILLINGS[filling](knex, rows);
  } finally {
    await knex.destroy();
  }
};
