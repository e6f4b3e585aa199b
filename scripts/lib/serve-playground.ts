import path from 'node:path';

import { createStrapi } from '@strapi/strapi';
import type { Core } from '@strapi/types';

import { createApiToken } from '../../playground/scripts/seed/people';

const PLAYGROUND = path.resolve(__dirname, '../../playground');

interface Served {
  readonly strapi: Core.Strapi;
  /** A fresh API token that may read everything. */
  readonly token: string;
}

/** A token's key is shown only once, so each start makes a new one in place of the last. */
const renewToken = async (strapi: Core.Strapi, name: string): Promise<string> => {
  await strapi.db.query('admin::api-token').deleteMany({ where: { name } });
  return createApiToken(strapi, { name, type: 'read-only' });
};

/**
 * Starts the playground in this process, as `strapi start` does, which cannot leave the panel out and gives no token.
 *
 * @param tokenName what the token is called in the panel
 */
export const servePlayground = async (tokenName: string, serveAdminPanel: boolean): Promise<Served> => {
  const distDir = path.join(PLAYGROUND, 'dist');
  const strapi = createStrapi({ appDir: PLAYGROUND, distDir, serveAdminPanel, autoReload: false });
  strapi.log.level = 'warn';
  await strapi.load();
  const token = await renewToken(strapi, tokenName);
  await strapi.start();
  return { strapi, token };
};
