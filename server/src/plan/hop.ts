import type { Access, Filters, Grant } from '../access/access';
import { everythingOf, PEOPLE } from '../access/exportable-paths';
import {
  ADMIN_USER,
  attributeOf,
  isContent,
  isCreatorField,
  isExportable,
  type Model,
  type Schema,
  UPLOAD_FILE,
} from '../access/schema';
import { isVersionField } from './virtual-fields';

/** Where the walk along a path stands: a model, and the grant that its attributes are checked against. */
export interface Place {
  readonly model: Model;
  readonly grant: Grant;
  /** The path of the component within the granted type, with a dot behind; empty on the type itself. */
  readonly prefix: string;
}

/** Everything that rights are asked of. */
export interface Rights {
  readonly schema: Schema;
  readonly access: Access;
}

/** Where one type or component is reached. */
export interface Target {
  readonly place: Place;
  /** Which of the target's rows may be shown; `null` for all. */
  readonly rows: Filters | null;
}

/** The key that tells the kind of an item: of a component in a dynamic zone, of a document in a polymorphic relation. */
type Discriminator = '__component' | '__type';

/** One attribute that leads somewhere: to one type or component, or to items of several. */
export type Hop =
  | { readonly kind: 'level'; readonly many: boolean; readonly target: Target }
  | {
      readonly kind: 'variants';
      readonly many: boolean;
      readonly discriminator: Discriminator;
      /** What the items can be, readable or not. */
      readonly uids: readonly string[];
    };

/** What whoever may read a media field may know of its files: what Strapi's own API shows, less the provider's data. */
const FILE_FIELDS: readonly string[] = [
  ...['id', 'documentId', 'name', 'alternativeText', 'caption', 'width', 'height', 'hash', 'ext', 'mime', 'size'],
  ...['url', 'previewUrl', 'provider', 'createdAt', 'updatedAt'],
];

const FILES: Grant = {
  canRead: (path) => FILE_FIELDS.includes(path),
  lockOf: () => null,
  rows: null,
  locales: null,
};

const MANY_RELATIONS: readonly string[] = ['oneToMany', 'manyToMany', 'morphMany', 'morphToMany'];
const VARIANT_RELATIONS: readonly string[] = ['morphToOne', 'morphToMany'];

/** What an attribute leads to: one type or component, several, or nothing. */
export const hopKind = (model: Model, name: string): Hop['kind'] | null => {
  const attribute = attributeOf(model, name);
  switch (attribute?.type) {
    case 'dynamiczone':
      return 'variants';
    case 'component':
    case 'media':
      return 'level';
    case 'relation':
      if (VARIANT_RELATIONS.includes(attribute.relation ?? '')) return 'variants';
      // Of the relations that no table holds, only the one to a document's other locales is known.
      return attribute.target === undefined || (attribute.unstable_virtual === true && name !== 'localizations')
        ? null
        : 'level';
    default:
      return null;
  }
};

/** Whether an attribute leads to a list. */
export const isMany = (model: Model, name: string): boolean => {
  const attribute = attributeOf(model, name);
  switch (attribute?.type) {
    case 'dynamiczone':
      return true;
    case 'component':
      return attribute.repeatable === true;
    case 'media':
      return attribute.multiple === true;
    default:
      return MANY_RELATIONS.includes(attribute?.relation ?? '');
  }
};

/** Whether the attribute itself may be read at this place. */
export const canRead = (schema: Schema, { model, grant, prefix }: Place, name: string): boolean => {
  // What tells of a document's versions is as readable as the date that sets them apart.
  if (isVersionField(name)) return canRead(schema, { model, grant, prefix }, 'publishedAt');
  // Roles know no right on the id of a component, so only a rule of the site can hide it.
  if (prefix !== '' && name === 'id') return grant.lockOf(prefix + name) !== 'site-rule';
  return isExportable(schema, model, name) && grant.canRead(prefix + name);
};

/**
 * The paths of what a component holds and may ever leave, through the components within it. One that holds itself has
 * no leaves there that it has not above.
 */
