import { isExportable, type Schema } from '../access/schema';
import type { ColumnRequest } from '../request/schema';
import { columnTypeOf } from './column-type';
import { canRead, type Place } from './hop';
import type { LeftOutColumn } from './plan';
import { inViewOrder, type View } from './view';

export interface DefaultColumns {
  readonly requests: readonly ColumnRequest[];
  readonly leftOut: readonly LeftOutColumn[];
}

/**
 * The document's id and its own scalar fields; what may not be read is named as left out.
 *
 * @param view whose order they have, `null` for the schema's
 */
export const defaultColumns = (schema: Schema, place: Place, view: View | null): DefaultColumns => {
  const { model } = place;
  const own = Object.keys(model.attributes).filter((name) => name !== 'documentId' && name !== 'id');
  const names = ['documentId', ...own].filter(
    (name) => columnTypeOf(model, name) !== undefined && isExportable(schema, model, name),
  );
  const ordered = inViewOrder(names, view);
  return {
    requests: ordered.filter((name) => canRead(schema, place, name)).map((path) => ({ path })),
    leftOut: ordered.filter((name) => !canRead(schema, place, name)).map((key) => ({ key, reason: 'forbidden' })),
  };
};
