import type { ColumnType } from '../../../shared/columns';
import type { ColumnNode } from '../../../shared/contracts/exporters';
import { type ColumnPick, textOf } from './column-picks';
import type { Problem } from './problem';

/** What is below a node that is read on demand. */
export type Branch =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: Problem }
  | { readonly state: 'ready'; readonly nodes: readonly ColumnNode[] };

/** By the path of the node. */
export type Branches = ReadonlyMap<string, Branch>;

/** The tree as far as it is known. */
export interface KnownTree {
  readonly roots: readonly ColumnNode[];
  readonly branches: Branches;
}

const READY: Branch = { state: 'ready', nodes: [] };

/** `undefined` where nobody has asked yet. */
const branchOf = ({ path, children, hasChildren }: ColumnNode, branches: Branches): Branch | undefined => {
  if (children !== null) return { state: 'ready', nodes: children };
  return hasChildren ? branches.get(path) : READY;
};

const nodesBelow = (node: ColumnNode, branches: Branches): readonly ColumnNode[] => {
  const branch = branchOf(node, branches);
  return branch?.state === 'ready' ? branch.nodes : [];
};

/** Whether the items of a list can be counted, which is a column of its own. */
const canCount = ({ kind, toMany, locked }: ColumnNode): boolean =>
  kind !== 'field' && locked === null && toMany.includes('count');

/** Whether a node can be opened. */
const isBranch = (node: ColumnNode): boolean => node.locked === null && (node.hasChildren || canCount(node));

/** A chosen column's place in the tree. */
export interface FoundColumn {
  readonly node: ColumnNode;
  /** Of all steps of its path. */
  readonly labels: readonly string[];
}

/** What is known of a column: its place, or below which path to look for it. `null` where the tree does not have it. */
type Lookup = { readonly found: FoundColumn } | { readonly below: string } | null;

const isNamed = ({ path, kind }: ColumnNode, pick: ColumnPick): boolean =>
  path === pick.path || (kind === 'field' && path === textOf(pick));

const lookUpIn = (
  nodes: readonly ColumnNode[],
  pick: ColumnPick,
  branches: Branches,
  above: readonly string[],
): Lookup => {
  const exact = nodes.find((node) => node.path === textOf(pick)) ?? nodes.find((node) => isNamed(node, pick));
  if (exact !== undefined) return { found: { node: exact, labels: [...above, exact.label] } };
  for (const node of nodes) {
    if (!pick.path.startsWith(`${node.path}.`) || node.locked !== null || !node.hasChildren) continue;
    const branch = branchOf(node, branches);
    if (branch === undefined) return { below: node.path };
    if (branch.state === 'ready') return lookUpIn(branch.nodes, pick, branches, [...above, node.label]);
  }
  return null;
};

/** Where the tree has a chosen column. */
export const lookUp = (pick: ColumnPick, { roots, branches }: KnownTree): Lookup => lookUpIn(roots, pick, branches, []);

/** One line of the tree. */
export interface TreeRow {
  /** Tells the row from all others. */
  readonly key: string;
  /** A node, how many items it has, or a line in place of what is below it and not known. */
  readonly kind: 'node' | 'count' | 'loading' | 'failed';
  readonly node: ColumnNode;
  /** `null` for what has nothing below. */
  readonly isOpen: boolean | null;
  /** From 1. */
  readonly level: number;
  /** The key of the row that this one is below. */
  readonly parent: string | null;
  /** From 1, among the rows that are shown below the same one. */
  readonly position: number;
  readonly size: number;
}

export interface TreeView extends KnownTree {
  /** Paths of nodes that were opened. */
  readonly open: ReadonlySet<string>;
  /** What is looked for, empty for everything. */
  readonly search: string;
}

type Match = (node: ColumnNode, owner: ColumnNode | null) => boolean;

/** Whether a label or the last step of a path has the text; the whole path, where the text goes over several steps. */
const createMatch = (text: string): Match | null => {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return null;
  const has = (one: string): boolean => one.toLowerCase().includes(wanted);
  return ({ label, path }, owner) => {
    const step = owner === null ? path : path.slice(owner.path.length + 1);
    return has(label) || has(step) || (wanted.includes('.') && has(path));
  };
};

