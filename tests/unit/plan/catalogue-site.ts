import type { Access, Requester } from '../../../server/src/access/access';
import { createContentApiAccess } from '../../../server/src/access/content-api-access';
import { withContentRules } from '../../../server/src/access/content-rules';
import { createOperatorAccess } from '../../../server/src/access/operator-access';
import { createPanelAccess, type PanelAction } from '../../../server/src/access/panel-access';
import type { Attribute, Model, Schema } from '../../../server/src/access/schema';

type Attributes = Readonly<Record<string, Attribute & { readonly private?: boolean }>>;

export const BOOK = 'api::book.book';
export const CITY = 'api::city.city';
export const VAULT = 'api::vault.vault';

const to = (target: string, relation = 'manyToOne'): Attribute => ({ type: 'relation', relation, target });
const text: Attribute = { type: 'string' };
const SYSTEM: Attributes = {
  createdAt: { type: 'datetime' },
  publishedAt: { type: 'datetime' },
  createdBy: { ...to('admin::user', 'oneToOne'), private: true },
  locale: text,
};

const content = (uid: string, displayName: string, attributes: Attributes, rest: Partial<Model> = {}): Model => ({
  ...{ uid, modelType: 'contentType', kind: 'collectionType', info: { displayName } },
  attributes: { ...attributes, ...SYSTEM },
  ...rest,
});

const component = (uid: string, displayName: string, attributes: Attributes): Model => ({
  ...{ uid, modelType: 'component', info: { displayName }, attributes },
});

const MODELS: readonly Model[] = [
  content(
    BOOK,
    'Book',
    {
      title: text,
      pages: { type: 'integer' },
      facts: { type: 'json' },
      key: { type: 'password' },
      note: { type: 'string', private: true },
      odd: { type: 'unheard-of' },
      city: to(CITY),
      cities: to(CITY, 'manyToMany'),
      sequel: to(BOOK, 'oneToOne'),
      vault: to(VAULT),
      lost: to('api::gone.gone'),
      hidden: to('plugin::x.hidden'),
      clerk: to('admin::user', 'oneToOne'),
      concealed: { ...to(CITY), private: true },
      unheld: { ...to(CITY), unstable_virtual: true },
      subject: { type: 'relation', relation: 'morphToOne' },
      subjects: { type: 'relation', relation: 'morphToMany' },
      zone: { type: 'dynamiczone', components: ['blocks.quote', 'shared.seo', 'blocks.gone'] },
      seo: { type: 'component', component: 'shared.seo' },
      chapters: { type: 'component', component: 'book.chapter', repeatable: true },
      secretive: { type: 'component', component: 'book.secretive' },
      cover: { type: 'media' },
      scans: { type: 'media', multiple: true },
    },
    { options: { draftAndPublish: true }, pluginOptions: { i18n: { localized: true } } },
  ),
  content(CITY, 'City', {
    name: text,
    code: { type: 'string', private: true },
    mayor: to(VAULT),
    books: to(BOOK, 'oneToMany'),
  }),
  content(VAULT, 'Vault', { name: text }),
  content('plugin::x.hidden', 'Hidden', { name: text }, { pluginOptions: { 'content-manager': { visible: false } } }),
  content('admin::user', 'User', { firstname: text, lastname: text, username: text, email: text }),
  content(
    'plugin::upload.file',
    'File',
    { name: text, url: text, formats: { type: 'json' }, related: { type: 'relation' } },
    { pluginOptions: { 'content-manager': { visible: false } } },
  ),
  component('shared.seo', 'SEO', {
    title: text,
    draft: { type: 'string', private: true },
    image: { type: 'media' },
    links: { type: 'component', component: 'shared.link', repeatable: true },
  }),
  component('shared.link', 'Link', { url: text, city: to(CITY, 'oneToOne') }),
  component('book.chapter', 'Chapter', {
    number: { type: 'integer' },
    seo: { type: 'component', component: 'shared.seo' },
  }),
  component('book.secretive', 'Secretive', { draft: { type: 'string', private: true } }),
  component('blocks.quote', 'Quote', { words: text, author: to(VAULT, 'oneToOne') }),
];

/** A site's schema with every kind of attribute, and what may not, can not or never leaves. */
export const schema: Schema = {
  model: (uid) => MODELS.find((model) => model.uid === uid),
  contentTypes: () => MODELS.filter(({ modelType }) => modelType === 'contentType').map(({ uid }) => uid),
  isPrivate: ({ attributes }, name) => (attributes as Attributes)[name]?.private === true,
  isLocalized: ({ pluginOptions }) => pluginOptions?.['i18n']?.localized === true,
  locales: () => Promise.resolve(['en', 'de']),
  defaultLocale: () => Promise.resolve('en'),
};

const requester = (kind: Requester['kind']): Requester => ({ kind, id: '1', name: 'tester' });

/** By type: the fields, `null` for all of them; a type that is missing is closed. */
type Fields = Readonly<Record<string, readonly string[] | null>>;

export const panel = (read: Fields, exported: Fields = read, kind: Requester['kind'] = 'admin-session'): Access =>
  createPanelAccess({
    schema,
    requester: requester(kind),
    holds: () => false,
    permission: (action: PanelAction, uid) => {
      const fields = (action === 'read' ? read : exported)[uid];
      const rules = fields === undefined ? [] : [{ inverted: false, ...(fields !== null && { fields }) }];
      return { isAllowed: fields !== undefined, rules, rows: null };
    },
  });

export const api = (uids: readonly string[], kind: Requester['kind'] = 'api-token'): Access =>
  createContentApiAccess({
    schema,
    requester: requester(kind),
    hasScope: (scope) => Promise.resolve(uids.some((uid) => scope === `${uid}.find`)),
  });

const SOME = ['title', 'city', 'vault', 'subjects', 'zone', 'seo.title', 'chapters.seo.links.url', 'scans'];

/** Callers of every kind. */
export const ACCESSES: ReadonlyMap<string, Access> = new Map([
  ['the operator', createOperatorAccess(schema)],
  ['a super admin', panel({ [BOOK]: null, [CITY]: null, [VAULT]: null })],
  ['an editor without one type', panel({ [BOOK]: null, [CITY]: null })],
  ['an editor with some fields', panel({ [BOOK]: SOME, [CITY]: ['name', 'mayor'] })],
  ['an editor who may export less than read', panel({ [BOOK]: null, [CITY]: null }, { [BOOK]: SOME, [VAULT]: null })],
  ['an editor with no field', panel({ [BOOK]: [] })],
  ['an API token', api([BOOK, CITY])],
  [
    'an API token on a site with rules',
    withContentRules(schema, api([BOOK, CITY, VAULT]), (uid) => {
      if (uid === VAULT) return [{ scope: () => null }];
      const hide = (): boolean => false;
      return uid === BOOK ? [{ visibleTo: { title: hide, publishedAt: hide, 'chapters.seo': hide, city: hide } }] : [];
    }),
  ],
]);
