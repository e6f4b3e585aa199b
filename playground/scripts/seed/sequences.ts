import type { Core } from '@strapi/strapi';

/** Hands out explicit ids from the first free one: join rows can then be written without reading ids back. */
export type NextId = () => number;

/** @returns a counter which starts after the largest id of the table. */
export const createNextId = async (strapi: Core.Strapi, table: string): Promise<NextId> => {
  const [row] = await strapi.db.getConnection(table).max<{ last: number | string | null }[]>({ last: 'id' });
  let id = Number(row?.last ?? 0);

  return () => {
    id += 1;

    return id;
  };
};

/**
 * Makes the database's own ids continue after the explicit ones. SQLite and MySQL do so by themselves; a PostgreSQL
 * sequence knows nothing of explicit ids, and Strapi's next insert would fail with a duplicate key.
 */
export const advanceSequences = async (strapi: Core.Strapi, tables: Iterable<string>) => {
  if (strapi.db.dialect.client !== 'postgres') {
    return;
  }

  const schema = strapi.db.getSchemaName() ?? 'public';

  for (const table of tables) {
    await strapi.db.connection.raw(
      `select setval(pg_get_serial_sequence(?, 'id'), (select coalesce(max(id), 0) + 1 from ??.??), false)`,
      [`"${schema}"."${table}"`, schema, table],
    );
  }
};
