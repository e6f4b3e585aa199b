import type { Core } from '@strapi/strapi';

import type { BulkWriter } from './bulk-writer';
import { momentOf, plainStamps } from './dates';
import { contentTable } from './model';
import { documentIdOf, Random } from './random';
import { ACCOUNT_IDS, ORDER_STATUSES } from './reference-data';
import { createNextId } from './sequences';
import { remark } from './text';
import { ORDER } from './uids';

const COLUMNS = [
  'id',
  'documentId',
  'createdAt',
  'updatedAt',
  'publishedAt',
  'ebay_order_id',
  'sale_date',
  'item_name',
  'qty',
  'sale_price_cents',
  'ebay_fees_cents',
  'amazon_price_cents',
  'amazon_tax_cents',
  'amazon_shipping_cents',
  'amazon_order_id',
  'status',
  'return_label_cost_cents',
  'order_remark',
  'service_remark',
  'account_id',
];

// A missing amount must make a computed column empty, not 0: each kind of amount is missing now and then.
const amount = (random: Random, min: number, max: number, missing: number) =>
  random.chance(missing) ? null : random.int(min, max);

const orderOf = (index: number): Record<string, unknown> => {
  const random = new Random(`order:${index}`);
  const status = random.pick(ORDER_STATUSES);

  return {
    documentId: documentIdOf('order', index),
    ...plainStamps(index),
    ebay_order_id: `${String(random.int(0, 99)).padStart(2, '0')}-${random.int(10_000, 99_999)}-${String(index).padStart(7, '0')}`,
    sale_date: momentOf(index + 3),
    item_name: `${random.pick(['Lamp', 'Chair, folding', '17" screen', 'Café table', '=Mug'])} ${random.int(1, 999)}`,
    qty: random.int(1, 5),
    sale_price_cents: amount(random, 500, 90_000, 0.02),
    ebay_fees_cents: amount(random, 0, 9_000, 0.05),
    amazon_price_cents: amount(random, 300, 80_000, 0.05),
    amazon_tax_cents: amount(random, 0, 8_000, 0.05),
    amazon_shipping_cents: amount(random, 0, 2_500, 0.05),
    amazon_order_id: random.chance(0.1)
      ? null
      : `${random.int(100, 999)}-${random.int(1_000_000, 9_999_999)}-${random.int(1_000_000, 9_999_999)}`,
    status,
    return_label_cost_cents: status === 'returned' ? random.int(200, 1_500) : amount(random, 0, 0, 0.1),
    order_remark: remark(random),
    service_remark: remark(random),
    // Round robin, so that every account's number of orders is known.
    account_id: ACCOUNT_IDS[index % ACCOUNT_IDS.length],
  };
};

/** Writes the orders of five accounts. @returns the table which got explicit ids */
export const writeOrders = async (strapi: Core.Strapi, writer: BulkWriter, count: number) => {
  const table = contentTable(strapi, ORDER, COLUMNS);
  const nextId = await createNextId(strapi, table.name);

  for (let index = 0; index < count; index += 1) {
    writer.add(table, table.toRow({ id: nextId(), ...orderOf(index) }));
    await writer.drain();
  }

  await writer.flush();

  return table.name;
};
