/**
 * The plugin's id: the name in `strapi.plugin('content-export')`, in the site's `config/plugins` and in permission actions.
 *
 * Not `export`: Strapi's admin build writes `import <id in camel case> from …`, and `export` is a reserved word.
 */
export const PLUGIN_ID = 'content-export';

/** The path of the plugin's routes, behind the site's address in the panel's contract, behind `/api` in the content API's. */
export const ROUTE_PREFIX = '/export';
