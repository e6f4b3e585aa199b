import type { Core } from '@strapi/strapi';

/**
 * Runs bulk inserts without foreign key checks and without waiting for the disk, when the database is SQLite: the
 * checks take half the time (Strapi declares each key of a join table twice there), and a power cut costs a seed.
 * Strapi's SQLite pool has exactly one connection, so the settings reach the work. Not for the Document Service,
 * which needs the keys' ON DELETE CASCADE.
 */
export const withFastSqlite = async <T>(strapi: Core.Strapi, work: () => Promise<T>): Promise<T> => {
  const { connection, dialect } = strapi.db;

  if (dialect.client !== 'sqlite') {
    return work();
  }

  await connection.raw('pragma foreign_keys = off');
  await connection.raw('pragma synchronous = off');

  try {
    return await work();
  } finally {
    await connection.raw('pragma synchronous = full');
    await connection.raw('pragma foreign_keys = on');
  }
};