/** What stands before the nodes below another one. */
const linesBefore = (owner: ColumnNode, branches: Branches, isWhole: boolean): Pick<TreeRow, 'kind' | 'node'>[] => {
  const branch = branchOf(owner, branches);
  return [
    ...(isWhole && canCount(owner) ? [{ kind: 'count' as const, node: owner }] : []),
    ...(branch === undefined || branch.state === 'loading' ? [{ kind: 'loading' as const, node: owner }] : []),
    ...(branch?.state === 'failed' ? [{ kind: 'failed' as const, node: owner }] : []),
  ];
};

/** The lines to show, from top to bottom. What has a match below is open. */
export const visibleRows = ({ roots, branches, open, search }: TreeView): readonly TreeRow[] => {
  const match = createMatch(search);
  const isHit: Match = (node, owner) => match?.(node, owner) === true;
  const hasHit = (node: ColumnNode): boolean =>
    nodesBelow(node, branches).some((child) => isHit(child, node) || hasHit(child));
  const rowsOf = (
    nodes: readonly ColumnNode[],
    owner: ColumnNode | null,
    level: number,
    isWhole: boolean,
  ): TreeRow[] => {
    const shown = nodes.filter((node) => isWhole || isHit(node, owner) || hasHit(node));
    const before = owner === null ? [] : linesBefore(owner, branches, isWhole);
    const lines = [...before, ...shown.map((node) => ({ kind: 'node' as const, node }))];
    return lines.flatMap(({ kind, node }, at): TreeRow[] => {
      const place = { level, parent: owner?.path ?? null, position: at + 1, size: lines.length };
      if (kind !== 'node') return [{ kind, node, isOpen: null, key: `${node.path}:${kind}`, ...place }];
      const isOpen = isBranch(node) ? open.has(node.path) || (match !== null && hasHit(node)) : null;
      const row: TreeRow = { kind, node, isOpen, key: node.path, ...place };
      if (isOpen !== true) return [row];
      return [row, ...rowsOf(nodesBelow(node, branches), node, level + 1, isWhole || isHit(node, owner))];
    });
  };
  return rowsOf(roots, null, 1, match === null);
};

/** The column that a row stands for; `null` where it only leads to columns, or is closed. */
export const columnOf = ({ kind, node }: Pick<TreeRow, 'kind' | 'node'>): { text: string; isWhole: boolean } | null => {
  if (kind === 'count') return { text: `${node.path}:count`, isWhole: false };
  if (kind !== 'node' || node.kind !== 'field' || node.locked !== null) return null;
  // A site's own exporter has columns whose choice is made, and is a part of what they are called.
  return { text: node.path, isWhole: node.toMany.length > 0 };
};

const MIRRORED: Readonly<Record<string, string>> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

/** The key that means in a tree from left to right what this one means from right to left. */
export const mirrored = (key: string): string => MIRRORED[key] ?? key;

/** The row that a key of the keyboard leads to from another; `null` where it leads nowhere. */
export const rowAt = (rows: readonly TreeRow[], from: TreeRow, key: string): TreeRow | null => {
  const at = rows.indexOf(from);
  switch (key) {
    case 'ArrowDown':
      return rows[at + 1] ?? null;
    case 'ArrowUp':
      return rows[at - 1] ?? null;
    case 'Home':
      return rows[0] ?? null;
    case 'End':
      return rows[rows.length - 1] ?? null;
    case 'ArrowLeft':
      return rows.find((row) => row.key === from.parent) ?? null;
    case 'ArrowRight':
      return rows.find((row) => row.parent === from.key) ?? null;
    default:
      return null;
  }
};

/** The next row whose label begins with a letter. */
export const rowWith = (rows: readonly TreeRow[], from: TreeRow, letter: string): TreeRow | null => {
  const at = rows.indexOf(from) + 1;
  const isMeant = ({ kind, node }: TreeRow): boolean =>
    kind === 'node' && node.label.toLowerCase().startsWith(letter.toLowerCase());
  return [...rows.slice(at), ...rows.slice(0, at)].find(isMeant) ?? null;
};

/** What the server calls a column in CSV and Excel files that nobody has renamed; the column itself while its place is unknown. */
export const defaultHeader = (pick: ColumnPick, found: FoundColumn | undefined): string => {
  if (found === undefined) return textOf(pick);
  const isPart = found.node.path === textOf(pick);
  const suffix = !isPart && (pick.toMany === 'count' || pick.toMany === 'first') ? ` (${pick.toMany})` : '';
  return found.labels.join(' / ') + suffix;
};

/** The type of a chosen column's values, where they can be formatted. */
export const typeOf = (pick: ColumnPick, found: FoundColumn | undefined): ColumnType | null =>
  pick.toMany === 'count' ? 'integer' : (found?.node.type ?? null);
