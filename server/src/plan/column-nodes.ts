import type { ColumnStep } from '../../../shared/columns';
import type { Filters } from '../access/access';
import type { Hop, Place, Target } from './hop';
import type { PlanField, PlanHop, PlanLevel } from './plan';
import { hasDrafts } from './virtual-fields';

/** A level while columns are still being added to it. */
export interface LevelNode {
  readonly kind: 'level';
  readonly place: Place;
  readonly fields: Map<string, PlanField>;
  /** By attribute, or by attribute and use where one attribute is read twice. */
  readonly hops: Map<string, Edge>;
}

/** The items of a dynamic zone or polymorphic relation, likewise. */
export interface VariantsNode {
  readonly kind: 'variants';
  readonly hop: Extract<Hop, { kind: 'variants' }>;
  readonly variants: Map<string, { readonly node: LevelNode; readonly rows: Filters | null }>;
}

export interface Edge {
  readonly attribute: string;
  readonly many: boolean;
  readonly rows: Filters | null;
  readonly node: LevelNode | VariantsNode;
}

/** One hop of a column, by the name under which its node keeps it. */
export interface StepReference {
  readonly node: LevelNode | VariantsNode;
  /** Key among the node's hops or variants. */
  readonly key: string;
}

/** The edge of a hop; a step to a variant has none. */
export const edgeOf = ({ node, key }: StepReference): Edge | undefined =>
  node.kind === 'level' ? node.hops.get(key) : undefined;

export const newLevel = (place: Place): LevelNode => ({ kind: 'level', place, fields: new Map(), hops: new Map() });

export const newEdge = (attribute: string, hop: Hop): Edge =>
  hop.kind === 'level'
    ? { attribute, many: hop.many, rows: hop.target.rows, node: newLevel(hop.target.place) }
    : { attribute, many: hop.many, rows: null, node: { kind: 'variants', hop, variants: new Map() } };

/** The variant of a kind, made when it is first asked for. */
export const variantOf = (node: VariantsNode, uid: string, target: Target): LevelNode => {
  const known = node.variants.get(uid);
  if (known !== undefined) return known.node;
  const level = newLevel(target.place);
  node.variants.set(uid, { node: level, rows: target.rows });
  return level;
};

/** Positions in a level's rows: fields, then hops; in an item's: its kind, then the variants. */
export type Positions = (node: LevelNode | VariantsNode) => ReadonlyMap<string, number>;

/** Known only when all columns are. */
export const createPositions = (): Positions => {
  const known = new Map<LevelNode | VariantsNode, ReadonlyMap<string, number>>();
  return (node) => {
    const found = known.get(node);
    if (found !== undefined) return found;
    const names =
      node.kind === 'level'
        ? [...node.fields.keys(), ...node.hops.keys()]
        : [node.hop.discriminator, ...node.variants.keys()];
    const positions = new Map(names.map((name, at) => [name, at]));
    known.set(node, positions);
    return positions;
  };
};

/** @param single the lists that are shown item by item, so that a row holds one item in their place */
export const toStep = (reference: StepReference, positions: Positions, single: ReadonlySet<Edge>): ColumnStep => {
  const { node, key } = reference;
  const index = positions(node).get(key) ?? 0;
  if (node.kind === 'variants') return { name: key, index, many: false, variantOf: node.hop.discriminator };
  const edge = node.hops.get(key);
  return { name: edge?.attribute ?? key, index, many: edge?.many === true && !single.has(edge) };
};

const toHop = ({ attribute, many, rows, node }: Edge): PlanHop => {
  if (node.kind === 'level') return { kind: 'level', attribute, many, rows, level: toLevel(node) };
  const variants = [...node.variants].map(([uid, variant]) => ({
    uid,
    rows: variant.rows,
    level: toLevel(variant.node),
  }));
  return { kind: 'variants', attribute, many, variants };
};

export const toLevel = ({ place, fields, hops }: LevelNode): PlanLevel => ({
  uid: place.model.uid,
  hasDrafts: hasDrafts(place.model),
  fields: [...fields.values()],
  hops: [...hops.values()].map(toHop),
});
