import { PLUGIN_ID } from '../../shared/plugin-id';

/** The part of Strapi's admin app that a plugin registers with. */
interface AdminApp {
  registerPlugin(plugin: { readonly id: string; readonly name: string }): void;
}

// Strapi asks for a default export.
export default {
  register: (app: AdminApp): void => app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID }),
};
