import type { ColumnNode } from '../../../shared/contracts/exporters';

/** What the caller may know of an exporter's columns, by path. */
export type ColumnTree = ReadonlyMap<string, ColumnNode>;

const withChildren = (node: ColumnNode): readonly ColumnNode[] => [
  node,
  ...(node.children ?? []).flatMap(withChildren),
];

export const toTree = (nodes: readonly ColumnNode[]): ColumnTree =>
  new Map(nodes.flatMap(withChildren).map((node) => [node.path, node]));

const prefixesOf = (path: string): string[] => {
  const steps = path.split('.');
  return steps.map((_, at) => steps.slice(0, at + 1).join('.'));
};

/** Whether a step of a path is closed to the caller. */
export const isLocked = (tree: ColumnTree, path: string): boolean =>
  prefixesOf(path).some((prefix) => tree.get(prefix)?.locked != null);
