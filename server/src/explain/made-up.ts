import type { Exporter } from '../exporter/exporter';
import { sentJsonSchema } from '../exporter/json-schema';
import { isRecord } from '../request/record';
import { sampleOfSchema } from './sample';

/** What an exporter's own filters can be given, by name. */
export interface MadeUpFilters {
  readonly names: readonly string[];
  /** Those that must be given. */
  readonly required: readonly string[];
  /** `undefined` where no value can be thought of. */
  valueOf(name: string): unknown;
}

/** Makes up values for an exporter's own filters, from what their schemas say. */
export const madeUpFilters = ({ filters }: Pick<Exporter, 'filters'>): MadeUpFilters => {
  const schema: unknown = filters === null ? {} : sentJsonSchema(filters);
  const { properties, required } = isRecord(schema) ? schema : {};
  const known = isRecord(properties) ? properties : {};
  return {
    names: Object.keys(known),
    required: Array.isArray(required) ? (required as string[]) : [],
    valueOf: (name) => sampleOfSchema(known[name]),
  };
};
