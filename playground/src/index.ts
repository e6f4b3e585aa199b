import type { Core } from '@strapi/strapi';

import { registerBenchTypes } from './bench-types';
import { registerExporters } from './exporters';

export default {
  register({ strapi }: { strapi: Core.Strapi }) {
    // Without a plugin name the field's uid is `global::color`.
    strapi.customFields.register({ name: 'color', type: 'string' });

    if (process.env.PLAYGROUND_BENCH === 'true') {
      registerBenchTypes(strapi);
    }

    // The suites of the engine itself look at content types without rules of the site.
    if (process.env.PLAYGROUND_EXPORTERS !== 'false') {
      registerExporters(strapi);
    }
  },
};
