import knex from 'knex';

const connection = (database) => ({ host: '127.0.0.1', port: 5432, user: 'postgres', password: '', database });

const open = (database) => knex({ client: 'pg', connection: connection(database), pool: { min: 0, max: 2 } });

/** A PostgreSQL database of our own, whose connections can be cut. */
export const createDatabase = async (name) => {
  const server = open('postgres');
  await server.raw(`drop database if exists ${name} with (force)`);
  await server.raw(`create database ${name}`);
  const own = open(name);
  return {
    environment: { DATABASE_CLIENT: 'postgres', DATABASE_NAME: name },
    /** Ends all connections that the site has, also those in the middle of a transaction. */
    dropConnections: async () => {
      const { rows } = await server.raw(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = ? and pid <> pg_backend_pid()',
        [name],
      );
      return rows.length;
    },
    rows: async (table) => {
      for (let tries = 0; ; tries += 1) {
        try {
          return await own(table).select('*').orderBy('id');
        } catch (error) {
          // Our own connections are cut as well.
          if (tries === 3) throw error;
        }
      }
    },
    drop: async () => {
      await own.destroy();
      await server.raw(`drop database if exists ${name} with (force)`);
      await server.destroy();
    },
  };
};
