import type { ExporterDetails, ExporterList } from '../../../shared/contracts/exporters';
import { parseExporterQuery } from '../request/catalogue';
import { checkNoQuery } from '../request/query';
import { getService } from '../services';
import { type Action, answer } from './calling';

export const listExporters: Action = async ({ strapi, ctx, origin, access }) => {
  checkNoQuery(ctx.query);
  const data = await getService(strapi, 'catalogue').list(origin, access);
  answer(ctx, { data } satisfies ExporterList);
};

export const describeExporter: Action = async ({ strapi, ctx, origin, access }) => {
  const { path = '' } = parseExporterQuery(ctx.query);
  const { exporter } = ctx.params as { exporter: string };
  const data = await getService(strapi, 'catalogue').details(origin, access, exporter, path);
  answer(ctx, { data } satisfies ExporterDetails);
};
