import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { type Answer, errorOf, get, type Query } from '../../support/http';
import { readSheets } from '../../support/read-file';
import type { Site } from '../../support/site';

const MANAGER = 'manager@example.com';
/** Holds active permissions for ALPINA and BALTIC, one that is not active, and one for a supplier that is deactivated. */
export const USER = 'user@example.com';
export const NOBODY = 'nobody@example.com';
export const OWN_SUPPLIERS = ['ALPINA', 'BALTIC'];

type Row = Readonly<Record<string, unknown>>;

export const ask = async (
  site: Site,
  exporter: string,
  format: string,
  query: Query = {},
  email = MANAGER,
): Promise<Answer> => get(site, `/api/export/${exporter}/${format}`, await site.endUserToken(email), { query });

const granted = async (...input: Parameters<typeof ask>): Promise<Buffer> => {
  const answer = await ask(...input);
  assert.equal(answer.status, 200, answer.body.toString());
  return answer.body;
};

/** The JSON file of an exporter. */
export const jsonOf = async (
  site: Site,
  exporter: string,
  query?: Query,
  email?: string,
): Promise<{ readonly metadata: Row; readonly data: Row[] }> =>
  JSON.parse((await granted(site, exporter, 'json', query, email)).toString()) as { metadata: Row; data: Row[] };

/** The rows of an exporter's CSV, by header. */
export const csvOf = async (
  site: Site,
  exporter: string,
  query?: Query,
  email?: string,
): Promise<Record<string, string>[]> =>
  parse(await granted(site, exporter, 'csv', query, email), { columns: true, bom: true });

/** The sheets of an exporter's workbook, by name. */
export const sheetsOf = async (
  site: Site,
  exporter: string,
  query?: Query,
  email?: string,
): Promise<ReadonlyMap<string, readonly (readonly unknown[])[]>> => {
  const sheets = await readSheets(await granted(site, exporter, 'xlsx', query, email));
  return new Map(sheets.map(({ name, rows }) => [name, rows]));
};

export const refusal = async (site: Site, exporter: string, query: Query, email?: string, format = 'csv') => {
  const answer = await ask(site, exporter, format, query, email);
  return { status: answer.status, ...errorOf(answer) };
};

/** Published English hotels that meet a condition, by Strapi's own query. */
export const hotelsOf = async ({ strapi }: Site, where: object = {}): Promise<Row[]> =>
  (await strapi.db.query('api::hotel.hotel').findMany({
    where: { ...where, locale: 'en', publishedAt: { $notNull: true } },
    orderBy: { documentId: 'asc' },
    populate: { locations: true, contacts: true, mappings: true },
  })) as Row[];

export const mappingsOf = async ({ strapi }: Site, where: object = {}): Promise<Row[]> =>
  (await strapi.db
    .query('api::provider-mapping.provider-mapping')
    .findMany({ where, orderBy: { id: 'asc' } })) as Row[];

/** One attribute of rows, sorted, since the order is told elsewhere. */
export const sorted = (rows: readonly Row[], name: string): string[] => rows.map((row) => String(row[name])).sort();

/** What stands beside a label on a summary sheet. */
export const figureOf = (sheet: readonly (readonly unknown[])[] | undefined, label: string): unknown =>
  sheet?.find(([first, value]) => first === label && value !== null)?.[1];
