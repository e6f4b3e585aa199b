import type { Core } from '@strapi/types';
import { registerPermissions } from './permissions';
import { checkOpenedTypes } from './services/opened-types';

/** Adds the plugin's rights to the role editor, and checks the content types that the site has opened. */
export const bootstrap = async ({ strapi }: { readonly strapi: Core.Strapi }): Promise<void> => {
  await registerPermissions(strapi);
  checkOpenedTypes(strapi);
};
