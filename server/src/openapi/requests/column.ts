import { z } from '@strapi/utils';
import { columnObject } from '../../request/schema';

/** A schema of what may be sent: a key with a default need not be there. */
export const withoutDefault = (schema: z.ZodType): { readonly inner: z.ZodType; readonly fallback?: unknown } => {
  if (schema instanceof z.ZodDefault) {
    const { innerType, defaultValue } = schema.def;
    return { inner: innerType as z.ZodType, fallback: defaultValue };
  }
  return { inner: schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema };
};

const asSent = (schema: z.ZodType): z.ZodType => {
  const { inner, fallback } = withoutDefault(schema);
  return fallback === undefined ? schema : inner.optional().meta({ default: fallback });
};

/** How a column is shown. */
export const columnFormat = z.union(
  columnObject.shape.format.unwrap().options.map(({ shape }) => {
    const keys: Readonly<Record<string, z.ZodType>> = shape;
    return z.strictObject(Object.fromEntries(Object.entries(keys).map(([key, schema]) => [key, asSent(schema)])));
  }),
);

/** A column with its options, whose path is one of these. */
export const columnOf = (path: z.ZodType): z.ZodType => columnObject.extend({ path, format: columnFormat.optional() });
