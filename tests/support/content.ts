import type { Format } from '../../shared/formats';
import type { Site } from './site';

export const HOTEL = 'api::hotel.hotel';
export const ORDER = 'api::order.order';
export const MAPPING = 'api::provider-mapping.provider-mapping';
export const SINK = 'api::kitchen-sink.kitchen-sink';

export type Document = Record<string, unknown>;

/** What Strapi's own Document Service gives: the reference that every file is compared with. */
export const findDocuments = async (site: Site, uid: string, params: object): Promise<Document[]> => {
  const documents = await site.strapi.documents(uid as never).findMany({ limit: -1, ...params } as never);
  return documents;
};

/** Names of a type's scalars, in the order of its schema. */
export const scalarNames = (site: Site, uid: string): string[] => {
  const { attributes } = site.strapi.contentType(uid as never) as unknown as {
    attributes: Record<string, { type: string; private?: boolean }>;
  };
  const compound = ['relation', 'component', 'dynamiczone', 'media', 'password'];
  return Object.entries(attributes)
    .filter(([name, { type, private: hidden }]) => name !== 'documentId' && !compound.includes(type) && hidden !== true)
    .map(([name]) => name);
};

/** Numbers and booleans print as they are written in JSON. */
const print = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A value of the Document Service as the one text that each format must give back. */
export const toText = (type: string, value: unknown): string => {
  if (value === null || value === undefined) return '';
  switch (type) {
    case 'json':
    case 'blocks':
      return sortedJson(value);
    case 'timestamp':
      return new Date(Number(value)).toISOString();
    case 'time':
      return (value as string).padEnd(9, '.').padEnd(12, '0');
    default:
      return print(value);
  }
};

/** PostgreSQL keeps no order of keys, so keys are compared sorted. */
const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );

/** A cell of a file as the same text: what a reader makes of a type is the reader's own. */
export const cellText = (format: Format, type: string, cell: unknown): string => {
  if (cell === null || cell === undefined || cell === '') return '';
  if (type === 'json' || type === 'blocks') {
    return sortedJson(format === 'json' || format === 'ndjson' ? cell : JSON.parse(cell as string));
  }
  if (cell instanceof Date) {
    const iso = cell.toISOString();
    if (type === 'date') return iso.slice(0, 10);
    return type === 'time' ? iso.slice(11, 23) : iso;
  }
  return print(cell);
};

/** The expected texts of documents, column by column. */
export const expectedTexts = (
  site: Site,
  uid: string,
  documents: readonly Document[],
  columns: readonly string[],
): string[][] => {
  const types = columnTypes(site, uid, columns);
  return documents.map((document) => columns.map((name, at) => toText(types[at] ?? 'string', document[name])));
};

/** The attribute type of each column; `documentId` is text. */
export const columnTypes = (site: Site, uid: string, columns: readonly string[]): string[] => {
  const { attributes } = site.strapi.contentType(uid as never) as unknown as {
    attributes: Record<string, { type: string } | undefined>;
  };
  return columns.map((name) => attributes[name]?.type ?? 'string');
};
