import type { Filters } from '../access/access';
import type { Schema } from '../access/schema';
import { columnTypeOf } from './column-type';
import { canRead, type Place } from './hop';

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
  const isNumber = Number.isFinite(Number(text));
  const conditions = ['documentId', ...Object.keys(model.attributes)].flatMap((name): Filters[] => {
    if (!canRead(schema, place, name)) return [];
    const type = columnTypeOf(model, name);
    if (type === 'text') return [{ [name]: { $containsi: text } }];
    if (isNumber && (type === 'decimal' || type === 'float')) return [{ [name]: { $eq: text } }];
    const isWhole = /^-?\d{1,9}$/.test(text);
    return isWhole && (type === 'integer' || type === 'biginteger') ? [{ [name]: { $eq: text } }] : [];
  });
  return { $or: conditions };
};
