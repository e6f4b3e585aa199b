import type { Core } from '@strapi/strapi';
import type { AnyExporterDefinition } from 'strapi-plugin-export/exporter';

import { hotels } from './hotels';
import { mappings } from './mappings';
import { records } from './records';
import { supplierSummary } from './supplier-summary';

interface Exporters {
  register(definition: AnyExporterDefinition): void;
}

export const registerExporters = (strapi: Core.Strapi): void => {
  const exporters = strapi.plugin('content-export').service<Exporters>('exporters');

  for (const exporter of [records, hotels, mappings, supplierSummary]) {
    exporters.register(exporter);
  }
};
