import type { Core } from '@strapi/types';
import { configOf } from './config';
import { openedTypeProblems, routesOfFind } from './services/opened-types';

/**
 * Looks at the content types that the site has opened, once all of them are known.
 *
 * @throws Error naming the key when one of them does not exist
 */
export const bootstrap = ({ strapi }: { readonly strapi: Core.Strapi }): void => {
  const { contentApi } = configOf(strapi);
  const problems = openedTypeProblems(strapi, contentApi.contentTypes);
  if (problems.length > 0) {
    throw new Error(`The configuration of the export plugin is wrong:\n${problems.join('\n')}`);
  }
  for (const uid of contentApi.contentTypes) {
    if (!routesOfFind(strapi, uid).some(({ isGuarded }) => isGuarded)) continue;
    strapi.log.warn(
      `[export] The find route of ${uid} has policies or middlewares, which exports through the content API do not run. ` +
        'Where they limit what a caller may read, take the type out of contentApi.contentTypes.',
    );
  }
};
