import type { Core } from '@strapi/strapi';

export default {
  register({ strapi }: { strapi: Core.Strapi }) {
    // Without a plugin name the field's uid is `global::color`.
    strapi.customFields.register({ name: 'color', type: 'string' });
  },
};
