import type { Core } from '@strapi/types';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { isContent, type Model } from '../access/schema';
import { configOf } from '../config';

interface Route {
  readonly handler: unknown;
  readonly config?: { readonly policies?: readonly unknown[]; readonly middlewares?: readonly unknown[] };
}

interface Api {
  readonly routes: Readonly<Record<string, { readonly routes?: readonly Route[] }>>;
}

/** What is wrong with the content types that a site lists as open, each naming its key. */
const openedTypeProblems = (strapi: Core.Strapi, uids: readonly string[]): string[] =>
  uids.flatMap((uid, at) => {
    const model = strapi.contentTypes[uid as never] as Model | undefined;
    const key = `  ${PLUGIN_ID}.config.contentApi.contentTypes.${at}`;
    if (model === undefined) return [`${key}: there is no content type ${uid}`];
    return isContent(model) ? [] : [`${key}: ${uid} is not content that can be exported`];
  });

/** The routes of a type's own `find`, and whether code of the site stands before them. */
const routesOfFind = (strapi: Core.Strapi, uid: string): { readonly isGuarded: boolean }[] => {
  const [, apiName = '', name = ''] = /^api::([^.]+)\.(.+)$/.exec(uid) ?? [];
  const api = (strapi.apis as Readonly<Record<string, Api | undefined>>)[apiName];
  const routes = Object.values(api?.routes ?? {}).flatMap((router) => router.routes ?? []);
  return routes
    .filter(({ handler }) => handler === `${name}.find` || handler === `${uid}.find`)
    .map(({ config }) => ({ isGuarded: [...(config?.policies ?? []), ...(config?.middlewares ?? [])].length > 0 }));
};

/**
 * Looks at the content types that the site has opened, once all of them are known.
 *
 * @throws Error naming the key when one of them does not exist
 */
export const checkOpenedTypes = (strapi: Core.Strapi): void => {
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
