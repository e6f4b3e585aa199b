import type { ColumnType } from '../../../shared/columns';
import type { ColumnNode } from '../../../shared/contracts/exporters';

/** A column that can be ticked. */
export interface ColumnChoice {
  readonly path: string;
  /** The labels of the steps of the path. */
  readonly label: string;
  readonly type: ColumnType;
  readonly isDefault: boolean;
}

const isField = (node: ColumnNode): node is ColumnNode & { readonly type: ColumnType } =>
  node.kind === 'field' && node.type !== null;

/** Flattens the tree of columns: fields, and what is within components and zones; relations are not followed. */
export const choicesOf = (nodes: readonly ColumnNode[], above: readonly string[] = []): ColumnChoice[] =>
  nodes.flatMap((node): ColumnChoice[] => {
    if (node.locked !== null) return [];
    const labels = [...above, node.label];
    if (!isField(node)) return choicesOf(node.children ?? [], labels);
    const { path, type, isDefault } = node;
    return [{ path, type, isDefault, label: labels.join(' › ') }];
  });
