import type { Attribute, Model } from '../../../server/src/access/schema';

export type Attributes = Readonly<Record<string, Attribute & { readonly private?: boolean }>>;

const to = (target: string, relation: string): Attribute => ({ type: 'relation', relation, target });

const creator = { ...to('admin::user', 'oneToOne'), private: true };

const content = (uid: string, attributes: Attributes, rest: Partial<Model> = {}): Model => ({
  uid,
  modelType: 'contentType',
  kind: 'collectionType',
  info: { pluralName: `${uid.slice(uid.lastIndexOf('.') + 1)}s` },
  attributes: {
    createdBy: creator,
    updatedBy: creator,
    ...attributes,
    createdAt: { type: 'datetime' },
    updatedAt: { type: 'datetime' },
    publishedAt: { type: 'datetime' },
    locale: { type: 'string' },
  },
  ...rest,
});

const component = (uid: string, attributes: Attributes): Model => ({
  uid,
  modelType: 'component',
  info: {},
  attributes,
});

const part = (name: string, repeatable = false): Attribute => ({ type: 'component', component: name, repeatable });

export const HOTEL = 'api::hotel.hotel';
export const CITY = 'api::city.city';
/** A type whose creators are no secret to the content API (`populateCreatorFields`). */
export const TAG = 'api::tag.tag';
export const REMARK = 'api::remark.remark';
export const SECRET = 'api::secret.secret';
export const USER = 'plugin::users-permissions.user';
export const FILE = 'plugin::upload.file';
export const ADMIN = 'admin::user';

const HIDDEN: Partial<Model> = { pluginOptions: { 'content-manager': { visible: false } } };

const hotel: Attributes = {
  name: { type: 'string' },
  story: { type: 'richtext' },
  stars: { type: 'integer' },
  rating: { type: 'decimal' },
  visits: { type: 'biginteger' },
  open: { type: 'boolean' },
  since: { type: 'date' },
  facts: { type: 'json' },
  body: { type: 'blocks' },
  kind: { type: 'enumeration' },
  key: { type: 'password' },
  note: { type: 'string', private: true },
  city: to(CITY, 'manyToOne'),
  hidden: { ...to(CITY, 'manyToOne'), private: true },
  tags: to(TAG, 'manyToMany'),
  sister: to(HOTEL, 'oneToOne'),
  owner: to(SECRET, 'manyToOne'),
  admin: to(ADMIN, 'oneToOne'),
  lost: to('api::gone.gone', 'oneToOne'),
  localizations: { ...to(HOTEL, 'oneToMany'), unstable_virtual: true },
  ghost: { ...to(HOTEL, 'oneToMany'), unstable_virtual: true },
  subject: { type: 'relation', relation: 'morphToOne' },
  guests: { type: 'relation', relation: 'morphToMany' },
  headline: to(REMARK, 'morphOne'),
  remarks: to(REMARK, 'morphMany'),
  zone: { type: 'dynamiczone', components: ['blocks.quote', 'blocks.deck', 'blocks.gone'] },
  seo: part('shared.seo'),
  rooms: part('hotel.room', true),
  cover: { type: 'media', multiple: false },
  gallery: { type: 'media', multiple: true },
};

/** A localised type with drafts and every kind of attribute, and what it leads to. */
export const MODELS: readonly Model[] = [
  content(HOTEL, hotel, {
    options: { draftAndPublish: true },
    pluginOptions: { i18n: { localized: true } },
  }),
  content(CITY, {
    name: { type: 'string' },
    code: { type: 'string', private: true },
    population: { type: 'integer' },
    mayor: to(SECRET, 'oneToOne'),
    hotels: to(HOTEL, 'oneToMany'),
    residents: to(USER, 'oneToMany'),
    seo: part('shared.seo'),
  }),
  content(TAG, {
    createdBy: to(ADMIN, 'oneToOne'),
    updatedBy: to(ADMIN, 'oneToOne'),
    name: { type: 'string' },
    parent: to(TAG, 'manyToOne'),
  }),
  content(REMARK, { text: { type: 'text' }, about: { type: 'relation', relation: 'morphToOne' } }),
  content(SECRET, { name: { type: 'string' } }),
  // Keys to accounts must not leave even where the schema forgets to say so.
  content(USER, {
    username: { type: 'string' },
    email: { type: 'email' },
    password: { type: 'string' },
    resetPasswordToken: { type: 'string' },
    confirmationToken: { type: 'string' },
    role: to('plugin::users-permissions.role', 'manyToOne'),
  }),
  content('plugin::users-permissions.role', { name: { type: 'string' } }, HIDDEN),
  content(
    ADMIN,
    {
      firstname: { type: 'string' },
      lastname: { type: 'string' },
      username: { type: 'string' },
      email: { type: 'email' },
      password: { type: 'string' },
      resetPasswordToken: { type: 'string' },
      registrationToken: { type: 'string' },
      roles: to('admin::role', 'manyToMany'),
    },
    HIDDEN,
  ),
  content('plugin::x.hidden', { name: { type: 'string' } }, HIDDEN),
  content(
    FILE,
    {
      name: { type: 'string' },
      url: { type: 'string' },
      size: { type: 'decimal' },
      provider_metadata: { type: 'json' },
      formats: { type: 'json' },
      folderPath: { type: 'string' },
      folder: to('plugin::x.hidden', 'manyToOne'),
      related: { type: 'relation', relation: 'morphToMany' },
    },
    HIDDEN,
  ),
  component('shared.seo', {
    title: { type: 'string' },
    draft: { type: 'string', private: true },
    image: { type: 'media' },
    author: to(SECRET, 'oneToOne'),
    links: part('shared.link', true),
  }),
  component('shared.link', { url: { type: 'string' }, city: to(CITY, 'oneToOne') }),
  component('hotel.room', { number: { type: 'integer' }, seo: part('shared.seo') }),
  component('blocks.quote', {
    text: { type: 'string' },
    draft: { type: 'string', private: true },
    tag: to(TAG, 'manyToOne'),
    author: to(SECRET, 'oneToOne'),
  }),
  component('blocks.deck', { title: { type: 'string' }, cards: part('shared.link', true), seo: part('shared.seo') }),
];
