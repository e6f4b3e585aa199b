import { createContentApiRoutesFactory } from '@strapi/utils';
import { FORMAT_ALIASES, FORMATS } from '../../../shared/formats';

/** One static route per format, so that each can be described, granted and limited by itself. */
const formatPaths = [...FORMATS, ...Object.keys(FORMAT_ALIASES)].map((format) => `/:exporter/${format}`);

const panelRoutes = formatPaths.map((path) => ({
  method: 'GET' as const,
  path,
  handler: 'panel.stream',
  config: { policies: ['admin::isAuthenticatedAdmin'] },
}));

const contentApiRoutes = () =>
  formatPaths.map((path) => ({ method: 'GET' as const, path, handler: 'exports.find', config: { policies: [] } }));

export const routes = {
  admin: { type: 'admin' as const, routes: panelRoutes },
  'content-api': createContentApiRoutesFactory(contentApiRoutes as never),
};
