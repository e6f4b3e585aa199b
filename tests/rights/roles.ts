import { both, type Caller, CREATOR, everything, EXPORT, LOW_NUMBER, LOW_STOCK, READ, right, type Role } from './role';
import { SINK_SCALARS, UNIVERSE } from './universe';

/** Given to whoever may read a type at all; types without drafts or languages lack some. */
const OWN = ['id', 'documentId', 'createdAt', 'createdBy.firstname'];
const SINK_OWN = [...OWN, 'updatedAt', 'publishedAt', 'updatedBy.id', '__status'];
const ALL: Caller['roots'] = UNIVERSE;

const ALL_SINK_FIELDS = [
  ...SINK_SCALARS,
  ...['seo.meta_title', 'seo.meta_description', 'seo.share_image', 'seo.open_graph.og_title'],
  ...['seo.keywords.word', 'hours.day', 'hours.item', 'zone', 'cover', 'one_way_item', 'one_way_items', 'main_item'],
  ...['owned_items', 'shelf_item', 'tagged_items', 'hotel', 'parent', 'children', 'subject', 'related_things'],
];
const OF_ITEMS = ['one_way_item', 'one_way_items', 'main_item', 'owned_items', 'shelf_item', 'tagged_items'];

/** What a role with `ALL_SINK_FIELDS` reads without leaving the type. */
const WITHIN_SINK = [
  ...SINK_SCALARS,
  ...SINK_OWN,
  ...['seo.id', 'seo.meta_title', 'seo.meta_description', 'seo.share_image.name', 'seo.share_image.url'],
  ...['seo.open_graph.og_title', 'seo.keywords.word', 'hours.id', 'hours.day'],
  ...['zone.__component', 'zone.blocks.quote.text', 'zone.blocks.quote.author', 'zone.blocks.quote.id'],
  ...['zone.blocks.gallery.caption', 'zone.blocks.gallery.columns', 'zone.blocks.gallery.images.name'],
  ...['zone.blocks.gallery.keywords.word', 'zone.blocks.gallery.keywords.weight'],
  ...['cover.name', 'cover.url', 'cover.alternativeText', 'parent.a_string', 'children.a_string', 'children.a_text'],
  ...['subject.__type', 'related_things.__type'],
];
const HOPS_WITHIN_SINK = [
  'seo',
  'hours',
  'zone',
  'cover',
  'parent',
  'children',
  'subject',
  'related_things',
  'createdBy',
];

const ITEM_KIND = 'api::kitchen-item.kitchen-item';
const NAMES_OF_ITEMS = [
  ...OF_ITEMS.map((relation) => `${relation}.name`),
  ...['one_way_item.documentId', 'shelf_item.id', 'hours.item.name', 'hours.item.id', 'parent.shelf_item.name'],
  ...[`subject.${ITEM_KIND}.name`, `related_things.${ITEM_KIND}.name`],
];
const QUANTITIES_OF_ITEMS = [
  ...['one_way_item.quantity', 'owned_items.quantity', 'shelf_item.quantity', 'children.shelf_item.quantity'],
  ...[`subject.${ITEM_KIND}.quantity`, `related_things.${ITEM_KIND}.quantity`],
];

