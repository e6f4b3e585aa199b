import type { Database } from '@strapi/database';

/**
 * Does work in a transaction, and resolves when the database has confirmed that it is committed.
 *
 * Knex tells of a COMMIT that failed nowhere but in the transaction's `executionPromise`, to which Strapi does not
 * listen: without this a connection that breaks just then would pass for success.
 *
 * @throws whatever the work or the commit throws; nothing is changed then, unless the connection broke after the commit
 */
export const committed = async <T>(database: Database, work: () => Promise<T>): Promise<T> => {
  // Within somebody else's transaction it is theirs to commit.
  if (database.inTransaction()) return work();
  let end: Promise<unknown> = Promise.resolve();
  const result = await database.transaction(({ trx }) => {
    end = (trx as { readonly executionPromise: Promise<unknown> }).executionPromise;
    return work();
  });
  await end;
  return result;
};
