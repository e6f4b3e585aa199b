import { ROUTE_PREFIX } from '../../../shared/plugin-id';
import { schemasOf } from '../openapi/route-schemas';
import { PANEL_ROUTES, type Route, ROUTES, type SharedAction, TICKET_PATH } from './table';

const panelRoute = ({ method, path, action }: Route) => ({
  ...{ method, path },
  handler: `panel.${action}`,
  config: { policies: ['admin::isAuthenticatedAdmin'] },
});

/** Not a function for a handler: it would have no scope, and the role editor of end users cannot show such a route. */
const contentApiRoute = ({ method, path, action }: Route<SharedAction>) => ({
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

export const routes = {
  admin: {
    type: 'admin' as const,
    prefix: ROUTE_PREFIX,
    routes: [ticketRoute('panel.redeemTicket'), ...[...PANEL_ROUTES, ...ROUTES].map(panelRoute)],
  },
  'content-api': {
    type: 'content-api' as const,
    prefix: ROUTE_PREFIX,
    routes: [
      { ...ticketRoute('exports.find'), ...schemasOf('redeemTicket', TICKET_PATH) },
      ...ROUTES.map(contentApiRoute),
    ],
  },
};
