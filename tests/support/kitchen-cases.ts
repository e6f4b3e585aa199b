import { HOTEL, SINK } from './content';
import { documentsOf } from './documents';
import type { Site } from './site';

export const ITEM = 'api::kitchen-item.kitchen-item';
export const LONG =
  'api::a-very-long-content-type-name-which-the-database-has-to-shorten.a-very-long-content-type-name-which-the-database-has-to-shorten';

type Data = Readonly<Record<string, unknown>>;

/** What kitchen sinks of the seed have nowhere: creators, later changes, drafts alone, several links to one item. */
export interface KitchenCases {
  readonly sinks: readonly string[];
  readonly items: readonly string[];
  remove(): Promise<void>;
}

const sinkId = (at: number): string => `cases${String(at).padStart(2, '0')}sinkaaaaaaaaaaaaa`;
const itemId = (at: number): string => `cases${String(at).padStart(2, '0')}itemaaaaaaaaaaaaa`;

const keyword = (word: string | null, weight: number | null): Data => ({ word, weight, secret_score: 3 });

const things = (...ids: readonly string[]): Data[] => ids.map((documentId) => ({ __type: ITEM, documentId }));

/** Everything filled, with values at the edges of what a type holds. */
const full = (at: number, subject: number | string, creators: Data): Data => ({
  ...creators,
  ...{
    documentId: sinkId(at),
    a_string: `Case ${at}`,
    a_text: 'first line\nsecond',
    an_email: `case${at}@example.com`,
  },
  ...{ a_uid: `case-${at}`, an_enumeration: 'beta', an_integer: -at, a_biginteger: '9007199254740993', a_float: 0.125 },
  ...{ a_decimal: 0.1, a_boolean: at % 2 === 0, a_date: '2024-02-29', a_time: '12:30:00.500' },
  ...{ a_datetime: '1969-12-31T23:59:59.001Z', a_timestamp: '2001-09-09T01:46:40.123Z', a_json: [{ b: 1, a: null }] },
  ...{ a_color: '#123456', camelCaseField: `camel ${at}`, a_richtext: '**bold**' },
  seo: {
    meta_title: `Title of case ${at}`,
    open_graph: { og_title: `Graph ${at}`, og_type: 'article' },
    keywords: [keyword(`k${at}`, 0.1), keyword(null, 99_999_999.99), keyword('', -0.05)],
  },
  hours: [
    { day: 'wed', opens_at: '00:00:00.000', closes_at: '23:59:59.999', item: itemId(1) },
    { day: null, opens_at: null, closes_at: '12:30:00.500', item: null },
    { day: 'mon', opens_at: '06:00:00.000', closes_at: null, item: itemId(0) },
  ],
  zone: [
    { __component: 'blocks.gallery', caption: `Gallery ${at}`, columns: 2, keywords: [keyword('z', 1.25)] },
    { __component: 'blocks.quote', text: `Quote ${at}`, author: null },
    { __component: 'blocks.gallery', caption: null, columns: null, keywords: [] },
    { __component: 'blocks.quote', text: null, author: 'Nobody' },
  ],
  ...{ one_way_item: itemId(0), one_way_items: [itemId(2), itemId(0), itemId(1)], shelf_item: itemId(0) },
  tagged_items: [itemId(1), itemId(2), itemId(0)],
  subject: { __type: ITEM, id: subject },
  related_things: [
    ...things(itemId(2), itemId(0)),
    ...(at === 0 ? [] : [{ __type: SINK, documentId: sinkId(at - 1) }]),
    ...things(itemId(1)),
  ],
});

const links = (at: number): Data => ({
  parent: at === 0 ? null : sinkId(0),
  twin: at === 0 ? null : sinkId(at - 1),
  neighbours: Array.from({ length: at }, (_none, before) => sinkId(at - 1 - before)),
  main_item: itemId(at),
  owned_items: at === 0 ? [itemId(2), itemId(0)] : [],
});

/** The draft of a published sink, later: other values, other links, another order. */
const CHANGED: Data = {
  a_string: 'Case 1, changed',
  an_integer: null,
  seo: { meta_title: 'Changed', keywords: [keyword('only', 1)] },
  hours: [],
  zone: [{ __component: 'blocks.quote', text: 'The only quote', author: 'Somebody' }],
  tagged_items: [itemId(0), itemId(1)],
  one_way_item: null,
  neighbours: [],
  related_things: [...things(itemId(1)), { __type: SINK, documentId: sinkId(0) }],
};

/** The sinks from here on have nothing but a name. */
const FIRST_BARE = 4;
const SINKS = 7;

const userId = async (site: Site, email: string): Promise<number> => {
  const user = (await site.strapi.db.query('admin::user').findOne({ where: { email } })) as { id: number };
  return user.id;
};

/** Writes the cases; the caller removes them again. */
export const writeKitchenCases = async (site: Site): Promise<KitchenCases> => {
  const sinks = documentsOf(site, SINK);
  const items = documentsOf(site, ITEM);
  const creators = {
    createdBy: await userId(site, 'admin@example.com'),
    updatedBy: await userId(site, 'editor@example.com'),
  };
  const rows: (number | string)[] = [];
  for (const at of Array.from({ length: SINKS }, (_none, index) => index)) {
    const data = { documentId: itemId(at), name: `Case item ${at}`, secret: 'secret', quantity: at === 1 ? null : at };
    rows.push((await items.create({ data: { ...data, ...(at === 2 ? creators : {}) } })).id);
  }
  const hotel = await documentsOf(site, HOTEL).findFirst({ locale: 'en', status: 'published' });
  for (let at = 0; at < SINKS; at += 1) {
    // Two sinks have the same subject, and one of the two with the other one is never published.
    const isBare = at >= FIRST_BARE;
    const data = isBare ? { documentId: sinkId(at), a_string: 'Bare' } : full(at, rows[at % 2] ?? 0, creators);
    const related = isBare ? {} : links(at);
    const localised = hotel === null || at !== 0 ? {} : { hotel: { documentId: hotel.documentId, locale: 'en' } };
    await sinks.create({ data: { ...data, ...related, ...localised } });
    if (at !== 3) await sinks.publish({ documentId: sinkId(at) });
  }
  await sinks.update({ documentId: sinkId(1), data: CHANGED });
  // From the other end: such links carry the name of the inverse attribute. Only of sinks without things of their own,
  // since both would tie in their order.
  const sinkThings = [5, 4, 6].map((at) => ({ __type: SINK, documentId: sinkId(at) }));
  await items.update({ documentId: itemId(3), data: { thing_of: sinkThings.slice(0, 2) } });
  await items.update({ documentId: itemId(4), data: { main_thing_of: sinkThings[2] } });
  const ids = Array.from({ length: SINKS }, (_none, at) => at);
  return {
    sinks: ids.map(sinkId),
    items: ids.map(itemId),
    remove: async () => {
      for (const at of ids) await sinks.delete({ documentId: sinkId(at) });
      for (const at of ids) await items.delete({ documentId: itemId(at) });
    },
  };
};
