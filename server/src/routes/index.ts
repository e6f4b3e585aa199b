import { ROUTE_PREFIX } from '../../../shared/plugin-id';
import { type RouteSchemas, schemasOf } from '../openapi/route-schemas';
import { PANEL_ROUTES, type Route, ROUTES, type SharedAction, TICKET_PATH } from './table';

const panelRoute = ({ method, path, action }: Route) => ({
  ...{ method, path },
  handler: `panel.${action}`,
  config: { policies: ['admin::isAuthenticatedAdmin'] },
});

/** A route as it is described; named, so that the declarations of the package need no other copy of zod. */
export interface ContentApiRoute extends Pick<Route, 'method' | 'path'>, RouteSchemas {
  readonly handler: string;
  readonly config: { readonly policies: readonly string[]; readonly auth?: false };
}

/** Not a function for a handler: it would have no scope, and the role editor of end users cannot show such a route. */
const contentApiRoute = ({ method, path, action }: Route<SharedAction>): ContentApiRoute => ({
  ...{ method, path },
  handler: 'exports.find',
  config: { policies: [] },
  ...schemasOf(action, path),
});

/** The only route without authentication: whoever has the ticket has been authenticated when it was issued. */
const ticketRoute = (handler: string) => ({
  method: 'GET' as const,
  path: TICKET_PATH,
  handler,
  config: { auth: false as const, policies: [] },
});

const describedTicketRoute: ContentApiRoute = {
  ...ticketRoute('exports.find'),
  ...schemasOf('redeemTicket', TICKET_PATH),
};

export const routes = {
  admin: {
    type: 'admin' as const,
    prefix: ROUTE_PREFIX,
    routes: [ticketRoute('panel.redeemTicket'), ...[...PANEL_ROUTES, ...ROUTES].map(panelRoute)],
  },
  'content-api': {
    type: 'content-api' as const,
    prefix: ROUTE_PREFIX,
    routes: [describedTicketRoute, ...ROUTES.map(contentApiRoute)],
  },
};
