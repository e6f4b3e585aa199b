import { EXPORTER_PATH, EXPORTERS_PATH } from '../../../shared/contracts/exporters';
import { FORMAT_ALIASES, FORMATS } from '../../../shared/formats';
import { ROUTE_PREFIX } from '../../../shared/plugin-id';

/**
 * One static route per format, so that each can be described, granted and limited by itself. The last one is for formats
 * that do not exist, so that they too are refused with a code; it must stay last.
 */
const formatPaths = [...FORMATS, ...Object.keys(FORMAT_ALIASES), ':format'].map((format) => `/:exporter/${format}`);

const panelRoute = (path: string, handler: string) => ({
  method: 'GET' as const,
  path,
  handler,
  config: { policies: ['admin::isAuthenticatedAdmin'] },
});

/** Not a function for a handler: it would have no scope, and the role editor of end users cannot show such a route. */
const contentApiRoute = (path: string) => ({
  method: 'GET' as const,
  path,
  handler: 'exports.find',
  config: { policies: [] },
});

// The first route that matches is taken, so routes that begin with a word stand before those that begin with a name.
const panelRoutes = [
  panelRoute(EXPORTERS_PATH, 'catalogue.list'),
  panelRoute(EXPORTER_PATH, 'catalogue.details'),
  ...formatPaths.map((path) => panelRoute(path, 'panel.stream')),
];

const contentApiRoutes = [EXPORTERS_PATH, EXPORTER_PATH, ...formatPaths].map(contentApiRoute);

export const routes = {
  admin: { type: 'admin' as const, prefix: ROUTE_PREFIX, routes: panelRoutes },
  'content-api': { type: 'content-api' as const, prefix: ROUTE_PREFIX, routes: contentApiRoutes },
};
