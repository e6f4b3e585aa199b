import type { ColumnType } from '../../../shared/columns';
import type { ColumnLock, ColumnNode, ColumnNodeKind, ToManyChoice } from '../../../shared/contracts/exporters';
import { ADMIN_USER, attributeOf, isExportable, type Model } from '../access/schema';
import { type ExportError, problem } from '../errors/export-error';
import { displayName, fieldLock, hopLock, typeLock } from './catalogue-locks';
import { MAX_HOPS } from './column-path';
import { columnTypeOf } from './column-type';
import { defaultColumns } from './default-columns';
import { createHeaders, type Headers } from './headers';
import { canRead, follow, followVariant, type Hop, hopKind, isMany, type Place, type Rights } from './hop';
import type { View, Views } from './view';
import { isVersionField, PUBLICATION, STATUS, virtualType } from './virtual-fields';

export interface CatalogueInput {
  readonly rights: Rights;
  /** The exported type. */
  readonly place: Place;
  readonly views: Views;
  /** Where the tree is read, a dotted path; empty for the type itself. */
  readonly path: string;
}

interface Tree {
  readonly rights: Rights;
  readonly views: Views;
  readonly headers: Headers;
  /** The columns of an export that names none. */
  readonly defaults: ReadonlySet<string>;
}

type Variants = Extract<Hop, { kind: 'variants' }>;

/** Something with columns below it, and the way there. */
interface Spot {
  readonly at: Place | Variants;
  readonly path: string;
  /** Hops of the way, counted as `walkPath` counts them. */
  readonly hops: number;
  /** Whether the way leads over a list. */
  readonly isInList: boolean;
}

/** A node without what is below it. */
interface Branch {
  readonly node: ColumnNode;
  /** What is below, or `null` for nothing. */
  readonly below: Spot | null;
  /** Whether what is below comes with the node: components end, relations need not. */
  readonly isInline: boolean;
}

const VIRTUAL: readonly string[] = [STATUS, PUBLICATION];

/** What the content manager has no word for. */
const KIND_LABELS: Readonly<Record<Variants['discriminator'], string>> = { __component: 'component', __type: 'type' };

const CHOICES: readonly ToManyChoice[] = ['join', 'first', 'rows', 'sheet'];

const isVariants = (at: Spot['at']): at is Variants => 'kind' in at;

const join = ({ path }: Spot, name: string): string => (path === '' ? name : `${path}.${name}`);

interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: ColumnType;
  readonly isDefault: boolean;
  readonly locked: ColumnLock | null;
}

const toField = (spot: Spot, { name, label, type, isDefault, locked }: Field): Branch => ({
  node: {
    ...{ path: join(spot, name), label, kind: 'field', type, isDefault, many: false },
    toMany: spot.isInList && locked === null ? CHOICES : [],
    ...{ locked, hasChildren: false, children: null },
  },
  below: null,
  isInline: false,
});

interface Group {
  readonly name: string;
  readonly label: string;
  readonly kind: ColumnNodeKind;
  readonly many: boolean;
  readonly canCount: boolean;
  readonly isInline: boolean;
  /** What is entered, or why it cannot be. */
  readonly inner: Spot['at'] | ColumnLock;
}

const isLock = (inner: Group['inner']): inner is ColumnLock => 'reason' in inner;

/** @returns `null` for what lies so deep that nothing about it can be asked for */
const toGroup = (spot: Spot, { name, label, kind, many, canCount, isInline, inner }: Group): Branch | null => {
  const path = join(spot, name);
  const isInList = spot.isInList || many;
  const locked = isLock(inner) ? inner : null;
  const hops = spot.hops + 1;
  const below = isLock(inner) || hops > MAX_HOPS ? null : { at: inner, path, hops, isInList };
  const isCounted = canCount && isInList && locked === null && hops <= MAX_HOPS;
  const toMany: readonly ToManyChoice[] = isCounted ? ['count'] : [];
  if (below === null && locked === null && toMany.length === 0) return null;
  return {
    node: {
      ...{ path, label, kind, type: null, isDefault: false, many, toMany, locked },
      ...{ hasChildren: below !== null, children: null },
    },
    below,
    isInline,
  };
};

