import type { ColumnNode, Lock } from '../../../shared/contracts/exporters';

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

/** Why a step of a path is closed to the caller; `null` where none is. */
export const lockOf = (tree: ColumnTree, path: string): Lock | null => {
  const locks = prefixesOf(path).flatMap((prefix) => tree.get(prefix)?.locked ?? []);
  return locks[0]?.reason ?? null;
};
