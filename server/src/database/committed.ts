import type { Database } from '@strapi/database';
import type { Knex } from 'knex';

/**
 * Does work in a transaction, and resolves when the database has confirmed that it is committed. Within somebody else's
 * transaction it is theirs to commit.
 *
 * Knex tells of a COMMIT that failed nowhere but in the transaction's `executionPromise`, to which Strapi does not
 * listen: without this a connection that breaks just then would pass for success.
 *
 * @throws whatever the work or the commit throws; nothing is changed then, unless the connection broke after the commit
 */
export const committed = async <T>(database: Database, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> => {
  const isJoined = database.inTransaction();
  let end: Promise<unknown> = Promise.resolve();
  const result = await database.transaction(({ trx }) => {
    const transaction = trx as Knex.Transaction;
    if (!isJoined) end = transaction.executionPromise;
    return work(transaction);
  });
  await end;
  return result;
};
