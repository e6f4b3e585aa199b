import type { Core } from '@strapi/strapi';
import type { AnyExporterDefinition } from 'strapi-plugin-export/exporter';

import { records } from './records';

interface Exporters {
  register(definition: AnyExporterDefinition): void;
}

export const registerExporters = (strapi: Core.Strapi): void => {
  const exporters = strapi.plugin('content-export').service<Exporters>('exporters');

  for (const exporter of [records]) {
    exporters.register(exporter);
  }
};
