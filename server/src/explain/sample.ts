import type { ColumnType } from '../../../shared/columns';
import { isRecord } from '../request/record';

/** A value of each type that columns can be compared with; none of a table's own, which a plan would show. */
const OF_TYPE: Readonly<Record<ColumnType, string | number | boolean | null>> = {
  ...{ text: 'example', integer: 7, biginteger: '7', decimal: '7', float: 7, boolean: true, json: null },
  ...{ datetime: '2026-01-01T00:00:00.000Z', date: '2026-01-01', time: '12:00:00.000' },
};

/** @returns `null` for what cannot be compared */
export const sampleOfType = (type: ColumnType): string | number | boolean | null => OF_TYPE[type];

const FORMATS: Readonly<Record<string, string>> = {
  ...{ date: '2026-01-01', 'date-time': '2026-01-01T00:00:00.000Z', time: '12:00:00', email: 'someone@example.com' },
  ...{ uri: 'https://example.com/', uuid: '00000000-0000-4000-8000-000000000000' },
};

const ofText = ({ format, minLength, maxLength }: Record<string, unknown>): string => {
  const known = typeof format === 'string' ? FORMATS[format] : undefined;
  const shortest = typeof minLength === 'number' ? minLength : 0;
  return known ?? 'example'.padEnd(shortest, 'e').slice(0, typeof maxLength === 'number' ? maxLength : undefined);
};

const ofNumber = ({ minimum, exclusiveMinimum, maximum }: Record<string, unknown>): number => {
  if (typeof minimum === 'number') return minimum;
  if (typeof exclusiveMinimum === 'number' && exclusiveMinimum > -1e9) return exclusiveMinimum + 1;
  return typeof maximum === 'number' ? Math.min(maximum, 7) : 7;
};

/**
 * A value that a JSON Schema describes: its author's example where there is one. Whether it is taken, only the schema's
 * own checks can tell.
 *
 * @returns `undefined` where none can be thought of
 */
export const sampleOfSchema = (schema: unknown): unknown => {
  if (!isRecord(schema)) return undefined;
  const { examples, enum: choices, anyOf, items } = schema;
  if (Array.isArray(examples) && examples.length > 0) return examples[0];
  if ('default' in schema) return schema.default;
  if ('const' in schema) return schema.const;
  if (Array.isArray(choices)) return choices[0];
  if (Array.isArray(anyOf)) return sampleOfSchema(anyOf[0]);
  switch (schema.type) {
    case 'string':
      return ofText(schema);
    case 'integer':
    case 'number':
      return ofNumber(schema);
    case 'boolean':
      return true;
    case 'array': {
      const item = sampleOfSchema(items);
      return item === undefined ? undefined : [item];
    }
    default:
      return undefined;
  }
};
