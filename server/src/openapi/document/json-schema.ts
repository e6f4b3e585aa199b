import { z } from '@strapi/utils';
import { type Conversion, sentJsonSchema } from '../../exporter/json-schema';
import { type AnswerName, ANSWERS } from '../answers';
import { columnFormat } from '../requests/column';

/** Any part of the document: plain JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** The kinds of components that are referred to. */
export type Component = 'schemas' | 'parameters' | 'responses' | 'headers' | 'requestBodies';

export const refTo = (kind: Component, name: string): Json => ({ $ref: `#/components/${kind}/${name}` });

export const answerSchema = (name: AnswerName): Json => refTo('schemas', name);

/** The document names the dialect once, and knows schemas by their place. */
const withoutIdentity = (schema: object): Json =>
  Object.fromEntries(Object.entries(schema).filter(([key]) => !['$schema', '$id', '~standard'].includes(key)));

/** An answer may get further keys in a later version; whoever reads it must not refuse them. */
const open = ({ jsonSchema }: Conversion): void => {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
};

/** The schemas of all answers, which refer to each other by name. */
export const answerSchemas = (): Json => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(ANSWERS)) registry.add(schema, { id });
  const uri = (id: string): string => `#/components/schemas/${id}`;
  const { schemas } = z.toJSONSchema(registry, { io: 'output', uri, override: open });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutIdentity(schema)]));
};

/**
 * Names the largest part of every request, which is the same in all of them, and leaves `format` to say what a pattern of
 * three hundred characters says of a date.
 */
const named = ({ zodSchema, jsonSchema }: Conversion): void => {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (zodSchema !== columnFormat) return;
  for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
  Object.assign(jsonSchema, refTo('schemas', 'ColumnFormat'));
};

/** The schema of what a caller may send. */
export const sentSchema = (schema: z.ZodType): Json => withoutIdentity(sentJsonSchema(schema, named));

/** What requests refer to by name. */
export const requestSchemas = (): Json => ({
  ColumnFormat: withoutIdentity(sentJsonSchema(columnFormat)),
});

/** An object's schema by its properties. */
export const propertiesOf = (
  schema: z.ZodType,
): { readonly properties: Readonly<Record<string, Json>>; readonly required: readonly string[] } => {
  const { properties = {}, required = [] } = sentSchema(schema);
  return { properties: properties as Record<string, Json>, required: required as string[] };
};
