import { defineExporter, list, number, percent, toggle, z } from 'strapi-plugin-export/exporter';

import { ownSuppliers } from './people';

interface Totals {
  readonly active_hotels: number;
  readonly hotels_total: number;
}

const activeShare = ({ active_hotels: active, hotels_total: all }: Totals) => (all === 0 ? null : active / all);

/** The hotel content API's totals of each supplier, with a dashboard in Excel. */
export const supplierSummary = defineExporter({
  name: 'supplier-summary',
  contentType: 'api::supplier-summary.supplier-summary',
  label: 'Supplier summary',
  contentApi: true,
  limits: { maxRows: 100_000 },
  // Figures for the company's own network, which is this machine here.
  allowedAddresses: ['127.0.0.1', '::1'],
  cost: () => 5,
  filters: z.object({
    suppliers: list(z.string())
      .optional()
      .meta({ description: 'Codes of suppliers.', examples: [['ALPINA', 'BALTIC']] }),
    country_breakdown: toggle().default(false).describe('Whether the hotels of each country are told, too.'),
  }),
  where: ({ suppliers }) => ({ supplier_code: { $in: suppliers } }),
  scope: ownSuppliers,
  defaults: { sort: 'supplier_code:asc' },
  columns: [
    'supplier_code',
    'hotels_total',
    'mappings_total',
    'active_hotels',
    {
      key: 'active_share',
      type: 'float',
      format: percent(1),
      dependsOn: ['active_hotels', 'hotels_total'],
      compute: activeShare,
    },
    { path: 'average_rating', format: number(2) },
    { path: 'country_breakdown', when: ({ country_breakdown }) => country_breakdown === true },
  ],
  summary: {
    name: 'Dashboard',
    title: 'Suppliers',
    figures: [
      { label: 'Suppliers', of: 'count' },
      { label: 'Hotels', of: { sum: 'hotels_total' } },
      { label: 'Active hotels', of: { sum: 'active_hotels' } },
      { label: 'Mappings', of: { sum: 'mappings_total' } },
    ],
    tables: [
      {
        title: 'Hotels by supplier',
        groupBy: 'supplier_code',
        groupLabel: 'Supplier',
        measures: [
          { label: 'Hotels', of: { sum: 'hotels_total' } },
          { label: 'Active hotels', of: { sum: 'active_hotels' } },
          { label: 'Mappings', of: { sum: 'mappings_total' } },
        ],
        chart: 'bar',
      },
      {
        title: 'Hotels by country',
        when: ({ country_breakdown }) => country_breakdown === true,
        groupBy: { entries: 'country_breakdown' },
        groupLabel: 'Country',
        measures: [{ label: 'Hotels', of: 'value' }],
        top: 25,
        chart: 'pie',
      },
    ],
  },
});
