import { z } from '@strapi/utils';
import type { Format } from '../../../../shared/formats';
import { defaultsFor } from '../../exporter/exporter';
import { bodyOf, type ParameterOptions, parametersOf, type Shape } from '../requests/parameters';
import type { OpenExporter } from '../site';
import { type Json, propertiesOf, refTo, sentSchema } from './json-schema';
import { componentOf } from './share';

type RequestOptions = Omit<ParameterOptions, 'place'>;

/** The keys that a request can name; any of the type's where an exporter has no columns of its own. */
const columnsOf = ({ exporter: { columns, lists } }: OpenExporter): readonly string[] | null =>
  columns === null ? null : [...columns, ...lists.flatMap((list) => list.columns)].map(({ key }) => key);

const optionsOf = (open: OpenExporter, format: Format): RequestOptions => ({
  format,
  columns: columnsOf(open),
  filters: open.exporter.filters,
  defaults: defaultsFor(open.exporter, format),
  hasDrafts: open.hasDrafts,
  isLocalized: open.isLocalized,
});

/** Lists are separated by commas. */
const LIST = { style: 'form', explode: false } as const;

/** An object is JSON text: no style of OpenAPI writes conditions within conditions. */
const placed = (schema: Json): Json => {
  if (schema.type === 'object') return { content: { 'application/json': { schema } } };
  return { ...(schema.type === 'array' && LIST), schema };
};

const parameter = (name: string, { description, examples, ...schema }: Json, isRequired: boolean): Json => ({
  ...{ name, in: 'query', required: isRequired },
  ...(description !== undefined && { description }),
  ...placed(schema),
  ...(Array.isArray(examples) && { example: examples[0] as unknown }),
});

/** Query parameters of an object's keys. */
const queryParameters = (schema: z.ZodType): readonly Json[] => {
  const { properties, required } = propertiesOf(schema);
  return Object.entries(properties).map(([name, one]) => parameter(name, one, required.includes(name)));
};

export const queryOf = (shape: Shape): readonly Json[] => queryParameters(z.strictObject(shape));

/** All that the address of a format takes: the exporter's own filters first. */
export const requestQuery = (open: OpenExporter, format: Format): readonly Json[] => [
  ...(open.exporter.filters === null ? [] : queryParameters(open.exporter.filters)),
  ...queryOf(parametersOf({ ...optionsOf(open, format), place: 'query' })),
];

/** Values of required filters, for an example: a request without them would be refused. */
const exampleFilters = ({ exporter: { filters } }: OpenExporter): Json => {
  if (filters === null) return {};
  const { properties } = propertiesOf(filters);
  const shown = Object.entries(properties).flatMap(([name, { examples }]) =>
    Array.isArray(examples) ? [[name, examples[0] as unknown] as const] : [],
  );
  return shown.length === 0 ? {} : { filters: Object.fromEntries(shown) };
};

const exampleOf = (open: OpenExporter, format: Format): Json => {
  const columns = columnsOf(open)?.slice(0, 3);
  return { format, ...(columns !== undefined && { columns }), ...exampleFilters(open) };
};

/** The schemas of bodies, one for each of the exporter's formats. */
export const bodySchemas = (open: OpenExporter): readonly Json[] =>
  open.exporter.formats.map((format) => sentSchema(bodyOf(optionsOf(open, format))));

/** A JSON body for any of the exporter's formats. */
export const requestBody = (open: OpenExporter, schemas: readonly Json[]): Json => ({
  required: true,
  content: {
    'application/json': {
      schema: { oneOf: schemas },
      examples: Object.fromEntries(open.exporter.formats.map((format) => [format, { value: exampleOf(open, format) }])),
    },
  },
});

export const bodyRef = ({ exporter: { name } }: OpenExporter): Json => refTo('requestBodies', componentOf(name));
