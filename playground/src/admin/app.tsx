import type { StrapiApp } from '@strapi/strapi/admin';

// The server registers the field in src/index.ts; without this half the edit view shows an error in its place.
export default {
  // All languages that the plugin has texts in beside English.
  config: { locales: ['ar', 'de', 'es', 'fr'] },
  register(app: StrapiApp) {
    app.customFields.register({
      name: 'color',
      type: 'string',
      intlLabel: { id: 'playground.color.label', defaultMessage: 'Colour' },
      intlDescription: { id: 'playground.color.description', defaultMessage: 'A CSS colour' },
      components: {
        Input: () => import('./ColorInput').then(({ ColorInput }) => ({ default: ColorInput })),
      },
    });
  },
};
