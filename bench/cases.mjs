import { COPIED_HOTELS, COPIED_ORDERS } from '../scripts/lib/copies.mjs';

/**
 * What is exported. `exporter` and `query` ask the plugin; `table`, `columns` and `where` say the same in SQL, and `kinds`
 * what columns hold, for what reads the database by itself; `sites` tells that the site's own exporters are needed,
 * `isClosed` that the content API does not serve it, so that the command line alone is measured, `isPart` that the file has
 * fewer rows than were written, `seed` what is written for so many rows, `copied` the table whose rows are copied for more
 * than the seed writes in a reasonable time, and `filling` what is written besides the seed.
 */

/** The most rows that are written by the seed; of larger contents they are a part, and the rest are their copies. */
const SEEDED = 50_000;

const HOTEL_COLUMNS = [
  ...[
    'ittid',
    'name',
    'supplier_code',
    'country_code',
    'city',
    'property_type',
    'rating',
    'stars',
    'active',
    'address',
  ],
  ...['postal_code', 'phone', 'email', 'website', 'latitude', 'longitude', 'check_in', 'opened_on', 'last_synced_at'],
  'description',
];

/** What a peer must know of them, since drivers and databases give such values in several ways. */
const HOTEL_KINDS = { rating: 'decimal', active: 'boolean', opened_on: 'date', last_synced_at: 'datetime' };

const ORDER_COLUMNS = [
  ...['ebay_order_id', 'sale_date', 'item_name', 'qty', 'sale_price_cents', 'ebay_fees_cents', 'amazon_price_cents'],
  ...['amazon_tax_cents', 'amazon_shipping_cents', 'amazon_order_id', 'status', 'return_label_cost_cents'],
  ...['order_remark', 'service_remark', 'account_id'],
];

const HOTEL = 'api::hotel.hotel';

const hotelsSeed = (rows) => ['--hotels', `${rows}`, '--drafts', '0', '--orders', '1'];

/** Without what else belongs to a hotel, so that millions are written in minutes. */
const bareHotelsSeed = (rows) => [
  ...hotelsSeed(rows),
  ...['mappings', 'contacts', 'locations'].flatMap((part) => [`--${part}-per-hotel`, '0']),
];

const ordersSeed = (rows) => ['--hotels', '1', '--orders', `${rows}`];

export const CASES = {
  hotels: {
    title: 'hotels, 20 scalar columns',
    exporter: HOTEL,
    query: { columns: HOTEL_COLUMNS.join() },
    table: 'hotels',
    columns: HOTEL_COLUMNS,
    kinds: HOTEL_KINDS,
    where: "published_at IS NOT NULL AND locale = 'en'",
    seed: bareHotelsSeed,
    copied: COPIED_HOTELS,
  },
  related: {
    title: 'hotels with three relations and a component',
    exporter: HOTEL,
    query: {
      columns: [...HOTEL_COLUMNS, 'country.name', 'supplier.name', 'contacts.email', 'seo.meta_title'].join(),
    },
    seed: hotelsSeed,
    filling: 'components',
  },
  workbook: {
    title: 'hotels, five sheets',
    exporter: 'hotels',
    query: {},
    formats: ['xlsx'],
    sites: true,
    seed: hotelsSeed,
  },
  orders: {
    title: 'orders with computed columns, one account’s part of them',
    isPart: true,
    exporter: 'records',
    query: { account_id: 'acc-1001' },
    formats: ['csv', 'json', 'xlsx'],
    sites: true,
    seed: ordersSeed,
    copied: COPIED_ORDERS,
  },
  allOrders: {
    title: 'orders, 15 scalar columns',
    exporter: 'api::order.order',
    query: { columns: ORDER_COLUMNS.join() },
    table: 'orders',
    columns: ORDER_COLUMNS,
    kinds: { sale_date: 'datetime' },
    where: 'true',
    seed: ordersSeed,
    copied: COPIED_ORDERS,
  },
  wide: {
    title: 'a type of 300 columns',
    exporter: 'api::wide.wide',
    query: {},
    seed: () => ['--hotels', '1', '--orders', '1'],
    filling: 'wide',
  },
  kitchen: {
    title: 'kitchen sink: every kind of field',
    exporter: 'api::kitchen-sink.kitchen-sink',
    query: {},
    isClosed: true,
    seed: (rows) => ['--hotels', '1', '--orders', '1', '--kitchen-sinks', `${rows}`],
  },
};

/**
 * What a database is filled with.
 *
 * @throws Error for a number of rows that cannot be made
 */
export const contentOf = (name, rows) => {
  const { seed, copied, filling } = CASES[name];
  if (rows <= SEEDED || copied === undefined) return { seed: seed(rows), times: 1, filling, rows };
  if (rows % SEEDED !== 0) throw new Error(`--rows ${rows}: more than ${SEEDED} are a multiple of ${SEEDED}.`);
  return { seed: seed(SEEDED), copied, times: rows / SEEDED };
};
