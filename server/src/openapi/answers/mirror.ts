import type { z } from '@strapi/utils';

/** The same type with everything in it read-only, as contracts are written and zod does not infer. */
type Fixed<T> = T extends readonly (infer Item)[]
  ? readonly Fixed<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Fixed<T[Key]> }
    : T;

/** Not whether each can be assigned to the other: that takes a key that is missing for one that is optional. */
type IsSame<Left, Right> =
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- it stands for every type
  (<T>() => T extends Fixed<Left> ? 1 : 2) extends <T>() => T extends Fixed<Right> ? 1 : 2 ? true : false;

/**
 * Takes a schema for the description of a contract's type, and does not compile where the two differ in any key, choice
 * or `null`: `mirror<JobAnswer>()(z.strictObject({ data: job }))`.
 */
export const mirror =
  <Contract>() =>
  <Schema extends z.ZodType>(schema: Schema & (IsSame<z.output<Schema>, Contract> extends true ? unknown : never)) =>
    schema as Schema;
