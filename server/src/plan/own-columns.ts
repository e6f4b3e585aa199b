import type { ColumnNode } from '../../../shared/contracts/exporters';
import type { ExporterColumn } from '../exporter/exporter';
import { columnFromText } from '../request/schema';
import { remembering } from '../access/remembering';
import { createHeaders } from './headers';
import { isMany, type Place, type Rights } from './hop';
import type { Views } from './view';
import { destinationOf, isPermitted } from './wanted-columns';

export interface OwnColumnsInput {
  readonly rights: Rights;
  readonly place: Place;
  readonly views: Views;
  readonly columns: readonly ExporterColumn[];
}

/** Why a column of the exporter's is closed, where no one right can be named. */
const LOCKED = { reason: 'site-rule', message: 'You may not read what this column shows.' } as const;

/**
 * The columns of an exporter that has its own, in its order, with those that the requester may not have.
 *
 * They have no tree: a path over relations is one column, called by the exporter's label for it.
 */
export const listOwnColumns = async (input: OwnColumnsInput): Promise<readonly ColumnNode[]> => {
  const { rights, place, columns } = input;
  const headers = createHeaders(remembering(input.views));
  const nodes = columns.map(async (column): Promise<ColumnNode> => {
    const { key, kind, label, isDefault } = column;
    const common = { path: key, kind: 'field', isDefault, toMany: [], hasChildren: false, children: null } as const;
    if (kind === 'computed') {
      const locked = (await isPermitted(rights, place, column, 'columns')) ? null : LOCKED;
      return { ...common, label: label ?? key, type: column.type, many: false, locked };
    }
    const destination = await destinationOf(rights, place, key, 'columns');
    if (destination === null) return { ...common, label: label ?? key, type: null, many: false, locked: LOCKED };
    const many = destination.labels.some(({ uid, attribute }) => {
      const model = rights.schema.model(uid);
      return model !== undefined && isMany(model, attribute);
    });
    return {
      ...common,
      label: label ?? (await headers.of(columnFromText(key), destination)),
      type: destination.type,
      many,
      locked: null,
    };
  });
  return Promise.all(nodes);
};
