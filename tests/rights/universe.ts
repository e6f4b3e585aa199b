/** Every path that is tried, for every caller, whatever may be read: written by hand from the schemas. */
export type RootName = 'sink' | 'item' | 'hotel';

export interface Universe {
  /** Paths to values, as columns name them. */
  readonly values: readonly string[];
  /** Relations, components, media fields and dynamic zones: counted, and asked for their presence. */
  readonly hops: readonly string[];
  /** What nobody is ever told, not even that it exists. */
  readonly never: readonly string[];
}

const ITEM = 'api::kitchen-item.kitchen-item';
const LONG_TEXT = 'an_attribute_whose_name_is_much_too_long_for_the_database_to_keep_it';
const LONG_RELATION = 'a_relation_whose_name_is_much_too_long_for_the_database_to_keep_it';

export const SINK_SCALARS: readonly string[] = [
  ...['a_string', 'a_text', 'a_richtext', 'a_blocks', 'an_email', 'a_uid', 'an_enumeration', 'an_integer'],
  ...['a_biginteger', 'a_float', 'a_decimal', 'a_boolean', 'a_date', 'a_time', 'a_datetime', 'a_timestamp'],
  ...['a_json', 'a_color', 'camelCaseField', LONG_TEXT],
];

const secretsOfPeople = (path: string): string[] =>
  ['email', 'password', 'resetPasswordToken', 'registrationToken', 'isActive', 'blocked', 'roles.name'].map(
    (name) => `${path}.${name}`,
  );

export const UNIVERSE: Readonly<Record<RootName, Universe>> = {
  sink: {
    values: [
      ...SINK_SCALARS,
      ...['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt', 'createdBy.firstname', 'updatedBy.id'],
      ...[
        '__status',
        'seo.id',
        'seo.meta_title',
        'seo.meta_description',
        'seo.share_image.name',
        'seo.share_image.url',
      ],
      ...['seo.open_graph.og_title', 'seo.open_graph.og_type', 'seo.keywords.word', 'seo.keywords.weight'],
      ...['hours.id', 'hours.day', 'hours.opens_at', 'hours.closes_at', 'hours.item.name', 'hours.item.id'],
      ...['zone.__component', 'zone.blocks.quote.text', 'zone.blocks.quote.author', 'zone.blocks.quote.id'],
      ...['zone.blocks.gallery.caption', 'zone.blocks.gallery.columns', 'zone.blocks.gallery.images.name'],
      ...['zone.blocks.gallery.keywords.word', 'zone.blocks.gallery.keywords.weight'],
      ...['cover.name', 'cover.url', 'cover.alternativeText', 'gallery.name', 'gallery.caption'],
      ...['one_way_item.name', 'one_way_item.quantity', 'one_way_item.documentId', 'one_way_items.name'],
      ...['main_item.name', 'owned_items.name', 'owned_items.quantity', 'shelf_item.name', 'shelf_item.quantity'],
      ...['shelf_item.id', 'tagged_items.name', `${LONG_RELATION}.name`],
      ...['shelf_item.shelf_sinks.a_string', 'shelf_item.shelf_sinks.a_text', 'main_item.main_sink.a_richtext'],
      ...['hotel.name', 'hotel.city', 'hotel.phone', 'hotel.country.name', 'hotel.contacts.email'],
      ...['hotel.localizations.name'],
      ...['children.a_string', 'children.a_text', 'parent.a_string', 'twin.a_text', 'neighbours.a_text'],
      ...['neighbour_of.a_text', 'parent.shelf_item.name', 'children.shelf_item.quantity'],
      ...['subject.__type', `subject.${ITEM}.name`, `subject.${ITEM}.quantity`],
      ...['related_things.__type', `related_things.${ITEM}.name`, `related_things.${ITEM}.quantity`],
    ],
    hops: [
      ...['seo', 'hours', 'zone', 'cover', 'gallery', 'one_way_item', 'one_way_items', 'main_item', 'owned_items'],
      ...['shelf_item', 'tagged_items', LONG_RELATION, 'hotel', 'parent', 'children', 'twin', 'neighbours'],
      ...['neighbour_of', 'subject', 'related_things', 'createdBy'],
    ],
    never: [
      ...['a_password', 'a_private_note', 'locale', 'private_item.name', 'private_item.id', 'localizations.a_string'],
      ...['shelf_item.secret', 'hours.item.secret', 'seo.keywords.secret_score'],
      ...['zone.blocks.gallery.keywords.secret_score', `subject.${ITEM}.secret`, `related_things.${ITEM}.secret`],
      ...['shelf_item.shelf_sinks.a_private_note', 'parent.a_password', 'children.private_item.name'],
      ...secretsOfPeople('createdBy'),
      ...secretsOfPeople('updatedBy'),
      ...['shelf_item.createdBy.email', 'hotel.updatedBy.password'],
      ...['constructor', '__proto__', 'toString', 'hasOwnProperty', 'seo.constructor', 'A_STRING', 'A_Private_Note'],
      ...['shelf_item.constructor', 'createdBy.constructor', 'a_string.id', '_q', 'status.id', '$and'],
      ...['subject.plugin::users-permissions.user.password', 'subject.admin::user.email', 'zone.shared.seo.meta_title'],
      ...['related_things.admin::api-token.accessKey', 'cover.related.id', 'cover.folder.name'],
      ...['cover.provider_metadata', 'cover.folderPath'],
    ],
  },
  item: {
    values: [
      ...['name', 'quantity', 'id', 'documentId', 'createdAt', 'createdBy.firstname'],
      ...[
        'main_sink.a_string',
        'main_sink.a_text',
        'owner_sink.a_string',
        'shelf_sinks.a_string',
        'shelf_sinks.a_text',
      ],
      ...['tagged_sinks.a_string', 'subject_of.a_string', 'subject_of.a_text', 'tagged_sinks.seo.meta_title'],
      ...['tagged_sinks.seo.meta_description', 'main_sink.hotel.name', 'main_sink.tagged_items.quantity'],
    ],
    hops: ['main_sink', 'owner_sink', 'shelf_sinks', 'tagged_sinks', 'subject_of', 'subject_of_many', 'thing_of'],
    never: [
      ...['secret', 'main_sink.a_private_note', 'shelf_sinks.a_password', 'main_sink.private_item.name'],
      ...['main_sink.private_item.secret', 'createdBy.email', 'createdBy.resetPasswordToken', '__status', 'prototype'],
    ],
  },
  hotel: {
    values: [
      ...['name', 'description', 'ittid', 'city', 'phone', 'email', 'stars', 'locale', 'documentId', '__status'],
      ...[
        'country.name',
        'country.code',
        'contacts.name',
        'contacts.email',
        'localizations.name',
        'localizations.city',
      ],
    ],
    hops: ['country', 'contacts', 'localizations'],
    never: [
      ...['createdBy.email', 'createdBy.password', 'updatedBy.registrationToken', 'contacts.createdBy.email'],
      ...['country.createdBy.resetPasswordToken', 'localizations.createdBy.password', 'valueOf'],
    ],
  },
};
