import { z } from '@strapi/utils';
import { FORMAT_ALIASES, type Format, toFormat } from '../../../../shared/formats';
import { CONTENT_API_DEFAULTS } from '../../request/defaults';
import { MAX_SORT_KEYS } from '../../../../shared/request-limits';
import { requestSchema } from '../../request/schema';
import { columnOf, withoutDefault } from './column';
import { type ParameterName, TEXTS } from './texts';

export type Shape = Readonly<Record<string, z.ZodType>>;

/** Where parameters stand: a query string has texts, and lists in them are separated by commas. */
type Place = 'query' | 'body';

/** What the parameters of one exporter are like, as far as that is not the same for all. */
export interface ParameterOptions {
  readonly format: Format;
  readonly place: Place;
  /** The only columns there are; `null` where any of the type can be asked for. */
  readonly columns: readonly string[] | null;
  /** The exporter's own, which stand in the place of Strapi's; `null` where it has none. */
  readonly filters: z.ZodObject | null;
  /** What requests of this exporter mean that do not say. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly hasDrafts: boolean;
  readonly isLocalized: boolean;
}

const shapeOf = (format: Format): Shape => {
  const { shape } = requestSchema.options.find(({ shape }) => shape.format.value === format) ?? {};
  if (shape === undefined) throw new Error(`There is no schema of requests for ${format}.`);
  return shape;
};

const isParameter = (name: string): name is ParameterName => Object.hasOwn(TEXTS, name);

const text = z.string().min(1).max(1_000);

const columnName = (columns: ParameterOptions['columns']): z.ZodType =>
  columns === null || columns.length === 0 ? text : z.enum(columns);

const columnsIn = ({ place, columns }: ParameterOptions): z.ZodType => {
  const name = columnName(columns);
  return z.array(place === 'query' ? name : z.union([name, columnOf(name)])).min(1);
};

/** Parameters that are read in more forms than the request keeps, in the form that says most. */
const WRITTEN: { readonly [Name in ParameterName]?: (options: ParameterOptions) => z.ZodType } = {
  columns: columnsIn,
  filters: () => z.record(z.string(), z.unknown()),
  sort: () => z.array(z.string().min(1)).max(MAX_SORT_KEYS),
  locale: ({ place }) => (place === 'query' ? z.array(text).min(1) : z.union([text, z.array(text).min(1)])),
};

/** A sort's default is nothing, which says less than its text. */
const isWorthSaying = (fallback: unknown): boolean =>
  fallback !== undefined && !(Array.isArray(fallback) && fallback.length === 0);

const parameter = (name: ParameterName, schema: z.ZodType, options: ParameterOptions): z.ZodType => {
  const { inner, fallback } = withoutDefault(schema);
  const common: Readonly<Record<string, unknown>> = CONTENT_API_DEFAULTS;
  const said = options.defaults[name] ?? common[name] ?? fallback;
  const isList = name === 'sort' && typeof said === 'string';
  return (WRITTEN[name]?.(options) ?? inner).optional().meta({
    description: TEXTS[name],
    ...(isWorthSaying(said) && { default: isList ? said.split(',') : said }),
  });
};

const applies = (name: string, { filters, hasDrafts, isLocalized, place }: ParameterOptions): boolean => {
  if (name === 'publication') return hasDrafts;
  if (name === 'locale') return isLocalized;
  // In a query string an exporter's own parameters come first, and leave what is called like them behind.
  return place === 'body' || filters === null || (name !== 'filters' && !Object.hasOwn(filters.shape, name));
};

/** The parameters that a format takes, without the exporter's own filters. */
export const parametersOf = (options: ParameterOptions): Shape =>
  Object.fromEntries(
    Object.entries(shapeOf(options.format)).flatMap(([name, schema]) =>
      isParameter(name) && applies(name, options) ? [[name, parameter(name, schema, options)]] : [],
    ),
  );

const namesOf = (format: Format): [string, ...string[]] => [
  format,
  ...Object.keys(FORMAT_ALIASES).filter((alias) => toFormat(alias) === format),
];

/** A JSON body that asks for a format. */
export const bodyOf = (options: Omit<ParameterOptions, 'place'>): z.ZodObject => {
  const { format, filters } = options;
  return z.strictObject({
    format: z.enum(namesOf(format)),
    ...parametersOf({ ...options, place: 'body' }),
    ...(filters !== null && { filters: filters.safeParse({}).success ? filters.optional() : filters }),
  });
};
