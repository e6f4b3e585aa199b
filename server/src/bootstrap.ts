import type { Core } from '@strapi/types';
import { configOf } from './config';
import { registerPermissions } from './permissions';
import { getService } from './services';
import { checkConfiguredRoles } from './services/configured-roles';
import { allowWebhookEvents } from './services/notices';
import { checkOpenedTypes } from './services/opened-types';

/**
 * Adds the plugin's rights to the role editor, checks what the site describes and has opened, and where its files go. Jobs are run once
 * the site answers: Strapi also boots for commands, which end when they are done.
 */
export const bootstrap = async ({ strapi }: { readonly strapi: Core.Strapi }): Promise<void> => {
  await registerPermissions(strapi);
  checkOpenedTypes(strapi);
  await getService(strapi, 'exporters').check();
  allowWebhookEvents(strapi);
  const background = getService(strapi, 'background');
  await background.prepare();
  const { httpServer } = strapi.server;
  // Other plugins make their roles while they are bootstrapped.
  httpServer.once('listening', () => void checkConfiguredRoles(strapi));
  if (!configOf(strapi).worker.enabled) return;
  httpServer.once('listening', () => background.startWorker());
};
