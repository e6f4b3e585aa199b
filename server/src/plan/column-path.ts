import type { ColumnType, ListCell } from '../../../shared/columns';
import { attributeOf, isExportable } from '../access/schema';
import { problem } from '../errors/export-error';
import {
  type Edge,
  edgeOf,
  type LevelNode,
  newEdge,
  type StepReference,
  variantOf,
  type VariantsNode,
} from './column-nodes';
import { columnTypeOf } from './column-type';
import { canRead, follow, followVariant, hopKind, type Rights } from './hop';
import { isVersionField, virtualType } from './virtual-fields';

/** Hops that a column may lead over: deep enough for content, and an end to paths that go in circles. */
export const MAX_HOPS = 8;

const COUNTS_LISTS = 'holds a value: to count, name the list itself.';

/** Where a column's path leads. */
export interface Destination {
  readonly steps: readonly StepReference[];
  /** The node that holds the cell, and its name there; `null` where a list itself is counted. */
  readonly leaf: { readonly node: LevelNode | VariantsNode; readonly name: string } | null;
  readonly type: ColumnType;
  /** What each part of the path is an attribute of, for its label. */
  readonly labels: readonly { readonly uid: string; readonly attribute: string }[];
}

/** One column's path on its way. */
interface Walk {
  readonly rights: Rights;
  readonly root: LevelNode;
  readonly path: string;
  /** The field of the request that names the column. */
  readonly field: string;
  readonly steps: StepReference[];
  readonly labels: { uid: string; attribute: string }[];
}

/** A private attribute is answered like a missing one, so that nobody learns that it exists. */
const unknownColumn = ({ field, path }: Walk, uid: string): Error =>
  problem('EXPORT_UNKNOWN_COLUMN', field, 'unknown_column', `${path} is not a column of ${uid}.`);

const badColumn = ({ field, path }: Walk, rule: string, message: string): Error =>
  problem('EXPORT_UNKNOWN_COLUMN', field, rule, `${path} ${message}`);

const forbidden = ({ field, path }: Walk): Error =>
  problem('EXPORT_FIELD_FORBIDDEN', field, 'not_readable', `${path} is not readable for you.`);

/** Hops end here, so that a path in a circle has an end. */
const checkDepth = (walk: Walk): void => {
  if (walk.steps.length >= MAX_HOPS) throw badColumn(walk, 'too_deep', `leads over more than ${MAX_HOPS} hops.`);
};

const enter = async (walk: Walk, node: LevelNode, name: string): Promise<Edge> => {
  const { rights } = walk;
  const { model } = node.place;
  const reference = { node, key: name };
  const known = edgeOf(reference);
  checkDepth(walk);
  if (known === undefined) {
    if (!isExportable(rights.schema, model, name)) throw unknownColumn(walk, model.uid);
    if (hopKind(model, name) === null) throw badColumn(walk, 'no_fields', `ends at ${name}, which has no fields.`);
    const hop = await follow(rights, node.place, name);
    if (hop === null) throw forbidden(walk);
    node.hops.set(name, newEdge(name, hop));
  }
  walk.steps.push(reference);
  walk.labels.push({ uid: model.uid, attribute: name });
  return edgeOf(reference) as Edge;
};

const enterVariant = async (walk: Walk, node: VariantsNode, uid: string): Promise<LevelNode> => {
  if (!node.hop.uids.includes(uid)) {
    // The kinds that there are may be closed to this requester, who is not told of them.
    throw badColumn(walk, 'unknown_kind', `names ${uid}, which its items cannot be.`);
  }
  checkDepth(walk);
  const target = await followVariant(walk.rights, node.hop, uid);
  if (target === null) throw forbidden(walk);
  walk.steps.push({ node, key: uid });
  return variantOf(node, uid, target);
};

/** What every item is, is only told of kinds that may be read, so each of these is looked for. */
const addAllVariants = async (rights: Rights, node: VariantsNode): Promise<void> => {
  for (const uid of node.hop.uids) {
    const target = await followVariant(rights, node.hop, uid);
    if (target !== null) variantOf(node, uid, target);
  }
};

/** Whether a field exists for whoever may read the type; what no table holds exists on the exported type alone. */
const typeOfLeaf = ({ rights, root }: Walk, node: LevelNode, name: string): ColumnType | undefined => {
  const { model } = node.place;
  if (isVersionField(name)) return node === root ? virtualType(model, name) : undefined;
  return isExportable(rights.schema, model, name) ? columnTypeOf(model, name) : undefined;
};

const leafOf = (walk: Walk, node: LevelNode, name: string): ColumnType => {
  const { model } = node.place;
  const type = typeOfLeaf(walk, node, name);
  if (type === undefined) {
    const isThere = attributeOf(model, name) !== undefined && isExportable(walk.rights.schema, model, name);
    if (!isThere || hopKind(model, name) === null) throw unknownColumn(walk, model.uid);
    const isOfKinds = hopKind(model, name) === 'variants';
    const example = isOfKinds ? 'of one of its kinds' : `such as ${walk.path}.id`;
    throw badColumn(walk, 'needs_field', `has no value of its own: name one of its fields, ${example}.`);
  }
  if (!canRead(walk.rights.schema, node.place, name)) throw forbidden(walk);
  if (!node.fields.has(name)) node.fields.set(name, { attribute: name, type });
  walk.labels.push({ uid: model.uid, attribute: name });
  return type;
};

const count = async (walk: Walk, node: LevelNode, name: string): Promise<Destination> => {
  if (typeOfLeaf(walk, node, name) !== undefined) {
    throw badColumn(walk, 'needs_list', COUNTS_LISTS);
  }
  const edge = await enter(walk, node, name);
  if (edge.node.kind === 'variants') await addAllVariants(walk.rights, edge.node);
  return { steps: walk.steps, leaf: null, type: 'integer', labels: walk.labels };
};

/**
 * Follows a column's path under the requester's rights, adding to the tree of nodes what must be read for it.
 *
 * @throws ExportError `EXPORT_UNKNOWN_COLUMN`, `EXPORT_FIELD_FORBIDDEN`
 */
export const walkPath = async (
  rights: Rights,
  root: LevelNode,
  path: string,
  list: ListCell | undefined,
  field: string,
): Promise<Destination> => {
  const walk: Walk = { rights, root, path, field, steps: [], labels: [] };
  const names = path.split('.');
  let node: LevelNode | VariantsNode = root;
  for (let at = 0; ; at += 1) {
    const name = names[at] ?? '';
    const isLast = at >= names.length - 1;
    if (node.kind === 'level') {
      if (isLast && list === 'count') return count(walk, node, name);
      if (isLast) {
        const type = leafOf(walk, node, name);
        return { steps: walk.steps, leaf: { node, name }, type, labels: walk.labels };
      }
      const edge: Edge = await enter(walk, node, name);
      node = edge.node;
    } else if (isLast) {
      if (name !== node.hop.discriminator) {
        throw badColumn(walk, 'needs_kind', `must name what the item is, or ${node.hop.discriminator}.`);
      }
      if (list === 'count') throw badColumn(walk, 'needs_list', COUNTS_LISTS);
      await addAllVariants(rights, node);
      return { steps: walk.steps, leaf: { node, name }, type: 'text', labels: walk.labels };
    } else {
      // The UID of a component or content type has one dot.
      at += 1;
      node = await enterVariant(walk, node, `${name}.${names[at] ?? ''}`);
      if (at >= names.length - 1) throw badColumn(walk, 'needs_field', 'has no value of its own: name a field of it.');
    }
  }
};
