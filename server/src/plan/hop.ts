import type { Access, Filters, Grant } from '../access/access';
import { attributeOf, isExportable, type Model, type Schema } from '../access/schema';

/** Where the walk along a path stands: a model, and the grant that its attributes are checked against. */
export interface Place {
  readonly model: Model;
  readonly grant: Grant;
  /** The path of the component within the granted type, with a dot behind; empty on the type itself. */
  readonly prefix: string;
}

export interface Hop {
  readonly place: Place;
  readonly many: boolean;
  readonly rows: Filters | null;
}

const UPLOAD_FILE = 'plugin::upload.file';

/** What whoever may read a media field may know of its files: what Strapi's own API shows, less the provider's data. */
const FILE_FIELDS: readonly string[] = [
  ...['id', 'documentId', 'name', 'alternativeText', 'caption', 'width', 'height', 'hash', 'ext', 'mime', 'size'],
  ...['url', 'previewUrl', 'provider', 'createdAt', 'updatedAt'],
];

const FILE_GRANT: Grant = { canRead: (path) => FILE_FIELDS.includes(path), rows: null };

const MANY_RELATIONS: readonly string[] = ['oneToMany', 'manyToMany', 'morphMany'];

/** Whether this attribute leads somewhere that can be followed. Dynamic zones, polymorphic and virtual relations cannot yet. */
export const isHop = (model: Model, name: string): boolean => {
  const attribute = attributeOf(model, name);
  if (attribute === undefined) return false;
  if (attribute.type === 'relation') {
    const isStored = attribute.unstable_virtual !== true && !attribute.relation?.startsWith('morph');
    return attribute.target !== undefined && isStored;
  }
  return attribute.type === 'component' || attribute.type === 'media';
};

/** Whether the attribute itself may be read at this place. */
export const canRead = (schema: Schema, { model, grant, prefix }: Place, name: string): boolean => {
  if (prefix !== '' && name === 'id') return true;
  return isExportable(schema, model, name) && grant.canRead(prefix + name);
};

/** Whether anything in a component may be read; without that, not even its presence is told. */
const hasReadableLeaf = (schema: Schema, { model, grant, prefix }: Place): boolean =>
  Object.keys(model.attributes).some((name) => {
    if (!isExportable(schema, model, name)) return false;
    if (grant.canRead(prefix + name)) return true;
    const inner = schema.model(attributeOf(model, name)?.component ?? '');
    return inner !== undefined && hasReadableLeaf(schema, { model: inner, grant, prefix: `${prefix}${name}.` });
  });

/** Whether a component or relation may be entered; a component is as readable as any of its leaves. */
const canEnter = (schema: Schema, place: Place, name: string): boolean => {
  if (!isExportable(schema, place.model, name)) return false;
  const component = attributeOf(place.model, name)?.component;
  if (component === undefined) return place.grant.canRead(place.prefix + name);
  const model = schema.model(component);
  return model !== undefined && hasReadableLeaf(schema, { ...place, model, prefix: `${place.prefix}${name}.` });
};

/**
 * Follows one attribute to the next model under the requester's rights.
 *
 * @returns `null` when the attribute, or the type it leads to, may not be read
 */
export const follow = async (
  { schema, access }: { readonly schema: Schema; readonly access: Access },
  place: Place,
  name: string,
): Promise<Hop | null> => {
  const attribute = attributeOf(place.model, name);
  if (attribute === undefined || !canEnter(schema, place, name)) return null;
  if (attribute.type === 'component') {
    const model = schema.model(attribute.component ?? '');
    if (model === undefined) return null;
    const next = { model, grant: place.grant, prefix: `${place.prefix}${name}.` };
    return { place: next, many: attribute.repeatable === true, rows: null };
  }
  const uid = attribute.type === 'media' ? UPLOAD_FILE : (attribute.target ?? '');
  const model = schema.model(uid);
  const grant = attribute.type === 'media' ? FILE_GRANT : await access.grant(uid);
  if (model === undefined || grant === null) return null;
  const many =
    attribute.type === 'media' ? attribute.multiple === true : MANY_RELATIONS.includes(attribute.relation ?? '');
  return { place: { model, grant, prefix: '' }, many, rows: grant.rows };
};
