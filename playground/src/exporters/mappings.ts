import { days, defineExporter, isoDate, list, z } from 'strapi-plugin-export/exporter';

import { ordered } from './filters';
import { ownSuppliers } from './people';

/** The hotel content API's mappings of providers' ids to hotels; Excel has a sheet for each supplier. */
export const mappings = defineExporter({
  name: 'mappings',
  contentType: 'api::provider-mapping.provider-mapping',
  label: 'Provider mappings',
  contentApi: true,
  limits: { maxRows: 100_000 },
  cost: ({ rows }) => 5 + rows / 1_000,
  filters: z
    .object({
      suppliers: list(z.string())
        .optional()
        .meta({ description: 'Codes of suppliers.', examples: [['ALPINA', 'BALTIC']] }),
      ittids: list(z.string()).optional().describe('Mappings of these hotels alone.'),
      date_from: isoDate().optional().describe('Mapped on this day (UTC) or later.'),
      date_to: isoDate().optional().describe('Mapped on this day (UTC) or earlier.'),
    })
    .superRefine(ordered('date_from', 'date_to')),
  where: ({ suppliers, ittids, date_from, date_to }) => ({
    supplier_code: { $in: suppliers },
    ittid: { $in: ittids },
    mapped_at: days(date_from, date_to),
  }),
  scope: ownSuppliers,
  columns: [
    'ittid',
    'supplier_code',
    'provider_id',
    { path: 'giata_code', label: 'Giata code' },
    { path: 'vervotech_id', label: 'Vervotech ID' },
    'valid_from',
    'valid_to',
    'mapped_at',
    { path: 'hotel.name', label: 'Hotel' },
  ],
  split: { by: 'supplier_code' },
  summary: {
    title: 'Provider mappings',
    figures: [
      { label: 'Mappings', of: 'count' },
      { label: 'Hotels', of: { distinct: 'ittid' } },
    ],
    tables: [
      {
        title: 'Mappings by supplier',
        groupBy: 'supplier_code',
        groupLabel: 'Supplier',
        measures: [{ label: 'Mappings', of: 'count' }],
        chart: 'bar',
      },
    ],
  },
});
