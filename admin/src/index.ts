import { Download } from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';
import { PLUGIN_ID } from '../../shared/plugin-id';
import { MenuIcon } from './components/MenuIcon';
import { addToContentManager } from './quick/register';
import { ACCESS, SETTINGS } from './services/permissions';
import { loadTexts } from './services/texts';

// Strapi asks for a default export.
export default {
  register: (app: StrapiApp): void => {
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: MenuIcon,
      intlLabel: { id: `${PLUGIN_ID}.page.title`, defaultMessage: 'Exports' },
      permissions: [...ACCESS],
      Component: () => import('./pages/App'),
      position: 5,
    });
    app.addSettingsLink('global', {
      id: PLUGIN_ID,
      to: PLUGIN_ID,
      intlLabel: { id: `${PLUGIN_ID}.settings.title`, defaultMessage: 'Exports' },
      permissions: [...SETTINGS],
      Component: () => import('./pages/SettingsPage'),
    });
    app.widgets.register({
      id: 'my-exports',
      pluginId: PLUGIN_ID,
      icon: Download,
      title: { id: `${PLUGIN_ID}.widget.title`, defaultMessage: 'My exports' },
      permissions: [...ACCESS],
      component: async () => (await import('./widget/MyExports')).MyExports,
    });
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID });
  },

  bootstrap: (app: Pick<StrapiApp, 'getPlugin'>): void => addToContentManager(app),

  registerTrads: async ({ locales }: { readonly locales: readonly string[] }) =>
    Promise.all(locales.map(async (locale) => ({ locale, data: await loadTexts(locale) }))),
};
