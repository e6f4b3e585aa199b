import { FORMAT_ALIASES, FORMATS } from '../../../shared/formats';
import { ROUTE_PREFIX } from '../../../shared/plugin-id';

/**
 * One static route per format, so that each can be described, granted and limited by itself. The last one is for formats
 * that do not exist, so that they too are refused with a code; it must stay last.
 */
const formatPaths = [...FORMATS, ...Object.keys(FORMAT_ALIASES), ':format'].map((format) => `/:exporter/${format}`);

const panelRoutes = formatPaths.map((path) => ({
  method: 'GET' as const,
  path,
  handler: 'panel.stream',
  config: { policies: ['admin::isAuthenticatedAdmin'] },
}));

const contentApiRoutes = formatPaths.map((path) => ({
  method: 'GET' as const,
  path,
  handler: 'exports.find',
  config: { policies: [] },
}));

export const routes = {
  admin: { type: 'admin' as const, prefix: ROUTE_PREFIX, routes: panelRoutes },
  'content-api': { type: 'content-api' as const, prefix: ROUTE_PREFIX, routes: contentApiRoutes },
};
