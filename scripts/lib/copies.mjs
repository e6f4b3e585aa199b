import { connect } from './connect.mjs';

/** Multiplies what a seed wrote, in the database: a seed of millions would take an hour. */

export const COPIED_HOTELS = { table: 'hotels', unique: ['document_id', 'ittid'] };

export const COPIED_ORDERS = { table: 'orders', unique: ['document_id'] };

/** How much of a text is kept in a copy, behind which it has its number: what the seed writes differs within these. */
const KEPT_CHARACTERS = 20;

/** Four digits, so that the document ids of copies are as long as others. */
const FIRST_NUMBER = 1000;

/**
 * Puts `times - 1` copies of each row of a table behind its rows, in the same order.
 *
 * @param {{ table: string, unique: readonly string[] }} what `unique` are columns of text whose values differ by row
 */
export const multiply = async (env, { table, unique }, times) => {
  const knex = connect(env);
  try {
    const columns = Object.keys(await knex(table).columnInfo());
    const { last } = await knex(table).max('id as last').first();
    const names = columns.map((column) => knex.ref(column));
    const values = columns.map((column) => {
      if (column === 'id') return knex.raw('id + ? * n', [Number(last)]);
      if (!unique.includes(column)) return knex.ref(column);
      return knex.raw(`concat(substr(??, 1, ${KEPT_CHARACTERS}), ${FIRST_NUMBER} + n)`, [column]);
    });
    const marks = (list) => list.map(() => '?').join(', ');
    await knex.raw(
      `insert into ?? (${marks(names)}) with recursive copies (n) as ` +
        `(select 1 union all select n + 1 from copies where n < ${times - 1}) ` +
        `select ${marks(values)} from copies, ?? where id <= ? order by n, id`,
      [table, ...names, ...values, table, Number(last)],
    );
  } finally {
    await knex.destroy();
  }
};
