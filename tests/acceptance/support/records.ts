import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import type { Job, SubmittedAnswer } from '../../../shared/contracts/jobs';
import { type Answer, errorOf, get, type Query } from '../../support/http';
import { call, until } from '../../support/jobs';
import type { Site } from '../../support/site';

export const ROUTE = '/api/export/records';
export const ACCOUNT = 'acc-1001';
const MANAGER = 'manager@example.com';
export const USER = 'user@example.com';

/** A16, in its order. */
export const COLUMNS = [
  ...['id', 'ebay_order_id', 'sale_date', 'item_name', 'qty', 'sale_price_cents', 'ebay_fees_cents'],
  ...['earnings_net_cents', 'amazon_price_cents', 'amazon_tax_cents', 'amazon_shipping_cents', 'cogs_total_cents'],
  ...['amazon_order_id', 'status', 'return_label_cost_cents', 'profit_cents', 'order_remark', 'service_remark'],
];
export const REMARKS = ['order_remark', 'service_remark'];
export const MONEY = COLUMNS.filter((column) => column.endsWith('_cents'));

type Order = Readonly<Record<string, string | number | null>>;

/** The body of an answer as JSON. */
// The caller says what it asked for.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export const jsonOf = <T>({ body }: Answer): T => JSON.parse(body.toString()) as T;

/** What the database holds, by its own query: the oracle of the figures. */
export const ordersOf = async ({ strapi }: Site, where: object): Promise<Order[]> =>
  (await strapi.db.query('api::order.order').findMany({ where, orderBy: { id: 'asc' } })) as Order[];

/** The lines of a CSV, the header first. */
export const csvOf = ({ body }: Answer): string[][] => parse(body);

const minus = (left: number | null, right: number | null): number | null =>
  left === null || right === null ? null : left - right;

/** A5, computed apart. */
export const withComputed = (order: Order): Order => {
  const cents = (name: string): number | null => order[`${name}_cents`] as number | null;
  const earnings = minus(cents('sale_price'), cents('ebay_fees'));
  const parts = [cents('amazon_price'), cents('amazon_tax'), cents('amazon_shipping')];
  const cogs = parts.includes(null) ? null : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
  const profit = minus(minus(earnings, cogs), cents('return_label_cost'));
  return { ...order, earnings_net_cents: earnings, cogs_total_cents: cogs, profit_cents: profit };
};

export const ask = async (site: Site, format: string, query: Query, email = MANAGER) =>
  get(site, `${ROUTE}/${format}`, await site.endUserToken(email), { query });

export const rowsOfJson = async (site: Site, query: Query, email?: string): Promise<Record<string, unknown>[]> => {
  const answer = await ask(site, 'json', { account_id: ACCOUNT, ...query }, email);
  assert.equal(answer.status, 200, answer.body.toString());
  return jsonOf<{ records: Record<string, unknown>[] }>(answer).records;
};

export const refused = async (site: Site, query: Query, email?: string, format = 'csv') => {
  const answer = await ask(site, format, query, email);
  return { status: answer.status, ...errorOf(answer) };
};

export const submit = async (site: Site, body: object, email = MANAGER) =>
  call(site, 'POST', `${ROUTE}/background`, await site.endUserToken(email), body);

export const finishedJob = async (site: Site): Promise<{ job: Job; token: string }> => {
  const token = await site.endUserToken(MANAGER);
  const answer = await submit(site, { format: 'csv', filters: { account_id: ACCOUNT } });
  const { data } = jsonOf<SubmittedAnswer>(answer);
  return { token, job: await until(site, data.id, token, { prefix: '/api/export' }) };
};

export const inUnits = (cents: unknown): string => (cents === null ? '' : (Number(cents) / 100).toFixed(2));
