import type { ColumnNode, ColumnNodeKind } from '../../../shared/contracts/exporters';
import { remembering } from '../access/remembering';
import { ADMIN_USER, attributeOf, displayName, isExportable, type Model } from '../access/schema';
import { type ExportError, problem } from '../errors/export-error';
import { fieldLock, hopLock, typeLock } from './locks';
import { type Branch, isVariants, join, type Spot, toField, toGroup, type Variants } from './catalogue-nodes';
import { columnTypeOf } from './column-type';
import { defaultColumns } from './default-columns';
import { createHeaders, type Headers } from './headers';
import { canRead, follow, followVariant, hopKind, isMany, type Place, type Rights } from './hop';
import { inViewOrder, type Views } from './view';
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

const VIRTUAL: readonly string[] = [STATUS, PUBLICATION];

/** What the content manager has no word for. */
const KIND_LABELS: Readonly<Record<Variants['discriminator'], string>> = { __component: 'component', __type: 'type' };

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

const variantOf = async ({ rights }: Tree, spot: Spot, hop: Variants, uid: string): Promise<Branch | null> => {
  if (!hop.uids.includes(uid)) return null;
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
  return inViewOrder(names, await views(model.uid));
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
