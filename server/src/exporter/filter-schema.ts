import { z } from '@strapi/utils';

type Schema = z.core.$ZodType;

/** Whether a request must have a value. Asked of the schema itself: zod takes all that is preprocessed for optional. */
const isRequired = (schema: Schema): boolean => {
  try {
    return !z.safeParse(schema, undefined).success;
  } catch {
    return true;
  }
};

/** What stands for a value that is missing, which zod leaves out of what is transformed. */
const defaultOf = ({ _zod: { def } }: Schema): { readonly default?: unknown } =>
  def.type === 'default' ? { default: (def as z.core.$ZodDefaultDef).defaultValue } : {};

/**
 * JSON Schema (2020-12) of an exporter's own filters, as callers may send them: for forms and for descriptions of the
 * interface. What JSON Schema cannot say is left open.
 */
export const filterSchema = (filters: z.ZodObject): Readonly<Record<string, unknown>> => {
  const schema = z.toJSONSchema(filters, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => Object.assign(jsonSchema, defaultOf(zodSchema)),
  });
  const required = Object.keys(filters.shape).filter((name) => isRequired(filters.shape[name] as Schema));
  return { ...schema, required };
};
