import type { ColumnNode, Lock } from '../../../shared/contracts/exporters';
import { type ColumnTree, lockOf } from './column-tree';

/** One column of a list view. */
export interface ListColumn {
  readonly name: string;
  readonly label: string;
  /** The field that a relation or component is shown by. */
  readonly mainField: string | null;
}

/** A column that the caller may not export. */
export interface LockedColumn {
  readonly label: string;
  readonly reason: Lock;
}

/** Columns of a file, and those of the list that it cannot have. */
export interface FileColumns {
  readonly paths: readonly string[];
  readonly locked: readonly LockedColumn[];
  /** Labels of those that no file has. */
  readonly unknown: readonly string[];
}

/** People are shown by their name. */
const FIXED_FIELDS: Readonly<Record<string, string>> = { createdBy: 'displayName', updatedBy: 'displayName' };

/** A component is told by no number of its own: without a main field, many are counted, and one has its first field. */
const fieldOfComponent = ({ path, many, children }: ColumnNode, mainField: string | null): string | null => {
  if (mainField !== null && mainField !== 'id') return `${path}.${mainField}`;
  if (many) return null;
  return children?.find((child) => child.kind === 'field' && child.path !== `${path}.id`)?.path ?? null;
};

const fieldBelow = (node: ColumnNode, mainField: string | null): string | null => {
  const { kind, path } = node;
  if (kind === 'component') return fieldOfComponent(node, mainField);
  return `${path}.${kind === 'media' ? 'url' : (FIXED_FIELDS[path] ?? mainField ?? 'id')}`;
};

/** The path that shows what the list shows; `null` where there is none. */
const pathOf = (node: ColumnNode, { mainField }: ListColumn, tree: ColumnTree): string | null => {
  if (node.kind === 'field') return node.path;
  const below = fieldBelow(node, mainField);
  if (below !== null && tree.has(below)) return below;
  return node.toMany.includes('count') ? `${node.path}:count` : null;
};

/** The list's last column, where its documents have drafts. */
const STATUS: ListColumn = { name: '__status', label: '__status', mainField: null };

/**
 * The columns of a list view as those of a file: a relation or component is its main field, a picture its address.
 *
 * @param tree with what is below the relations and media that the list shows
 */
export const toFileColumns = (columns: readonly ListColumn[], tree: ColumnTree): FileColumns => {
  const paths: string[] = [];
  const locked: LockedColumn[] = [];
  const unknown: string[] = [];
  for (const column of tree.has(STATUS.name) ? [...columns, STATUS] : columns) {
    const node = tree.get(column.name);
    const path = node === undefined ? null : pathOf(node, column, tree);
    const lock = lockOf(tree, path ?? column.name);
    if (lock !== null) locked.push({ label: column.label, reason: lock });
    else if (path === null) unknown.push(column.label);
    else paths.push(path);
  }
  return { paths, locked, unknown };
};

/** Of the columns of a list, those whose fields have to be asked for. */
export const toAskFor = (columns: readonly ListColumn[], nodes: readonly ColumnNode[]): string[] =>
  nodes
    .filter(({ path, children, hasChildren, locked }) => {
      return children === null && hasChildren && locked === null && columns.some(({ name }) => name === path);
    })
    .map(({ path }) => path);
