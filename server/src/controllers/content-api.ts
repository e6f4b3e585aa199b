import type { Core } from '@strapi/types';
import type { Context } from 'koa';
import { ROUTES, TICKET_PATH } from '../routes/table';
import { handlersOf } from './actions';
import { redeemTicket } from './downloads';

/**
 * What end users and API tokens ask for. The action is called `find`, so that read-only API tokens, which may do whatever
 * is called so, can export what they can read.
 *
 * All routes share this one action, since Strapi makes a permission of each action of the content API: whoever may
 * export may also ask what, and roles have one box to tick. The route tells what is wanted.
 */
export const createContentApiController = ({ strapi }: { readonly strapi: Core.Strapi }) => {
  const handlers = handlersOf(strapi, 'content-api');
  const byRoute = new Map([
    [`GET ${TICKET_PATH}`, redeemTicket(strapi)],
    ...ROUTES.map(({ method, path, action }) => [`${method} ${path}`, handlers[action]] as const),
  ]);
  return {
    find: async (ctx: Context): Promise<void> => {
      const { route } = ctx.state as { route: { readonly method: string; readonly path: string } };
      await byRoute.get(`${route.method} ${route.path}`)?.(ctx);
    },
  };
};