const fieldOf = async (
  { rights, headers, defaults }: Tree,
  spot: Spot,
  place: Place,
  name: string,
): Promise<Branch | null> => {
  const { schema } = rights;
  const { model } = place;
  const isRoot = spot.path === '';
  const isVirtual = isVersionField(name);
  if (isVirtual ? !isRoot : !isExportable(schema, model, name)) return null;
  const type = isVirtual ? virtualType(model, name) : columnTypeOf(model, name);
  if (type === undefined) return null;
  const attribute = isVirtual ? 'publishedAt' : name;
  const isReadable = canRead(schema, place, attribute);
  const locked = isReadable ? null : fieldLock(rights, place, attribute);
  if (!isReadable && locked === null) return null;
  const label = await headers.ofAttribute(model.uid, name);
  return toField(spot, { name, label, type, isDefault: isRoot && defaults.has(name), locked });
};

const groupKind = (model: Model, name: string): ColumnNodeKind => {
  switch (attributeOf(model, name)?.type) {
    case 'component':
      return 'component';
    case 'media':
      return 'media';
    case 'dynamiczone':
      return 'zone';
    default:
      return 'relation';
  }
};

const groupOf = async ({ rights, headers }: Tree, spot: Spot, place: Place, name: string): Promise<Branch | null> => {
  const { model } = place;
  const hop = await follow(rights, place, name);
  const lock = hop === null ? await hopLock(rights, place, name) : null;
  const inner = hop?.kind === 'level' ? hop.target.place : (hop ?? lock);
  if (inner === null) return null;
  const kind = groupKind(model, name);
  return toGroup(spot, {
    ...{ name, kind, many: isMany(model, name), canCount: true, inner },
    isInline: kind === 'component' || kind === 'zone',
    label: await headers.ofAttribute(model.uid, name),
  });
};

/** Paths name kinds by UIDs of two parts, so one of a single part, `admin::user`, cannot be meant. */
const canBeNamed = (uid: string): boolean => uid.split('.').length === 2;

const variantOf = async ({ rights }: Tree, spot: Spot, hop: Variants, uid: string): Promise<Branch | null> => {
  if (!canBeNamed(uid) || !hop.uids.includes(uid)) return null;
  const model = rights.schema.model(uid);
  const target = await followVariant(rights, hop, uid);
  const inner = target === null ? await typeLock(rights, uid) : target.place;
  if (model === undefined || inner === null) return null;
  const isInline = hop.discriminator === '__component';
  const label = displayName(model);
  return toGroup(spot, { name: uid, label, kind: 'variant', many: false, canCount: false, isInline, inner });
};

/** What a name means at a spot; `null` where it means nothing, or what never leaves. */
const branchOf = async (tree: Tree, spot: Spot, name: string): Promise<Branch | null> => {
  const { at } = spot;
  if (isVariants(at)) {
    if (name !== at.discriminator) return variantOf(tree, spot, at, name);
    return toField(spot, { name, label: KIND_LABELS[name], type: 'text', isDefault: false, locked: null });
  }
  if (hopKind(at.model, name) === null) return fieldOf(tree, spot, at, name);
  return isExportable(tree.rights.schema, at.model, name) ? groupOf(tree, spot, at, name) : null;
};

/** As in `defaultColumns`: the document's id, what the content manager shows, in its order, then the others. */
const inOrder = (names: readonly string[], view: View): readonly string[] => {
  const first = ['documentId', ...view.order].filter((name) => names.includes(name));
  return [...new Set([...first, ...names])];
};

