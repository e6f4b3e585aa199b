import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Core } from '@strapi/strapi';

interface PackageJson {
  readonly strapi?: { readonly kind?: string; readonly name?: string };
}

/**
 * The plugin's own folder: the parent of this site.
 *
 * `resolve: '..'` cannot be used: Strapi tries `require.resolve('..')` from its own loader first, which finds
 * `@strapi/core/dist/loaders/index.js`. An absolute path means the same to the server and to the admin build.
 * This file runs as `dist/config/plugins.js` in the one and as `config/plugins.ts` in the other, hence the walk up.
 */
const findPluginRoot = (from: string): string => {
  const file = path.join(from, 'package.json');

  if (existsSync(file)) {
    const { strapi } = JSON.parse(readFileSync(file, 'utf8')) as PackageJson;

    if (strapi?.kind === 'plugin' && strapi.name === 'content-export') {
      return from;
    }
  }

  const parent = path.dirname(from);

  if (parent === from) {
    throw new Error(`No folder above ${__dirname} holds the package of the Strapi plugin "content-export".`);
  }

  return findPluginRoot(parent);
};

type Env = Core.Config.Shared.ConfigParams['env'];

const storageOf = (env: Env) => env.oneOf('EXPORT_STORAGE', ['local', 's3', 'upload'], 'local');

/** Any S3-compatible server, such as one on this machine. */
const s3Client = (env: Env) => ({
  endpoint: env('S3_ENDPOINT', 'http://127.0.0.1:9000'),
  region: env('S3_REGION', 'us-east-1'),
  forcePathStyle: true,
  credentials: { accessKeyId: env('S3_ACCESS_KEY_ID', ''), secretAccessKey: env('S3_SECRET_ACCESS_KEY', '') },
});

/** Where the site has no exporters of its own, the content types are exported by themselves. */
const openedTypes = (env: Env) =>
  env.bool('PLAYGROUND_EXPORTERS', true)
    ? []
    : [
        'api::hotel.hotel',
        'api::provider-mapping.provider-mapping',
        'api::order.order',
        ...(env.bool('PLAYGROUND_BENCH', false) ? ['api::wide.wide'] : []),
      ];

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  'content-export': {
    enabled: true,
    resolve: findPluginRoot(__dirname),
    config: {
      contentApi: { contentTypes: openedTypes(env) },
      // The playground shows exports of any size.
      maxRows: null,
      queue: {
        driver: env('EXPORT_QUEUE', 'database'),
        redis: env('EXPORT_REDIS_URL', 'redis://127.0.0.1:6379'),
        prefix: env('EXPORT_QUEUE_PREFIX', 'playground'),
      },
      worker: {
        enabled: env.bool('EXPORT_WORKER', true),
        concurrency: env.int('EXPORT_WORKER_CONCURRENCY', 2),
        lostAfter: env.int('EXPORT_WORKER_LOST_AFTER', 30_000),
      },
      points: { exemptRoles: ['export-manager'] },
      jobs: { expiryInterval: env.int('EXPORT_EXPIRY_INTERVAL', 60_000) },
      storage: {
        driver: storageOf(env),
        local: { directory: env('EXPORT_DIRECTORY', '.tmp/exports') },
        s3: { bucket: env('S3_BUCKET', 'exports'), client: s3Client(env) },
        minFreeBytes: env.int('EXPORT_MIN_FREE_BYTES', 536_870_912),
      },
    },
  },
  ...(storageOf(env) === 'upload' && {
    upload: {
      config: {
        provider: 'aws-s3',
        // Only a private provider is accepted for exports.
        providerOptions: {
          s3Options: { ...s3Client(env), params: { Bucket: env('S3_BUCKET', 'exports'), ACL: 'private' } },
        },
      },
    },
  }),
  'users-permissions': {
    config: {
      jwtSecret: env('JWT_SECRET', 'playground-jwt-secret'),
    },
  },
  // Others beside them, as JSON, such as one that the benchmark measures.
  ...env.json('PLAYGROUND_PLUGINS', {}),
});

export default config;