export const leavesOf = (schema: Schema, { model, grant, prefix }: Place, within: readonly string[] = []): string[] =>
  Object.keys(model.attributes).flatMap((name): string[] => {
    if (!isExportable(schema, model, name)) return [];
    const component = attributeOf(model, name)?.component;
    if (component === undefined) return [prefix + name];
    const inner = schema.model(component);
    if (inner === undefined || within.includes(component)) return [];
    return leavesOf(schema, { model: inner, grant, prefix: `${prefix}${name}.` }, [...within, component]);
  });

/** Whether a component or relation may be entered; a component is as readable as any of its leaves. */
export const canEnter = (schema: Schema, place: Place, name: string): boolean => {
  if (!isExportable(schema, place.model, name)) return false;
  const component = attributeOf(place.model, name)?.component;
  if (component === undefined) return place.grant.canRead(place.prefix + name);
  const model = schema.model(component);
  if (model === undefined) return false;
  // Where nothing in it may be read, not even its presence is told.
  return leavesOf(schema, { ...place, model, prefix: `${place.prefix}${name}.` }).some(place.grant.canRead);
};

const isContentType = (schema: Schema, uid: string): boolean => {
  const model = schema.model(uid);
  return model !== undefined && isContent(model);
};

const typeTarget = async ({ schema, access }: Rights, uid: string): Promise<Target | null> => {
  const model = schema.model(uid);
  const grant = await access.grant(uid);
  if (model === undefined || grant === null || (uid !== ADMIN_USER && !isContent(model))) return null;
  return { place: { model, grant, prefix: '' }, rows: grant.rows };
};

/** A type that is known through the attribute that leads to it, whatever rights there are on the type itself. */
const fixedTarget = ({ schema }: Rights, uid: string, grant: Grant): Target | null => {
  const model = schema.model(uid);
  return model === undefined ? null : { place: { model, grant, prefix: '' }, rows: null };
};

const componentTarget = ({ schema }: Rights, place: Place, name: string): Target | null => {
  const model = schema.model(attributeOf(place.model, name)?.component ?? '');
  if (model === undefined) return null;
  return { place: { model, grant: place.grant, prefix: `${place.prefix}${name}.` }, rows: null };
};

/**
 * Follows one attribute under the requester's rights.
 *
 * @returns `null` when the attribute, or the type it leads to, may not be read
 */
export const follow = async (rights: Rights, place: Place, name: string): Promise<Hop | null> => {
  const { schema } = rights;
  const attribute = attributeOf(place.model, name);
  const kind = hopKind(place.model, name);
  if (attribute === undefined || kind === null || !canEnter(schema, place, name)) return null;
  const many = isMany(place.model, name);
  if (kind === 'variants') {
    if (attribute.type === 'dynamiczone') {
      return { kind, many, discriminator: '__component', uids: attribute.components ?? [] };
    }
    return {
      kind,
      many,
      discriminator: '__type',
      uids: schema.contentTypes().filter((uid) => isContentType(schema, uid)),
    };
  }
  const target = await targetOf(rights, place, name);
  return target === null ? null : { kind, many, target };
};

const targetOf = async (rights: Rights, place: Place, name: string): Promise<Target | null> => {
  const attribute = attributeOf(place.model, name);
  if (attribute?.type === 'component') return componentTarget(rights, place, name);
  if (attribute?.type === 'media') return fixedTarget(rights, UPLOAD_FILE, FILES);
  if (isCreatorField(place.model, name)) return fixedTarget(rights, ADMIN_USER, PEOPLE);
  return typeTarget(rights, attribute?.target ?? '');
};

/**
 * What one kind of item of a hop leads to. A dynamic zone is readable as a whole or not at all, as Strapi's role editor
 * has it; a document of a polymorphic relation is as readable as its own type.
 *
 * @returns `null` when the items cannot be of this kind, or may not be read
 */
export const followVariant = async (
  rights: Rights,
  hop: Extract<Hop, { kind: 'variants' }>,
  uid: string,
): Promise<Target | null> => {
  if (!hop.uids.includes(uid)) return null;
  if (hop.discriminator === '__type') return typeTarget(rights, uid);
  const model = rights.schema.model(uid);
  if (model === undefined) return null;
  return { place: { model, grant: everythingOf(rights.schema, uid), prefix: '' }, rows: null };
};
