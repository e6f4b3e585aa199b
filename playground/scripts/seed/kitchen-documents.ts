import { momentOf, plainDate } from './dates';
import { documentIdOf, Random } from './random';
import { HOSTILE_TEXTS, remark } from './text';
import { KITCHEN_ITEM, KITCHEN_SINK } from './uids';

/** Items at the other end of the kitchen sink's relations. */
export const KITCHEN_ITEMS = 12;

/** Every fourth kitchen sink is only a draft. */
export const isPublishedSink = (index: number): boolean => index % 4 !== 3;

/** The second kitchen sink has nothing but its required field: every other cell of its row is empty. */
const isEmptySink = (index: number): boolean => index === 1;

type Data = Record<string, unknown>;

const COLOURS = ['#ff0000', '#00ff00', 'rebeccapurple'] as const;
const BIG_INTEGERS = ['9007199254740993', '-9223372036854775808', '9223372036854775807', '42'] as const;

/** Beyond what a JavaScript number holds, both ends of the range included. The empty sink has none. */
export const bigIntegerOf = (index: number): string | null =>
  isEmptySink(index) ? null : (BIG_INTEGERS[index % BIG_INTEGERS.length] ?? null);

const itemOf = (index: number) => documentIdOf('kitchen-item', index % KITCHEN_ITEMS);

const keyword = (random: Random, word: string): Data => ({
  word,
  weight: random.int(0, 1000) / 100,
  secret_score: random.int(1, 99),
});

const blocksOf = (text: string): Data[] => [
  { type: 'heading', level: 2, children: [{ type: 'text', text: 'A heading' }] },
  {
    type: 'paragraph',
    children: [
      { type: 'text', text: `${text} ` },
      { type: 'text', text: 'in bold', bold: true },
      { type: 'link', url: 'https://example.com/?a=1&b=2', children: [{ type: 'text', text: 'a link' }] },
    ],
  },
  {
    type: 'list',
    format: 'unordered',
    children: ['one', 'two'].map((item) => ({ type: 'list-item', children: [{ type: 'text', text: item }] })),
  },
];

const scalarsOf = (random: Random, index: number, hostile: string): Data => ({
  a_text: hostile,
  a_richtext: `# Title\n\n**${hostile}**\n\n- one\n- two`,
  a_blocks: blocksOf(hostile),
  an_email: `sink${index}@example.com`,
  a_password: 'Secret-demo-1',
  a_uid: `kitchen-sink-${index}`,
  an_enumeration: random.pick(['alpha', 'beta', 'gamma']),
  an_integer: random.int(-2_147_483_648, 2_147_483_647),
  a_biginteger: bigIntegerOf(index),
  // Eighths are exact in every database's floating point type, single precision included.
  a_float: random.int(-8_000, 8_000) / 8,
  a_decimal: random.int(-999_999, 999_999) / 100,
  a_boolean: random.chance(0.5),
  a_date: plainDate(index * 7),
  a_time: '23:59:59.000',
  a_datetime: momentOf(index),
  a_timestamp: momentOf(index + 1),
  a_json: { nested: { list: [1, 'two', null, true], text: hostile }, index },
  a_color: random.pick(COLOURS),
  a_private_note: 'Must never leave the site',
  camelCaseField: 'camelCase',
  an_attribute_whose_name_is_much_too_long_for_the_database_to_keep_it: 'long name',
});

const componentsOf = (random: Random, index: number, files: readonly number[]): Data => ({
  seo: {
    meta_title: `Title ${index}`,
    meta_description: remark(random),
    share_image: files[index % files.length],
    open_graph: { og_title: 'Nested, in a component', og_type: 'hotel' },
    keywords: [keyword(random, 'first'), keyword(random, 'second "quoted"')],
  },
  hours: ['mon', 'tue', 'sun'].map((day, position) => ({
    day,
    opens_at: `0${6 + position}:30:00.000`,
    closes_at: '22:00:00.000',
    item: itemOf(index + position),
  })),
  zone: [
    { __component: 'blocks.quote', text: random.pick(HOSTILE_TEXTS), author: 'Ana María' },
    {
      __component: 'blocks.gallery',
      caption: 'A gallery, inside the zone',
      columns: 3,
      images: [files[0], files[1]],
      keywords: [keyword(random, 'in a zone')],
    },
    { __component: 'blocks.quote', text: 'The last quote', author: null },
  ],
});

const relationsOf = (index: number): Data => ({
  one_way_item: itemOf(index),
  one_way_items: [itemOf(index), itemOf(index + 1)],
  main_item: itemOf(index),
  owned_items: [itemOf(index)],
  shelf_item: itemOf(3),
  tagged_items: [itemOf(index + 2), itemOf(index), itemOf(index + 1)],
  private_item: itemOf(5),
  a_relation_whose_name_is_much_too_long_for_the_database_to_keep_it: [itemOf(1), itemOf(2)],
});

// Relations to other sinks: the target must exist, and publishing needs it published, so links go to earlier ones.
const selfRelationsOf = (index: number): Data => {
  const sink = (at: number) => documentIdOf('kitchen-sink', at);

  return index === 0
    ? {}
    : {
        parent: sink(0),
        twin: sink(index - 1),
        neighbours: index < 2 ? [sink(0)] : [sink(0), sink(index - 1)],
      };
};

// A morph relation names its target's type. morphToOne takes the row's id only; a document id is an error there.
// The first sink's things are linked from their own side (see kitchen.ts): both at once would tie in their order.
const morphRelationsOf = (index: number, itemIds: readonly number[]): Data => ({
  subject: { __type: KITCHEN_ITEM, id: itemIds[index % itemIds.length] },
  related_things:
    index === 0
      ? []
      : [
          { __type: KITCHEN_ITEM, documentId: itemOf(index + 4) },
          { __type: KITCHEN_ITEM, documentId: itemOf(index + 2) },
          { __type: KITCHEN_SINK, documentId: documentIdOf('kitchen-sink', 0) },
        ],
});

/** Ids of rows a kitchen sink refers to by row, not by document. */
export interface KitchenRows {
  readonly files: readonly number[];
  readonly items: readonly number[];
}

/** What the kitchen sink with this index holds, as data for the Document Service. */
export const kitchenSinkData = (index: number, { files, items }: KitchenRows): Data => {
  const random = new Random(`kitchen-sink:${index}`);
  const hostile = HOSTILE_TEXTS[index % HOSTILE_TEXTS.length] ?? '';
  const data = {
    documentId: documentIdOf('kitchen-sink', index),
    a_string: `Kitchen sink ${index}: ${hostile}`,
  };

  if (isEmptySink(index)) {
    return data;
  }

  return {
    ...data,
    ...scalarsOf(random, index, hostile),
    cover: files[index % files.length],
    gallery: [files[2], files[1], files[0]],
    ...componentsOf(random, index, files),
    ...relationsOf(index),
    ...selfRelationsOf(index),
    ...morphRelationsOf(index, items),
  };
};
