import type { Filters } from '../access/access';
import type { Schema } from '../access/schema';
import { columnTypeOf } from './column-type';
import { canRead, type Place } from './hop';

/** What databases read as a number; JavaScript's `0x10` and `1e999` they refuse. */
const DECIMAL = /^-?\d{1,18}(?:\.\d{1,18})?$/;
/** Within the 32 bits of an integer column. */
const WHOLE = /^-?\d{1,9}$/;

/** Strapi drops an empty `$or`, which would turn a search that finds nothing into one that finds everything. */
const NO_ROW: Filters = { id: { $null: true } };

/**
 * Strapi's own search looks in every text column of the table, private and forbidden ones included, so that a count
 * tells what they hold. This one looks in the type's own fields that the requester may read.
 *
 * @returns `null` when nothing is searched for
 */
export const searchFilters = (schema: Schema, place: Place, search: string | undefined): Filters | null => {
  const text = search?.trim() ?? '';
  if (text === '') return null;
  const { model } = place;
  const isNumber = DECIMAL.test(text);
  const isWhole = WHOLE.test(text);
  const conditions = ['documentId', ...Object.keys(model.attributes)].flatMap((name): Filters[] => {
    if (!canRead(schema, place, name)) return [];
    const type = columnTypeOf(model, name);
    if (type === 'text') return [{ [name]: { $containsi: text } }];
    if (isNumber && (type === 'decimal' || type === 'float')) return [{ [name]: { $eq: text } }];
    return isWhole && (type === 'integer' || type === 'biginteger') ? [{ [name]: { $eq: text } }] : [];
  });
  return conditions.length === 0 ? NO_ROW : { $or: conditions };
};
