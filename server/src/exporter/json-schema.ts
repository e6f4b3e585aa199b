import { z } from '@strapi/utils';

/** What zod calls a schema while it is converted, and what becomes of it; the latter may be changed. */
export interface Conversion {
  readonly zodSchema: unknown;
  readonly jsonSchema: Record<string, unknown>;
}

/** A site's own code may not expect that nothing is given; then something is needed. */
const mayBeLeftOut = (schema: z.ZodType): boolean => {
  try {
    return schema.safeParse(undefined).success;
  } catch {
    return false;
  }
};

/** zod takes whatever stands behind a `preprocess`, such as `list(…)`, for something that may be left out. */
const correctRequired = ({ zodSchema, jsonSchema }: Conversion): void => {
  if (!(zodSchema instanceof z.ZodObject)) return;
  const shape = zodSchema.shape as Readonly<Record<string, z.ZodType>>;
  const required = Object.keys(shape).filter((key) => shape[key] !== undefined && !mayBeLeftOut(shape[key]));
  delete jsonSchema.required;
  if (required.length > 0) jsonSchema.required = required;
};

/** What stands for a value that is missing, which zod leaves out of what is transformed. */
const tellDefault = ({ zodSchema, jsonSchema }: Conversion): void => {
  if (zodSchema instanceof z.ZodDefault) jsonSchema.default = zodSchema.def.defaultValue;
};

/**
 * The JSON Schema (2020-12) of what may be sent, not of what becomes of it. Checks that are code cannot be told.
 *
 * @param change is called for each schema within, the innermost first
 */
export const sentJsonSchema = (schema: z.ZodType, change?: (conversion: Conversion) => void) =>
  z.toJSONSchema(schema, {
    ...{ io: 'input', unrepresentable: 'any' },
    override: (conversion) => {
      correctRequired(conversion);
      tellDefault(conversion);
      change?.(conversion);
    },
  });
