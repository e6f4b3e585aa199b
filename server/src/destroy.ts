import type { Core } from '@strapi/types';
import { getService } from './services';

/** Hands running jobs back and stops what `bootstrap` started, within ten seconds. */
export const destroy = async ({ strapi }: { readonly strapi: Core.Strapi }): Promise<void> => {
  await getService(strapi, 'background').stop();
};
