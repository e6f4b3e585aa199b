import { days, defineExporter, isoDate, money, z } from 'strapi-plugin-export/exporter';

import { isStaff } from './people';

/** Stored as whole cents. */
const cents = money('USD', { storedAs: 'cents' });

const STATUSES = ['pending', 'shipped', 'delivered', 'returned', 'cancelled'] as const;

const EARNINGS = ['sale_price_cents', 'ebay_fees_cents'] as const;
const GOODS = ['amazon_price_cents', 'amazon_tax_cents', 'amazon_shipping_cents'] as const;

type Amounts<Name extends string> = Readonly<Record<Name, number>>;

const earnings = (row: Amounts<(typeof EARNINGS)[number]>) => row.sale_price_cents - row.ebay_fees_cents;
const goods = (row: Amounts<(typeof GOODS)[number]>) =>
  row.amazon_price_cents + row.amazon_tax_cents + row.amazon_shipping_cents;

const profit = (row: Amounts<(typeof EARNINGS | typeof GOODS)[number] | 'return_label_cost_cents'>) =>
  earnings(row) - goods(row) - row.return_label_cost_cents;

/** The order-tracking API's records: one account's orders, with what was earned on each. */
export const records = defineExporter({
  name: 'records',
  contentType: 'api::order.order',
  label: 'Order records',
  contentApi: true,
  fileName: 'records_{account_id}_{date}',
  formats: ['csv', 'json', 'xlsx'],
  limits: { backgroundFrom: 10_000, maxRows: null },
  defaults: { json: { root: 'records', metadata: false } },
  filters: z
    .object({
      account_id: z
        .string()
        .min(1)
        .max(100)
        .meta({ description: 'Whose orders.', examples: ['acc-1001'] }),
      status: z.enum(STATUSES).optional().describe('Orders in this state.'),
      date_from: isoDate().optional().describe('Sold on this day (UTC) or later.'),
      date_to: isoDate().optional().describe('Sold on this day (UTC) or earlier.'),
    })
    .refine(({ date_from: from = '', date_to: to = '9' }) => from <= to, {
      path: ['date_from'],
      error: 'date_from is after date_to',
      params: { rule: 'from_after_to' },
    }),
  where: ({ account_id, status, date_from, date_to }) => ({ account_id, status, sale_date: days(date_from, date_to) }),
  columns: [
    'id',
    'ebay_order_id',
    'sale_date',
    'item_name',
    'qty',
    { path: 'sale_price_cents', format: cents },
    { path: 'ebay_fees_cents', format: cents },
    { key: 'earnings_net_cents', type: 'integer', format: cents, dependsOn: EARNINGS, compute: earnings },
    { path: 'amazon_price_cents', format: cents },
    { path: 'amazon_tax_cents', format: cents },
    { path: 'amazon_shipping_cents', format: cents },
    { key: 'cogs_total_cents', type: 'integer', format: cents, dependsOn: GOODS, compute: goods },
    'amazon_order_id',
    'status',
    { path: 'return_label_cost_cents', format: cents },
    {
      key: 'profit_cents',
      type: 'integer',
      format: cents,
      dependsOn: [...EARNINGS, ...GOODS, 'return_label_cost_cents'],
      compute: profit,
    },
    { path: 'order_remark', visibleTo: isStaff },
    { path: 'service_remark', visibleTo: isStaff },
  ],
});
