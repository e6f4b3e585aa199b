import { type Edge, edgeOf, type LevelNode, newLevel, type StepReference, type VariantsNode } from './column-nodes';
import type { Resolved } from './resolved-column';

/** The same place with nothing read of it. */
const copyOf = (node: Edge['node']): Edge['node'] => {
  if (node.kind === 'level') return newLevel(node.place);
  const variants = [...node.variants].map(
    ([uid, { node: level, rows }]) => [uid, { node: newLevel(level.place), rows }] as const,
  );
  return { ...node, variants: new Map(variants) };
};

/** One step in a copy of what it was taken in, and what it leads to there. */
const retake = (node: LevelNode | VariantsNode, step: StepReference): LevelNode | VariantsNode => {
  if (node.kind === 'variants') return (node.variants.get(step.key) as { readonly node: LevelNode }).node;
  const known = node.hops.get(step.key);
  if (known !== undefined) return known.node;
  const edge = edgeOf(step) as Edge;
  const copy = { ...edge, node: copyOf(edge.node) };
  node.hops.set(step.key, copy);
  return copy.node;
};

/** Reads a column's path anew from one of its lists on, beside what others read of that list. */
const separateFrom = (column: Resolved, at: number): void => {
  const step = column.steps[at] as StepReference;
  const edge = edgeOf(step) as Edge;
  const parent = step.node as LevelNode;
  const key = `${edge.attribute}:whole`;
  const copy = parent.hops.get(key) ?? { ...edge, node: copyOf(edge.node) };
  parent.hops.set(key, copy);
  let { node } = copy;
  const retaken = column.steps.slice(at + 1).map((later): StepReference => {
    const reference = { node, key: later.key };
    node = retake(node, later);
    return reference;
  });
  column.steps.splice(at, column.steps.length, { node: parent, key }, ...retaken);
  if (column.leaf === null) return;
  const { node: from, name } = column.leaf;
  const field = from.kind === 'level' ? from.fields.get(name) : undefined;
  if (node.kind === 'level' && field !== undefined) node.fields.set(name, field);
  column.leaf = { node, name };
};

/**
 * Where a list is shown item by item, a row holds one item in its place. A column that asks for the whole of it, to be
 * counted, joined or its first item taken, reads the list once more.
 */
export const separateLists = (columns: readonly Resolved[], rowLists: readonly Edge[]): void => {
  for (const column of columns) {
    const { toMany } = column;
    if (toMany !== 'count' && toMany !== 'first' && toMany !== 'join') continue;
    const at = column.steps.findLastIndex((step) => edgeOf(step)?.many === true);
    const step = column.steps[at];
    const edge = step && edgeOf(step);
    if (edge !== undefined && rowLists.includes(edge)) separateFrom(column, at);
  }
};
