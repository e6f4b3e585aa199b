import type { ColumnNode } from '../../../shared/contracts/exporters';
import type { ExporterColumn } from '../exporter/exporter';
import { columnFromText } from '../request/schema';
import { remembering } from '../access/remembering';
import { newLevel } from './column-nodes';
import { walkPath } from './column-path';
import { createHeaders } from './headers';
import { isMany, type Place, type Rights } from './hop';
import { listCellOf } from './lists';
import type { Views } from './view';
import { isPermitted } from './wanted-columns';

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
    const isOpen = await isPermitted(rights, place, column);
    if (kind === 'computed' || !isOpen) {
      const type = kind === 'computed' ? column.type : null;
      return { ...common, label: label ?? key, type, many: false, locked: isOpen ? null : LOCKED };
    }
    const asked = columnFromText(key);
    const destination = await walkPath(rights, newLevel(place), asked.path, listCellOf(asked.toMany), 'columns');
    const many = destination.labels.some(({ uid, attribute }) => {
      const model = rights.schema.model(uid);
      return model !== undefined && isMany(model, attribute);
    });
    return {
      ...common,
      label: label ?? (await headers.of(asked, destination)),
      type: destination.type,
      many,
      locked: null,
    };
  });
  return Promise.all(nodes);
};
