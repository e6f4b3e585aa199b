import type { Core, Struct, UID } from '@strapi/strapi';

/** Columns of the wide type: fifty of each kind. */
const WIDE_COLUMNS = 300;

const KINDS = [
  { type: 'string' },
  { type: 'integer' },
  { type: 'decimal' },
  { type: 'boolean' },
  { type: 'datetime' },
  { type: 'text' },
] as const;

const wideAttributes = () =>
  Object.fromEntries(
    Array.from({ length: WIDE_COLUMNS }, (_none, at) => [`column_${at + 1}`, { ...KINDS[at % KINDS.length] }]),
  );

const WIDE = {
  kind: 'collectionType',
  collectionName: 'wides',
  info: { singularName: 'wide', pluralName: 'wides', displayName: 'Wide' },
  options: { draftAndPublish: false },
  attributes: wideAttributes(),
};

/** The part of Strapi's registry that is needed; it has no types of its own. */
interface ContentTypes {
  add(namespace: string, types: Record<string, { readonly schema: object }>): void;
}

const HOTEL: UID.ContentType = 'api::hotel.hotel';

/** What only the benchmark measures: a type of very many columns, and hotels with a component. */
export const registerBenchTypes = (strapi: Core.Strapi) => {
  const types = strapi.get<ContentTypes>('content-types');
  types.add('api::wide', { wide: { schema: WIDE } });

  const hotel: Struct.ContentTypeSchema = strapi.contentType(HOTEL);
  Object.assign(hotel.attributes, { seo: { type: 'component', component: 'shared.seo', repeatable: false } });
};
