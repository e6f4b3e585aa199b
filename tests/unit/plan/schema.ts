import type { Access, Filters, Grant } from '../../../server/src/access/access';
import type { Attribute, Model, Schema } from '../../../server/src/access/schema';
import type { Place } from '../../../server/src/plan/hop';
import { ExportError } from '../../../server/src/errors/export-error';
import assert from 'node:assert/strict';

type Attributes = Readonly<Record<string, Attribute & { readonly private?: boolean }>>;

const content = (uid: string, attributes: Attributes, rest: Partial<Model> = {}): Model => ({
  uid,
  modelType: 'contentType',
  kind: 'collectionType',
  info: { pluralName: `${uid.slice(uid.lastIndexOf('.') + 1)}s` },
  attributes: {
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

const to = (target: string, relation: string): Attribute => ({ type: 'relation', relation, target });

export const HOTEL = 'api::hotel.hotel';
export const CITY = 'api::city.city';
export const TAG = 'api::tag.tag';
export const SECRET = 'api::secret.secret';
const FILE = 'plugin::upload.file';

const MODELS: readonly Model[] = [
  content(
    HOTEL,
    {
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
      admin: to('admin::user', 'oneToOne'),
      lost: to('api::gone.gone', 'oneToOne'),
      subject: { type: 'relation', relation: 'morphToOne' },
      zone: { type: 'dynamiczone', components: ['shared.seo'] },
      seo: { type: 'component', component: 'shared.seo' },
      rooms: { type: 'component', component: 'hotel.room', repeatable: true },
      cover: { type: 'media', multiple: false },
      gallery: { type: 'media', multiple: true },
    },
    { options: { draftAndPublish: true }, pluginOptions: { i18n: { localized: true } } },
  ),
  content(CITY, {
    name: { type: 'string' },
    code: { type: 'string', private: true },
    population: { type: 'integer' },
    mayor: to(SECRET, 'oneToOne'),
    hotels: to(HOTEL, 'oneToMany'),
    seo: { type: 'component', component: 'shared.seo' },
  }),
  content(TAG, { name: { type: 'string' }, parent: to(TAG, 'manyToOne') }),
  content(SECRET, { name: { type: 'string' } }),
  content('admin::user', { email: { type: 'email' } }),
  content(
    'plugin::x.hidden',
    { name: { type: 'string' } },
    { pluginOptions: { 'content-manager': { visible: false } } },
  ),
  content(FILE, {
    name: { type: 'string' },
    url: { type: 'string' },
    size: { type: 'decimal' },
    provider_metadata: { type: 'json' },
    formats: { type: 'json' },
    folderPath: { type: 'string' },
    folder: to('plugin::x.hidden', 'manyToOne'),
    related: { type: 'relation', relation: 'morphToMany' },
  }),
  component('shared.seo', {
    title: { type: 'string' },
    draft: { type: 'string', private: true },
    image: { type: 'media' },
    author: to(SECRET, 'oneToOne'),
    links: { type: 'component', component: 'shared.link', repeatable: true },
  }),
  component('shared.link', { url: { type: 'string' }, city: to(CITY, 'oneToOne') }),
  component('hotel.room', { number: { type: 'integer' }, seo: { type: 'component', component: 'shared.seo' } }),
];

/** A site's schema, by hand: a localised type with drafts and every kind of attribute, and what it leads to. */
export const schema: Schema = {
  model: (uid) => MODELS.find((model) => model.uid === uid),
  isPrivate: ({ attributes }, name) => (attributes as Attributes)[name]?.private === true,
  isLocalized: ({ pluginOptions }) => pluginOptions?.['i18n']?.localized === true,
  locales: () => Promise.resolve(['en', 'de']),
  defaultLocale: () => Promise.resolve('en'),
};

interface TypeRights {
  /** Refused paths. */
  readonly without?: readonly string[];
  readonly rows?: Filters;
}

/** Rights by type; a type that is not named is closed. */
export const createAccess = (rights: Readonly<Record<string, TypeRights>>): Access => ({
  requester: { kind: 'admin-session', id: '1', name: 'tester' },
  grant: (uid) => {
    const own = rights[uid];
    if (own === undefined) return Promise.resolve(null);
    return Promise.resolve({ canRead: (path) => own.without?.includes(path) !== true, rows: own.rows ?? null });
  },
});

/** Everything but the closed type. */
export const open = createAccess({ [HOTEL]: {}, [CITY]: {}, [TAG]: {} });

/** The place where a walk begins. */
export const placeOf = async (access: Access, uid = HOTEL): Promise<Place> => {
  const model = schema.model(uid);
  const grant: Grant | null = await access.grant(uid);
  assert.ok(model !== undefined && grant !== null);
  return { model, grant, prefix: '' };
};

/** Code, field and rule of what must be refused. */
export const refusal = async (attempt: () => unknown): Promise<string> => {
  try {
    await attempt();
  } catch (error) {
    assert.ok(error instanceof ExportError, String(error));
    const [first] = error.problems;
    return [error.code, first?.field, first?.rule].filter((part) => part !== undefined).join(' ');
  }
  return assert.fail('It was taken');
};
