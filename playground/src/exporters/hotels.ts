import { days, defineExporter, isoDate, list, number, z } from 'strapi-plugin-export/exporter';

import { ownSuppliers } from './people';
import { ordered } from './filters';

const PROPERTY_TYPES = ['hotel', 'apartment', 'resort', 'hostel', 'villa'] as const;

const rating = z.coerce.number().min(0).max(5);

/** The hotel content API's hotels, with everything that belongs to each. */
export const hotels = defineExporter({
  name: 'hotels',
  contentType: 'api::hotel.hotel',
  label: 'Hotels',
  contentApi: true,
  limits: { maxRows: 100_000 },
  cost: ({ rows }) => 10 + rows / 10,
  filters: z
    .object({
      suppliers: list(z.string())
        .optional()
        .meta({ description: 'Codes of suppliers.', examples: [['ALPINA', 'BALTIC']] }),
      countries: list(z.string().length(2))
        .optional()
        .meta({ description: 'Codes of countries (ISO 3166-1 alpha-2).', examples: [['DE', 'FR']] }),
      rating_from: rating.optional().describe('Rated so or better.'),
      rating_to: rating.optional().describe('Rated so or worse.'),
      updated_from: isoDate().optional().describe('Changed on this day (UTC) or later.'),
      updated_to: isoDate().optional().describe('Changed on this day (UTC) or earlier.'),
      ittids: list(z.string()).optional().describe('These hotels alone.'),
      property_types: list(z.enum(PROPERTY_TYPES)).optional().describe('Hotels of these types.'),
    })
    .superRefine(ordered('rating_from', 'rating_to'))
    .superRefine(ordered('updated_from', 'updated_to')),
  where: (asked) => ({
    supplier_code: { $in: asked.suppliers },
    country_code: { $in: asked.countries },
    rating: { $gte: asked.rating_from, $lte: asked.rating_to },
    updatedAt: days(asked.updated_from, asked.updated_to),
    ittid: { $in: asked.ittids },
    property_type: { $in: asked.property_types },
  }),
  scope: ownSuppliers,
  columns: [
    'ittid',
    'name',
    'supplier_code',
    'country_code',
    'city',
    'property_type',
    { path: 'rating', format: number(1) },
    'stars',
    'active',
    'address',
    'postal_code',
    'phone',
    'email',
    'website',
    'latitude',
    'longitude',
    'check_in',
    'opened_on',
    'last_synced_at',
    'description',
    'room_count',
    'updatedAt',
  ],
  key: 'ittid',
  lists: [
    {
      path: 'locations',
      label: 'Locations',
      columns: ['label', 'street', 'city', 'postal_code', 'latitude', 'longitude'],
    },
    { path: 'contacts', label: 'Contacts', columns: ['kind', 'name', 'email', 'phone'], csvPlaces: 2 },
    { path: 'mappings', label: 'Mappings', columns: ['supplier_code', 'provider_id', 'giata_code', 'vervotech_id'] },
  ],
  summary: {
    title: 'Hotels',
    figures: [
      { label: 'Hotels', of: 'count' },
      { label: 'Suppliers', of: { distinct: 'supplier_code' } },
      { label: 'Average rating', of: { average: 'rating' }, format: number(2) },
      { label: 'Rooms', of: { sum: 'room_count' } },
      { label: 'Mappings', of: { sum: 'mappings:count' } },
      { label: 'Last change', of: { max: 'updatedAt' } },
    ],
    tables: [
      {
        title: 'Hotels by country',
        groupBy: 'country_code',
        groupLabel: 'Country',
        measures: [
          { label: 'Hotels', of: 'count' },
          { label: 'Rooms', of: { sum: 'room_count' } },
        ],
        top: 15,
        chart: 'bar',
      },
      {
        title: 'Hotels by property type',
        groupBy: 'property_type',
        groupLabel: 'Property type',
        measures: [{ label: 'Hotels', of: 'count' }],
        chart: 'pie',
      },
    ],
  },
});
