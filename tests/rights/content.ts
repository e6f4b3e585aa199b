import { FILE, HOTEL, KITCHEN_ITEM, KITCHEN_SINK } from '../../playground/scripts/seed/uids';
import * as cell from './tree';
import { backLink, type Fixture, type Leaf, link, type Tree, type TypeName } from './tree';

export const UIDS: Readonly<Record<TypeName, string>> = {
  sink: KITCHEN_SINK,
  item: KITCHEN_ITEM,
  hotel: HOTEL,
  country: 'api::country.country',
  contact: 'api::contact.contact',
  file: FILE,
  person: 'admin::user',
};

const QUOTE = 'blocks.quote';
const GALLERY = 'blocks.gallery';

const keyword = (): Tree => ({ word: cell.text(), weight: cell.fraction(), secret_score: cell.low() });

const scalars = (stock: Leaf): Tree => ({
  a_string: cell.text(),
  a_text: cell.text(),
  a_richtext: cell.text(),
  a_blocks: cell.blocks(),
  an_email: cell.email(),
  a_password: cell.password(),
  a_uid: cell.text(),
  an_enumeration: cell.common('alpha', 'beta'),
  an_integer: stock,
  a_biginteger: cell.big(),
  a_float: cell.fraction(),
  a_decimal: cell.fraction(),
  a_boolean: cell.common(true, false),
  a_date: cell.date(),
  a_time: cell.time(),
  a_datetime: cell.moment(),
  a_timestamp: cell.moment(),
  a_json: cell.json(),
  a_color: cell.text(),
  a_private_note: cell.text(),
  camelCaseField: cell.text(),
  an_attribute_whose_name_is_much_too_long_for_the_database_to_keep_it: cell.text(),
});

const components = (item: string): Tree => ({
  seo: {
    meta_title: cell.text(),
    meta_description: cell.text(),
    share_image: link('shared-photo'),
    open_graph: { og_title: cell.text(), og_type: cell.common('hotel', 'article') },
    keywords: [keyword(), keyword()],
  },
  hours: [
    { day: cell.common('mon', 'tue'), opens_at: cell.time(), closes_at: cell.time(), item: link(item) },
    { day: cell.common('sat', 'sun'), opens_at: cell.time(), closes_at: cell.time() },
  ],
  zone: [
    { __component: cell.kindOf(QUOTE), text: cell.text(), author: cell.text() },
    {
      __component: cell.kindOf(GALLERY),
      caption: cell.text(),
      columns: cell.low(),
      images: link('zone-photo'),
      keywords: [keyword()],
    },
  ],
});

const sink = (name: string, stock: Leaf, rest: Tree): Fixture => ({
  name,
  type: 'sink',
  tree: { ...scalars(stock), ...rest },
});

const item = (name: string, quantity: Leaf, rest: Tree): Fixture => ({
  name,
  type: 'item',
  tree: { name: cell.text(), secret: cell.text(), quantity, ...rest },
});

const file = (name: string): Fixture => ({
  name,
  type: 'file',
  tree: {
    name: cell.text(),
    alternativeText: cell.text(),
    caption: cell.text(),
    url: cell.url(),
    provider_metadata: cell.json(),
    folderPath: cell.text(),
  },
});

const HOTEL_SHARED: Tree = {
  ittid: cell.text(),
  city: cell.text(),
  phone: cell.text(),
  email: cell.email(),
  stars: cell.common(3, 4),
};

const hotel = (name: string, other: string): Fixture => ({
  name,
  type: 'hotel',
  tree: {
    ...HOTEL_SHARED,
    name: cell.text(),
    description: cell.text(),
    country: link('land'),
    contacts: backLink('desk'),
    localizations: backLink(other),
  },
});

/** Documents with a value of its own in every cell. `first` and `second` are linked to most of the others. */
export const FIXTURES: readonly Fixture[] = [
  file('photo'),
  file('shared-photo'),
  file('zone-photo'),
  item('open', cell.low(), {
    shelf_sinks: backLink('first'),
    main_sink: backLink('first'),
    owner_sink: backLink('first'),
    tagged_sinks: backLink('first', 'second'),
    subject_of: backLink('first'),
    subject_of_many: backLink('first'),
  }),
  item('shut', cell.high(), {
    shelf_sinks: backLink('second'),
    main_sink: backLink('second'),
    owner_sink: backLink('first'),
    tagged_sinks: backLink('first', 'second'),
    subject_of: backLink('second'),
    subject_of_many: backLink('second'),
  }),
  // A condition on its quantity is neither true nor false.
  item('spare', cell.nothing(), { shelf_sinks: backLink('third'), tagged_sinks: backLink('first') }),
  { name: 'land', type: 'country', tree: { code: cell.text(), name: cell.text() } },
  hotel('hotel-en', 'hotel-fr'),
  hotel('hotel-fr', 'hotel-en'),
  { name: 'desk', type: 'contact', tree: { name: cell.text(), email: cell.email(), hotel: link('hotel-en') } },
  sink('first', cell.low(), {
    ...components('open'),
    cover: link('photo'),
    gallery: link('photo'),
    one_way_item: link('open'),
    one_way_items: link('open', 'shut'),
    main_item: link('open'),
    owned_items: link('open', 'shut'),
    shelf_item: link('open'),
    tagged_items: link('open', 'shut', 'spare'),
    private_item: link('shut'),
    a_relation_whose_name_is_much_too_long_for_the_database_to_keep_it: link('shut', 'open'),
    hotel: link('hotel-en'),
    subject: link('open'),
    related_things: link('open', 'shut'),
    twin: link('second'),
    children: backLink('second', 'fourth'),
    neighbours: link('second', 'third'),
  }),
  sink('second', cell.high(), {
    ...components('shut'),
    one_way_item: link('shut'),
    main_item: link('shut'),
    shelf_item: link('shut'),
    tagged_items: link('shut', 'open'),
    hotel: link('hotel-en'),
    subject: link('shut'),
    parent: link('first'),
    neighbour_of: backLink('first'),
  }),
  sink('third', cell.low(), { shelf_item: link('spare'), neighbour_of: backLink('first') }),
  sink('fourth', cell.high(), { parent: link('first') }),
];

