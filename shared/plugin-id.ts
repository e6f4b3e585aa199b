/** The plugin's id: the name in `strapi.plugin('export')`, in its routes and in its permission actions. */
export const PLUGIN_ID = 'export';
