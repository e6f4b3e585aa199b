import path from 'node:path';

import { isDatabaseClientKind } from '@strapi/database';
import type { Core } from '@strapi/strapi';

type Env = Core.Config.Shared.ConfigParams['env'];

/** The site's folder, seen from `dist/config` where this file runs. */
const APP_DIR = path.join(__dirname, '..', '..');
const DEFAULT_NAME = 'strapi_export_playground';

const pool = (env: Env) => ({
  min: env.int('DATABASE_POOL_MIN', 2),
  max: env.int('DATABASE_POOL_MAX', 10),
});

const server = (env: Env, port: number, user: string) => ({
  host: env('DATABASE_HOST', '127.0.0.1'),
  port: env.int('DATABASE_PORT', port),
  database: env('DATABASE_NAME', DEFAULT_NAME),
  user: env('DATABASE_USERNAME', user),
  password: env('DATABASE_PASSWORD', ''),
});

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Database => {
  const client = env('DATABASE_CLIENT', 'sqlite');

  if (!isDatabaseClientKind(client)) {
    throw new Error(`Unsupported DATABASE_CLIENT: ${client}. Use "postgres", "mysql" or "sqlite".`);
  }

  const connections: Record<Core.Config.Database.ClientKind, Core.Config.Database['connection']> = {
    mysql: {
      client: 'mysql',
      connection: server(env, 3306, 'root'),
      pool: pool(env),
    },
    postgres: {
      client: 'postgres',
      connection: {
        ...server(env, 5432, 'postgres'),
        schema: env('DATABASE_SCHEMA', 'public'),
      },
      pool: pool(env),
    },
    sqlite: {
      client: 'sqlite',
      connection: {
        // resolve, not join: an absolute DATABASE_FILENAME gives every test its own file.
        filename: path.resolve(APP_DIR, env('DATABASE_FILENAME', '.tmp/data.db')),
      },
      useNullAsDefault: true,
    },
  };

  return {
    connection: {
      ...connections[client],
      acquireConnectionTimeout: env.int('DATABASE_CONNECTION_TIMEOUT', 60_000),
    },
  };
};

export default config;
