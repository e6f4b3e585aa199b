import createKnex from 'knex';

const CLIENTS = {
  sqlite: ({ DATABASE_FILENAME: filename }) => ({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
  }),
  postgres: ({ DATABASE_HOST: host, DATABASE_NAME: database }) => ({
    client: 'pg',
    connection: { host, database, user: 'postgres' },
  }),
  mysql: ({ DATABASE_HOST: host, DATABASE_NAME: database }) => ({
    client: 'mysql2',
    connection: { host, database, user: 'root' },
  }),
};

/** A client of the database that a site's environment names. */
export const connect = (env) => createKnex(CLIENTS[env.DATABASE_CLIENT](env));
