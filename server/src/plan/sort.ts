import { isExportable, type Schema } from '../access/schema';
import { problem } from '../errors/export-error';
import type { SortKey } from '../request/schema';
import { columnTypeOf } from './column-type';
import { canRead, type Place } from './hop';
import type { PlanSort } from './plan';

/**
 * Checks what the rows are sorted by.
 *
 * @throws ExportError `EXPORT_INVALID_SORT`, `EXPORT_FIELD_FORBIDDEN`
 */
export const checkSort = (schema: Schema, place: Place, keys: readonly SortKey[]): readonly PlanSort[] =>
  keys.map(({ path, direction }, at) => {
    const field = `sort.${at}`;
    const type = columnTypeOf(place.model, path);
    if (type === undefined || !isExportable(schema, place.model, path)) {
      const message = `${path} is not a field of ${place.model.uid} that rows can be sorted by.`;
      throw problem('EXPORT_INVALID_SORT', field, 'unknown_field', message);
    }
    if (type === 'json')
      throw problem('EXPORT_INVALID_SORT', field, 'not_sortable', `${path} holds JSON, which has no order.`);
    if (!canRead(schema, place, path)) {
      throw problem('EXPORT_FIELD_FORBIDDEN', field, 'not_readable', `${path} is not readable for you.`);
    }
    return { attribute: path, direction };
  });
