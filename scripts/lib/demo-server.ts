import path from 'node:path';

import { createStrapi } from '@strapi/strapi';
import type { Core } from '@strapi/types';

import { createApiToken } from '../../playground/scripts/seed/people';

/**
 * Starts the playground and tells the parent process a fresh API token. It does what `strapi start` does, which cannot
 * leave the panel out and gives no token.
 */

const PLAYGROUND = path.resolve(__dirname, '../../playground');
const TOKEN_NAME = 'npm run demo';

/** A token's key is shown only once, so each start makes a new one in place of the last. */
const renewToken = async (strapi: Core.Strapi): Promise<string> => {
  await strapi.db.query('admin::api-token').deleteMany({ where: { name: TOKEN_NAME } });
  return createApiToken(strapi, { name: TOKEN_NAME, type: 'read-only' });
};

const main = async (): Promise<void> => {
  const distDir = path.join(PLAYGROUND, 'dist');
  const serveAdminPanel = process.env.DEMO_PANEL === 'true';
  const strapi = createStrapi({ appDir: PLAYGROUND, distDir, serveAdminPanel, autoReload: false });
  strapi.log.level = 'warn';
  await strapi.load();
  const token = await renewToken(strapi);
  await strapi.start();
  process.send?.({ token });
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
