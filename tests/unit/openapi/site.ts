import type { Format } from '../../../shared/formats';
import { automaticExporter } from '../../../server/src/exporter/exporter';
import { list, z } from '../../../server/src/exporter';
import { toExporter } from '../../../server/src/exporter/to-exporter';
import { createDocument } from '../../../server/src/openapi/document';
import type { DescribedSite, OpenExporter } from '../../../server/src/openapi/site';

const ARTICLE = 'api::article.article';

/** An exporter with filters, columns, formats and defaults of its own. */
const sales: OpenExporter = {
  exporter: toExporter(
    {
      name: 'sales',
      contentType: ARTICLE,
      label: 'Sales',
      contentApi: true,
      formats: ['csv', 'json'],
      filters: z.object({
        account: z.string().meta({ description: 'Whose.', examples: ['a-1'] }),
        countries: list(z.string().length(2)),
        search: z.string().optional(),
      }),
      where: () => ({}),
      columns: ['id', { key: 'profit', type: 'integer', dependsOn: ['id'], compute: () => 1 }] as never,
      lists: [{ path: 'items', label: 'Items', columns: ['name'] }] as never,
      defaults: { sort: 'id:desc', json: { root: 'sales', metadata: false } },
    },
    {} as never,
  ),
  ...{ label: 'Sales', hasDrafts: false, isLocalized: false, maxRows: 10, backgroundFrom: 5 },
};

const articles: OpenExporter = {
  exporter: automaticExporter(ARTICLE),
  ...{ label: 'Article', hasDrafts: true, isLocalized: true, maxRows: null, backgroundFrom: 5_000 },
};

export const SITE: DescribedSite = {
  version: '1.2.3',
  url: 'https://example.com',
  prefix: '/api/export',
  mediaTypes: {
    csv: 'text/csv; charset=utf-8',
    json: 'application/json; charset=utf-8',
    ndjson: 'application/x-ndjson',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  } satisfies Record<Format, string>,
  gzipMediaType: 'application/gzip',
  exporters: [sales, articles],
};

/** The document as whoever reads it has it. */
export const document = (site: DescribedSite = SITE): unknown => JSON.parse(JSON.stringify(createDocument(site)));