export const ROLES: readonly Role[] = [
  { code: 'rights-nobody', permissions: [[]], roots: {}, isTwinned: true },
  { code: 'rights-read-only', permissions: [everything(READ)], roots: {} },
  { code: 'rights-export-only', permissions: [everything(EXPORT)], roots: {} },
  {
    code: 'rights-some-scalars',
    permissions: [both('sink', { fields: ['a_string', 'an_integer', 'a_json'] })],
    roots: { sink: { values: ['a_string', 'an_integer', 'a_json', ...SINK_OWN], hops: ['createdBy'] } },
    isTwinned: true,
  },
  {
    code: 'rights-some-leaves',
    permissions: [both('sink', { fields: ['seo.meta_title', 'seo.keywords.word', 'hours.day'] })],
    roots: {
      sink: {
        values: ['seo.id', 'seo.meta_title', 'seo.keywords.word', 'hours.id', 'hours.day', ...SINK_OWN],
        hops: ['seo', 'hours', 'createdBy'],
      },
    },
    isTwinned: true,
  },
  {
    code: 'rights-zone',
    permissions: [both('sink', { fields: ['a_string', 'zone'] })],
    roots: {
      sink: {
        values: [
          ...['a_string', ...SINK_OWN, 'zone.__component', 'zone.blocks.quote.text', 'zone.blocks.quote.author'],
          ...['zone.blocks.quote.id', 'zone.blocks.gallery.caption', 'zone.blocks.gallery.columns'],
          ...['zone.blocks.gallery.images.name', 'zone.blocks.gallery.keywords.word'],
          'zone.blocks.gallery.keywords.weight',
        ],
        hops: ['zone', 'createdBy'],
      },
    },
  },
  {
    // Every relation is readable, the types they lead to are not.
    code: 'rights-no-targets',
    permissions: [both('sink', { fields: ALL_SINK_FIELDS })],
    rows: { item: [], hotel: [] },
    roots: { sink: { values: WITHIN_SINK, hops: HOPS_WITHIN_SINK } },
    isTwinned: true,
  },
  {
    code: 'rights-target-read-only',
    permissions: [[...both('sink', { fields: ['a_string', 'shelf_item', 'hotel', 'subject'] }), right(READ, 'item')]],
    rows: { item: [], hotel: [] },
    roots: { sink: { values: ['a_string', 'subject.__type', ...SINK_OWN], hops: ['subject', 'createdBy'] } },
  },
  {
    code: 'rights-target-export-only',
    permissions: [[...both('sink', { fields: ['a_string', 'shelf_item', 'hotel', 'subject'] }), right(EXPORT, 'item')]],
    rows: { item: [], hotel: [] },
    roots: { sink: { values: ['a_string', 'subject.__type', ...SINK_OWN], hops: ['subject', 'createdBy'] } },
  },
  {
    code: 'rights-names-of-targets',
    permissions: [[...both('sink', { fields: ALL_SINK_FIELDS }), ...both('item', { fields: ['name'] })]],
    roots: {
      sink: { values: [...WITHIN_SINK, ...NAMES_OF_ITEMS], hops: [...HOPS_WITHIN_SINK, ...OF_ITEMS] },
      item: { values: ['name', ...OWN], hops: [] },
    },
    isTwinned: true,
  },
  {
    // The item leads back to sinks, of which one field may be read.
    code: 'rights-way-back',
    permissions: [[...both('sink', { fields: ['a_string', 'shelf_item'] }), ...both('item')]],
    roots: {
      sink: {
        values: [
          ...['a_string', ...SINK_OWN, 'shelf_item.id', 'shelf_item.name', 'shelf_item.quantity'],
          'shelf_item.shelf_sinks.a_string',
        ],
        hops: ['shelf_item', 'createdBy'],
      },
      item: {
        values: [
          ...['name', 'quantity', ...OWN, 'main_sink.a_string', 'owner_sink.a_string', 'shelf_sinks.a_string'],
          ...['tagged_sinks.a_string', 'subject_of.a_string'],
        ],
        hops: ['main_sink', 'owner_sink', 'shelf_sinks', 'tagged_sinks', 'subject_of', 'subject_of_many', 'thing_of'],
      },
    },
    isTwinned: true,
  },
  {
    code: 'rights-not-the-same',
    permissions: [
      [
        right(READ, 'sink', { fields: ['a_string', 'a_text', 'shelf_item', 'seo.meta_title', 'zone', 'cover'] }),
        right(EXPORT, 'sink', { fields: ['a_string', 'a_richtext', 'shelf_item', 'seo.meta_description', 'cover'] }),
        right(READ, 'item', { fields: ['name'] }),
        right(EXPORT, 'item', { fields: ['quantity'] }),
      ],
    ],
    roots: {
      sink: {
        values: [...['a_string', ...SINK_OWN, 'shelf_item.id', 'cover.name', 'cover.url', 'cover.alternativeText']],
        hops: ['shelf_item', 'cover', 'createdBy'],
      },
      item: { values: OWN, hops: [] },
    },
    isTwinned: true,
  },
  {
    code: 'rights-read-condition',
    permissions: [
      [
        right(READ, 'sink', { fields: ['a_string', 'a_text', 'children'], conditions: [CREATOR] }),
        right(EXPORT, 'sink', { fields: ['a_string', 'a_text', 'children'] }),
      ],
    ],
    rows: { sink: ['first', 'second'] },
    roots: {
      sink: {
        values: ['a_string', 'a_text', ...SINK_OWN, 'children.a_string', 'children.a_text'],
        hops: ['children', 'createdBy'],
      },
    },
    isTwinned: true,
  },
  {
    code: 'rights-export-condition',
    permissions: [[right(READ, 'sink'), right(EXPORT, 'sink', { fields: ['a_string'], conditions: [LOW_NUMBER] })]],
    rows: { sink: ['first', 'third'] },
    roots: { sink: { values: ['a_string', ...SINK_OWN], hops: ['createdBy'] } },
  },
  {
    code: 'rights-both-conditions',
    permissions: [
      [
        right(READ, 'sink', { fields: ['a_string', 'parent'], conditions: [LOW_NUMBER] }),
        right(EXPORT, 'sink', { fields: ['a_string', 'parent'], conditions: [CREATOR] }),
      ],
    ],
    rows: { sink: ['third'] },
    roots: { sink: { values: ['a_string', ...SINK_OWN, 'parent.a_string'], hops: ['parent', 'createdBy'] } },
    isTwinned: true,
  },
  {
    code: 'rights-target-condition',
    permissions: [
      [
        ...both('sink', { fields: ALL_SINK_FIELDS }),
        right(READ, 'item', { fields: ['name', 'quantity'], conditions: [LOW_STOCK] }),
        right(EXPORT, 'item', { fields: ['name', 'quantity'] }),
      ],
    ],
    rows: { item: ['open'] },
    roots: {
      sink: {
        values: [...WITHIN_SINK, ...NAMES_OF_ITEMS, ...QUANTITIES_OF_ITEMS],
        hops: [...HOPS_WITHIN_SINK, ...OF_ITEMS],
      },
      item: { values: ['name', 'quantity', ...OWN], hops: [] },
    },
    isTwinned: true,
  },
  {
    // One field of all rows, two of some: only the one is readable in every row.
    code: 'rights-more-of-own',
    permissions: [
      both('sink', { fields: ['a_string'] }),
      both('sink', { fields: ['a_string', 'a_text'], conditions: [LOW_NUMBER] }),
    ],
    roots: { sink: { values: ['a_string', ...SINK_OWN], hops: ['createdBy'] } },
    isTwinned: true,
  },
  {
    // Different fields under different conditions: what both have.
    code: 'rights-two-conditions',
    permissions: [
      both('sink', { fields: ['a_string', 'a_text'], conditions: [LOW_NUMBER] }),
      both('sink', { fields: ['a_string', 'a_richtext'], conditions: [CREATOR] }),
    ],
    rows: { sink: ['first', 'third', 'fourth'] },
    roots: { sink: { values: ['a_string', ...SINK_OWN], hops: ['createdBy'] } },
    isTwinned: true,
  },
  {
    code: 'rights-french',
    permissions: [
      [
        ...both('hotel', { fields: ['name', 'city', 'localizations', 'contacts'], locales: ['fr'] }),
        ...both('sink', { fields: ['a_string', 'hotel'] }),
      ],
    ],
    rows: { hotel: ['hotel-fr'] },
    roots: {
      sink: {
        values: ['a_string', ...SINK_OWN, 'hotel.name', 'hotel.city', 'hotel.localizations.name'],
        hops: ['hotel', 'createdBy'],
      },
      hotel: {
        values: ['name', 'city', 'locale', 'documentId', '__status', 'localizations.name', 'localizations.city'],
        hops: ['localizations'],
      },
    },
    isTwinned: true,
  },
  {
    code: 'rights-all-but-secrets',
    permissions: [[...everything(READ), ...everything(EXPORT)]],
    roots: ALL,
    isTwinned: true,
  },
];

export const SUPER_ADMIN: Caller = { code: 'strapi-super-admin', roots: ALL };

/** Owned by a super admin, who may do everything. */
export const ADMIN_TOKEN: Role = {
  code: 'rights-admin-token',
  permissions: [[...both('sink', { fields: ['a_string', 'shelf_item'] }), ...both('item', { fields: ['name'] })]],
  roots: {
    sink: {
      values: ['a_string', ...SINK_OWN, 'shelf_item.id', 'shelf_item.name'],
      hops: ['shelf_item', 'createdBy'],
    },
    item: { values: ['name', ...OWN], hops: [] },
  },
};