const namesAt = async ({ rights, views }: Tree, { at, path }: Spot): Promise<readonly string[]> => {
  if (isVariants(at)) {
    const { schema } = rights;
    const byLabel = (left: string, right: string): number => labelOf(left).localeCompare(labelOf(right), 'en');
    const labelOf = (uid: string): string => {
      const model = schema.model(uid);
      return model === undefined ? uid : displayName(model);
    };
    // A zone keeps the order of its schema; the types of a site have none.
    return [at.discriminator, ...(at.discriminator === '__type' ? [...at.uids].sort(byLabel) : at.uids)];
  }
  const { model } = at;
  const names = [
    ...(model.modelType === 'contentType' ? ['documentId'] : []),
    ...['id', ...Object.keys(model.attributes)],
    ...(model.uid === ADMIN_USER ? ['displayName'] : []),
    ...(path === '' ? VIRTUAL : []),
  ];
  return inOrder(names, await views(model.uid));
};

const childrenOf = async (tree: Tree, spot: Spot): Promise<ColumnNode[]> => {
  const names = await namesAt(tree, spot);
  const nodes = await Promise.all(
    names.map(async (name): Promise<ColumnNode | null> => {
      const branch = await branchOf(tree, spot, name);
      if (branch === null) return null;
      const { node, below, isInline } = branch;
      return below !== null && isInline ? { ...node, children: await childrenOf(tree, below) } : node;
    }),
  );
  return nodes.filter((node) => node !== null);
};

const refuse = (rule: string, message: string): ExportError => problem('EXPORT_UNKNOWN_COLUMN', 'path', rule, message);

/** Goes where a path leads, by the names that the tree itself lists. */
const walkTo = async (tree: Tree, root: Spot, path: string): Promise<Spot> => {
  const names = path.split('.');
  let spot = root;
  for (let at = 0; at < names.length; at += 1) {
    let name = names[at] ?? '';
    if (isVariants(spot.at) && name !== spot.at.discriminator) {
      // The UID of a component or content type has one dot.
      at += 1;
      name = `${name}.${names[at] ?? ''}`;
    }
    const branch = await branchOf(tree, spot, name);
    if (branch === null) throw refuse('unknown_column', `${path} leads nowhere: there is no ${join(spot, name)}.`);
    const { node, below } = branch;
    if (node.locked !== null) {
      throw problem('EXPORT_FIELD_FORBIDDEN', 'path', 'not_readable', `${node.path}: ${node.locked.message}`);
    }
    if (below === null) throw refuse('no_fields', `${node.path} has nothing below it.`);
    spot = below;
  }
  return spot;
};

/** Many nodes share a view, and each reading of one asks the site's store. */
const remembering = (views: Views): Views => {
  const known = new Map<string, Promise<View>>();
  return (uid) => {
    const view = known.get(uid) ?? views(uid);
    known.set(uid, view);
    return view;
  };
};

/**
 * Lists every column that can be chosen below a path, with why those that are closed to the requester are so. What never
 * leaves, such as private attributes and passwords, is not listed. It says what `compileColumns` does: a column that is
 * listed and not locked is taken, one that is locked is refused.
 *
 * Components come with their fields. Relations and media come without, so that the tree ends; ask again with their path.
 *
 * @throws ExportError `EXPORT_UNKNOWN_COLUMN`, `EXPORT_FIELD_FORBIDDEN` of the path
 */
export const listColumns = async ({
  rights,
  place,
  path,
  ...input
}: CatalogueInput): Promise<readonly ColumnNode[]> => {
  const views = remembering(input.views);
  const { requests } = defaultColumns(rights.schema, place, null);
  const defaults = new Set(requests.map((request) => request.path));
  const tree: Tree = { rights, views, headers: createHeaders(views), defaults };
  const root: Spot = { at: place, path: '', hops: 0, isInList: false };
  return childrenOf(tree, path === '' ? root : await walkTo(tree, root, path));
};
