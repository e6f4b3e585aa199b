import type { Core } from '@strapi/types';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { type AccessService, createAccessService } from './access';
import { type CatalogueService, createCatalogueService } from './catalogue';
import { createExportsService, type ExportsService } from './exports';
import { createRulesService, type RulesService } from './rules';
import { createSchemaService } from './schema';
import { createStreamsService, type StreamsService } from './streams';
import { createViewsService } from './views';

type Context = { readonly strapi: Core.Strapi };

/** Strapi calls each of these once, when the service is first asked for. */
export const services = {
  access: ({ strapi }: Context): AccessService =>
    createAccessService({ strapi, schema: createSchemaService({ strapi }), rules: getService(strapi, 'rules') }),
  catalogue: ({ strapi }: Context): CatalogueService =>
    createCatalogueService({ strapi, schema: createSchemaService({ strapi }), ...createViewsService({ strapi }) }),
  exports: ({ strapi }: Context): ExportsService =>
    createExportsService({ strapi, schema: createSchemaService({ strapi }), ...createViewsService({ strapi }) }),
  rules: ({ strapi }: Context): RulesService => createRulesService({ strapi }),
  streams: ({ strapi }: Context): StreamsService =>
    createStreamsService({ strapi, exports: getService(strapi, 'exports') }),
};

interface Services {
  access: AccessService;
  catalogue: CatalogueService;
  exports: ExportsService;
  rules: RulesService;
  streams: StreamsService;
}

/** The only look-up of this plugin's services. */
export const getService = <Name extends keyof Services>(strapi: Core.Strapi, name: Name): Services[Name] =>
  strapi.plugin(PLUGIN_ID).service(name) as unknown as Services[Name];
