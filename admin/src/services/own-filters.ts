import type { Exporter } from '../../../shared/contracts/exporters';

type JsonSchema = Readonly<Record<string, unknown>>;

/** What a filter is asked with; `lines` are several values, one a line or with commas between them. */
type FilterKind = 'text' | 'number' | 'day' | 'checkbox' | 'choice' | 'choices' | 'lines';

type Scalar = string | number | boolean;

/** One filter that an exporter has for itself. */
export interface FilterField {
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  readonly isRequired: boolean;
  readonly kind: FilterKind;
  /** Of `choice` and `choices`. */
  readonly options: readonly Scalar[];
  /** Whether the values are numbers. */
  readonly isNumber: boolean;
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** What stands for a value that is not given, as text; `null` for nothing. */
  readonly fallback: string | null;
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const asSchema = (value: unknown): JsonSchema => (isSchema(value) ? value : {});

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

/** A limit that somebody set: those of whole numbers that JavaScript holds exactly say nothing. */
const asLimit = (value: unknown): number | null =>
  typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : null;

/** The least and the greatest value; of limits that are excluded themselves, those of whole numbers. */
const limitsOf = ({ type, minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema) => {
  const within = (limit: unknown, step: number): number | null =>
    type === 'integer' && typeof limit === 'number' ? limit + step : null;
  return {
    minimum: within(exclusiveMinimum, 1) ?? asLimit(minimum),
    maximum: within(exclusiveMaximum, -1) ?? asLimit(maximum),
  };
};

const asText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const REFERENCE = '#/$defs/';

/** The schema that is meant: another where it only names that, and what it is beside `null`. */
const resolve = (root: JsonSchema, schema: JsonSchema): JsonSchema => {
  const { $ref, anyOf, ...own } = schema;
  if (typeof $ref === 'string' && $ref.startsWith(REFERENCE)) {
    return { ...asSchema(asSchema(root.$defs)[$ref.slice(REFERENCE.length)]), ...own };
  }
  if (!Array.isArray(anyOf)) return schema;
  const [only, ...more] = anyOf.filter(isSchema).filter(({ type }) => type !== 'null');
  return only === undefined || more.length > 0 ? schema : { ...resolve(root, only), ...own };
};

const optionsOf = ({ enum: values, const: value, type }: JsonSchema): readonly Scalar[] => {
  if (type === 'boolean') return [true, false];
  if (Array.isArray(values) && values.every(isScalar)) return values;
  return isScalar(value) ? [value] : [];
};

const isNumeric = ({ type }: JsonSchema): boolean => type === 'number' || type === 'integer';

/** A box is ticked or not: where a switch may also be left open, it is a choice. */
const kindOf = (schema: JsonSchema, items: JsonSchema, isOpen: boolean): FilterKind => {
  if (schema.type === 'array') return optionsOf(items).length > 0 ? 'choices' : 'lines';
  if (schema.type === 'boolean') return isOpen ? 'choice' : 'checkbox';
  if (optionsOf(schema).length > 0) return 'choice';
  if (isNumeric(schema)) return 'number';
  return schema.type === 'string' && schema.format === 'date' ? 'day' : 'text';
};

const fallbackOf = ({ default: value }: JsonSchema): string | null => {
  if (Array.isArray(value)) return value.filter(isScalar).join(', ');
  return isScalar(value) && value !== '' ? String(value) : null;
};

const toField = (root: JsonSchema, name: string, given: JsonSchema): FilterField => {
  const schema = resolve(root, given);
  const items = resolve(root, asSchema(schema.items));
  const isRequired = Array.isArray(root.required) && root.required.includes(name);
  const fallback = fallbackOf(schema);
  const values = schema.type === 'array' ? items : schema;
  return {
    name,
    label: asText(schema.title) ?? name,
    description: asText(schema.description),
    isRequired,
    kind: kindOf(schema, items, !isRequired && fallback === null),
    options: optionsOf(values),
    isNumber: isNumeric(values),
    ...limitsOf(values),
    fallback,
  };
};

/** The filters of an exporter in its own order; `null` where it takes Strapi's. What is unknown is asked for as text. */
export const fieldsOf = ({ filters }: Pick<Exporter, 'filters'>): readonly FilterField[] | null => {
  if (filters === null) return null;
  return Object.entries(asSchema(filters.properties)).map(([name, schema]) => toField(filters, name, asSchema(schema)));
};
