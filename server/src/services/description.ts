import type { Core } from '@strapi/types';
import packageJson from '../../../package.json';
import type { Model, Schema } from '../access/schema';
import { createDocument } from '../openapi/document';
import { hasDrafts } from '../plan/virtual-fields';
import type { ExportersService } from './exporters';
import { GZIP_MEDIA_TYPE, MEDIA_TYPES } from './file-formats';
import { prefixOf } from './job-views';

export interface DescriptionInput {
  readonly strapi: Core.Strapi;
  readonly schema: Schema;
  readonly exporters: ExportersService;
}

const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  left.name < right.name ? -1 : 1;

/** Describes the content API as this site has it. */
export const createDescriptionService = ({ strapi, schema, exporters }: DescriptionInput) => ({
  /** An OpenAPI 3.1 document: every route, for each exporter that is open to the content API with its own parameters. */
  document: (): Readonly<Record<string, unknown>> =>
    createDocument({
      version: packageJson.version,
      url: strapi.config.get<string>('server.absoluteUrl'),
      prefix: prefixOf(strapi, 'content-api'),
      mediaTypes: MEDIA_TYPES,
      gzipMediaType: GZIP_MEDIA_TYPE,
      exporters: [...exporters.all('content-api')].sort(byName).map((exporter) => {
        // Exporters of types that do not exist are refused when the site starts.
        const model = schema.model(exporter.uid) as Model;
        return {
          exporter,
          label: exporters.labelOf(exporter),
          hasDrafts: hasDrafts(model),
          isLocalized: schema.isLocalized(model),
          ...exporters.limitsOf(exporter),
        };
      }),
    }),
});

export type DescriptionService = ReturnType<typeof createDescriptionService>;