const BY_NAME: ReadonlyMap<string, Fixture> = new Map(FIXTURES.map((fixture) => [fixture.name, fixture]));

export const fixture = (name: string): Fixture => {
  const found = BY_NAME.get(name);
  if (found === undefined) throw new Error(`There is no fixture ${name}.`);
  return found;
};

export const fixturesOf = (type: TypeName): readonly Fixture[] => FIXTURES.filter((one) => one.type === type);

/** Whether a fixture's row is shown to whoever walks. */
export type Sees = (fixture: Fixture) => boolean;

const leavesIn = (node: Tree[string] | undefined, names: readonly string[], sees: Sees): Leaf[] | null => {
  if (node === undefined) return [];
  if (cell.isLeaf(node)) return names.length === 0 ? [node] : null;
  if (cell.isLink(node)) {
    const targets = node.to.map(fixture).filter(sees);
    const [first = ''] = names;
    if (first === '__type') return targets.map(({ type }) => cell.kindOf(UIDS[type]));
    const isKind = first.includes('::');
    const meant = isKind ? targets.filter(({ type }) => UIDS[type] === names.slice(0, 2).join('.')) : targets;
    return joined(meant.map(({ tree }) => walk(tree, names.slice(isKind ? 2 : 0), sees)));
  }
  const trees: readonly Tree[] = cell.isList(node) ? node : [node];
  const [first = '', second = ''] = names;
  const isKind = first === 'blocks';
  const meant = isKind
    ? trees.filter((tree) => (tree.__component as Leaf | undefined)?.text === `${first}.${second}`)
    : trees;
  return joined(meant.map((tree) => walk(tree, names.slice(isKind ? 2 : 0), sees)));
};

const joined = (lists: readonly (Leaf[] | null)[]): Leaf[] | null =>
  lists.includes(null) ? null : lists.flatMap((list) => list ?? []);

/** Names that every type has, and whose values are Strapi's. */
const SYSTEM = ['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt', 'locale', 'createdBy', 'updatedBy'];

const walk = (tree: Tree, [name = '', ...rest]: readonly string[], sees: Sees): Leaf[] | null =>
  SYSTEM.includes(name) || name.startsWith('__status') ? null : leavesIn(tree[name], rest, sees);

/** The cells that a path leads to from one document; `null` where they hold no value of these fixtures. */
export const cellsAt = ({ tree }: Fixture, path: string, sees: Sees): readonly Leaf[] | null =>
  walk(tree, path.split('.'), sees);

/** How many things a hop leads to. */
export const countAt = ({ tree }: Fixture, hop: string, sees: Sees): number => {
  const node = tree[hop];
  if (node === undefined || cell.isLeaf(node)) return 0;
  if (cell.isLink(node)) return node.to.map(fixture).filter(sees).length;
  return cell.isList(node) ? node.length : 1;
};

export interface PlacedLeaf {
  readonly fixture: Fixture;
  /** Attributes from the document to the cell. */
  readonly path: readonly string[];
  /** The component that holds it, in a dynamic zone. */
  readonly leaf: Leaf;
}

const allIn = (owner: Fixture, node: Tree[string], path: readonly string[]): PlacedLeaf[] => {
  if (cell.isLeaf(node)) return [{ fixture: owner, path, leaf: node }];
  if (cell.isLink(node)) return [];
  const trees: readonly Tree[] = cell.isList(node) ? node : [node];
  return trees.flatMap((tree) =>
    Object.entries(tree).flatMap(([name, inner]) => allIn(owner, inner, [...path, ...kindOf(tree), name])),
  );
};

const kindOf = ({ __component: kind }: Tree): string[] => (cell.isLeaf(kind) && kind.text !== null ? [kind.text] : []);

/** Every cell of every fixture. */
export const allLeaves = (): readonly PlacedLeaf[] => FIXTURES.flatMap((owner) => allIn(owner, owner.tree, []));
