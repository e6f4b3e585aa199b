import type { Site } from './site';

interface Attribute {
  readonly type: string;
  readonly relation?: string;
  readonly target?: string;
  readonly component?: string;
  readonly components?: readonly string[];
  readonly repeatable?: boolean;
  readonly multiple?: boolean;
  readonly morphBy?: string;
}

/** One hop of a column's path, as the site's schema describes it. */
export interface PathStep {
  readonly name: string;
  readonly many: boolean;
  /** The type or component that the hop leads to; `null` where the kind of the item itself is asked. */
  readonly target: string | null;
  /** What tells the kind of an item, where there are several; `null` elsewhere. */
  readonly discriminator: '__component' | '__type' | null;
  /** What the items can be, where there are several. */
  readonly kinds: readonly string[];
  /** Whether Strapi reads the hop's rows in no order at all. */
  readonly isUnordered: boolean;
}

/** A column's path, read with the site's schema and none of our code. */
export interface ColumnPath {
  readonly path: string;
  readonly steps: readonly PathStep[];
  /** The attribute at the end; `null` where the path ends at the list. */
  readonly leaf: string | null;
  /** The leaf's type as its author wrote it. */
  readonly type: string;
  /** The type or component that has the leaf. */
  readonly owner: string | null;
}

const MORPH_KINDS = ['api::kitchen-item.kitchen-item', 'api::kitchen-sink.kitchen-sink', 'api::hotel.hotel'];
const TO_MANY = ['oneToMany', 'manyToMany', 'morphMany', 'morphToMany'];
const FILE = 'plugin::upload.file';

const attributeOf = (site: Site, uid: string, name: string): Attribute => {
  const { attributes } = site.strapi.getModel(uid as never) as unknown as { attributes: Record<string, Attribute> };
  const attribute = attributes[name];
  if (attribute === undefined) throw new Error(`${uid} has no attribute "${name}".`);
  return attribute;
};

/** Whether the type keeps draft and published rows. */
export const hasDrafts = (site: Site, uid: string): boolean =>
  (site.strapi.getModel(uid as never) as { options?: { draftAndPublish?: boolean } }).options?.draftAndPublish === true;

const stepOf = ({ type, ...rest }: Attribute, name: string): PathStep | null => {
  const plain = { name, discriminator: null, kinds: [], isUnordered: false };
  switch (type) {
    case 'component':
      return { ...plain, many: rest.repeatable === true, target: rest.component ?? null };
    case 'media':
      return { ...plain, many: rest.multiple === true, target: FILE };
    case 'dynamiczone':
      return {
        name,
        many: true,
        target: null,
        discriminator: '__component',
        kinds: rest.components ?? [],
        isUnordered: false,
      };
    case 'relation': {
      const many = TO_MANY.includes(rest.relation ?? '');
      if (rest.target !== undefined)
        return { ...plain, many, target: rest.target, isUnordered: rest.morphBy === 'subject' };
      return { name, many, target: null, discriminator: '__type', kinds: MORPH_KINDS, isUnordered: false };
    }
    default:
      return null;
  }
};

const leafType = (site: Site, uid: string, name: string): string => {
  if (name === 'id') return 'integer';
  if (name === 'documentId' || name === 'displayName') return 'string';
  return attributeOf(site, uid, name).type;
};

/** Reads a path; one that ends at a hop means the list itself. */
export const columnPath = (site: Site, root: string, path: string): ColumnPath => {
  const steps: PathStep[] = [];
  let names = path.split('.');
  let uid = root;
  while (names.length > 0) {
    const [name = '', ...rest] = names;
    const isSystem = name === 'id' || name === 'documentId' || name === 'displayName';
    const step = isSystem ? null : stepOf(attributeOf(site, uid, name), name);
    if (step === null) return { path, steps, leaf: name, type: leafType(site, uid, name), owner: uid };
    names = rest;
    if (step.discriminator === null) {
      steps.push(step);
      uid = step.target ?? '';
    } else if (rest[0] === step.discriminator || rest.length === 0) {
      steps.push(step);
      return { path, steps, leaf: rest[0] ?? null, type: 'string', owner: null };
    } else {
      uid = `${rest[0] ?? ''}.${rest[1] ?? ''}`;
      steps.push({ ...step, target: uid });
      names = rest.slice(2);
    }
  }
  return { path, steps, leaf: null, type: 'integer', owner: null };
};

/** Items by a key, in the order in which the keys first appear. */
export const grouped = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};

/** Which rows are shown of types that keep both. */
export type Version = 'draft' | 'published';

const shownOf = (site: Site, uid: string, version: Version): object => {
  if (!hasDrafts(site, uid)) return {};
  return { filters: { publishedAt: version === 'draft' ? { $null: true } : { $notNull: true } } };
};

/** What the Document Service must be asked to populate, so that it gives everything that these paths lead to. */
export const populateOf = (site: Site, paths: readonly ColumnPath[], version: Version, depth = 0): object => {
  const groups = grouped(
    paths.filter(({ steps }) => steps.length > depth),
    ({ steps }) => steps[depth]?.name ?? '',
  );
  const inner = (uid: string, within: readonly ColumnPath[]): object => ({
    ...shownOf(site, uid, version),
    populate: populateOf(site, within, version, depth + 1),
  });
  return Object.fromEntries(
    [...groups].map(([name, group]): [string, object] => {
      const step = group[0]?.steps[depth];
      if (step?.discriminator == null) {
        const order = step?.isUnordered === true ? { sort: 'id:asc' } : {};
        return [name, { ...inner(step?.target ?? '', group), ...order }];
      }
      const kinds = step.kinds.map((kind) => [
        kind,
        inner(
          kind,
          group.filter(({ steps }) => steps[depth]?.target === kind),
        ),
      ]);
      return [name, { on: Object.fromEntries(kinds) as object }];
    }),
  );
};
