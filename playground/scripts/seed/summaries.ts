import type { Core } from '@strapi/strapi';

import type { BulkWriter } from './bulk-writer';
import { plainStamps } from './dates';
import type { HotelDocument } from './hotel-documents';
import { contentTable } from './model';
import { documentIdOf } from './random';
import { SUPPLIERS } from './reference-data';
import { createNextId } from './sequences';
import { SUPPLIER_SUMMARY } from './uids';

interface Totals {
  hotels: number;
  active: number;
  ratingTenths: number;
  rated: number;
  mappings: number;
  countries: Record<string, number>;
}

const emptyTotals = (): Totals => ({
  hotels: 0,
  active: 0,
  ratingTenths: 0,
  rated: 0,
  mappings: 0,
  countries: {},
});

const COLUMNS = [
  'id',
  'documentId',
  'createdAt',
  'updatedAt',
  'publishedAt',
  'supplier_code',
  'hotels_total',
  'mappings_total',
  'active_hotels',
  'average_rating',
  'country_breakdown',
];

/** Counts the published hotels and the mappings of each supplier while they are written. */
export const createSummaries = () => {
  const totals = new Map<string, Totals>(SUPPLIERS.map(({ code }) => [code, emptyTotals()]));

  const totalsOf = (code: unknown): Totals => {
    const found = totals.get(String(code));

    if (found === undefined) {
      throw new Error(`No supplier has the code "${String(code)}".`);
    }

    return found;
  };

  const count = (hotel: HotelDocument) => {
    for (const { attributes } of hotel.mappings) {
      totalsOf(attributes['supplier_code']).mappings += 1;
    }

    if (!hotel.published) {
      return;
    }

    const { active, rating, country_code: country, supplier_code: supplier } = hotel.attributes;
    const total = totalsOf(supplier);
    total.hotels += 1;
    total.active += active === true ? 1 : 0;
    total.countries[String(country)] = (total.countries[String(country)] ?? 0) + 1;

    if (typeof rating === 'number') {
      // Tenths: sums of 0.1 differ with the order in which they are added.
      total.ratingTenths += Math.round(rating * 10);
      total.rated += 1;
    }
  };

  const write = async (strapi: Core.Strapi, writer: BulkWriter): Promise<string> => {
    const table = contentTable(strapi, SUPPLIER_SUMMARY, COLUMNS);
    const nextId = await createNextId(strapi, table.name);

    [...totals].forEach(([code, total], index) => {
      const countries = Object.entries(total.countries).sort(([a], [b]) => (a < b ? -1 : 1));
      const average = total.rated === 0 ? null : Math.round((total.ratingTenths * 10) / total.rated) / 100;

      writer.add(
        table,
        table.toRow({
          id: nextId(),
          documentId: documentIdOf('summary', index),
          ...plainStamps(index),
          supplier_code: code,
          hotels_total: total.hotels,
          mappings_total: total.mappings,
          active_hotels: total.active,
          average_rating: average,
          country_breakdown: Object.fromEntries(countries),
        }),
      );
    });

    await writer.flush();

    return table.name;
  };

  return { count, write };
};
