import type { Core } from '@strapi/types';
import type { Context } from 'koa';
import type { ExporterDetails, ExporterList } from '../../../shared/contracts/exporters';
import type { Access } from '../access/access';
import { checkListQuery, parseExporterQuery } from '../request/catalogue';
import { getService } from '../services';
import { answerErrors } from './answer-errors';

/** What one caller may do is nobody else's answer. */
const answer = (ctx: Context, body: ExporterList | ExporterDetails): void => {
  ctx.set('Cache-Control', 'private, no-store');
  ctx.body = body;
};

/** @param among UIDs of the content types that are open; all when left out */
export const listExporters = async (
  strapi: Core.Strapi,
  ctx: Context,
  access: Access,
  among?: readonly string[],
): Promise<void> => {
  checkListQuery(ctx.query);
  const data = await getService(strapi, 'catalogue').list(access, among);
  answer(ctx, { data } satisfies ExporterList);
};

export const describeExporter = async (strapi: Core.Strapi, ctx: Context, access: Access): Promise<void> => {
  const { path = '' } = parseExporterQuery(ctx.query);
  const { exporter } = ctx.params as { exporter: string };
  const data = await getService(strapi, 'catalogue').details(access, exporter, path);
  answer(ctx, { data } satisfies ExporterDetails);
};

/** The panel's catalogue; the content API's is part of its one action, see `createContentApiController`. */
export const createCatalogueController = ({ strapi }: { readonly strapi: Core.Strapi }) => ({
  list: answerErrors((ctx: Context) => listExporters(strapi, ctx, getService(strapi, 'access').ofPanel(ctx))),
  details: answerErrors((ctx: Context) => describeExporter(strapi, ctx, getService(strapi, 'access').ofPanel(ctx))),
});
