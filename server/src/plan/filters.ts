import type { Access, Filters } from '../access/access';
import { attributeOf, isExportable, type Model, type Schema } from '../access/schema';
import { problem } from '../errors/export-error';
import { toItems } from '../request/list';
import { columnTypeOf } from './column-type';
import { canRead, follow, isHop, type Place } from './hop';

interface Rights {
  readonly schema: Schema;
  readonly access: Access;
  /** Which rows of related types with drafts are shown, and so may be filtered by. */
  readonly publication: 'draft' | 'published';
}

/** Strapi's operators on a value, less the one it keeps for itself (`$jsonSupersetOf`). */
const OPERATORS: readonly string[] = [
  ...['$eq', '$eqi', '$ne', '$nei', '$gt', '$gte', '$lt', '$lte', '$in', '$notIn', '$between', '$null', '$notNull'],
  ...['$startsWith', '$startsWithi', '$endsWith', '$endsWithi', '$contains', '$containsi', '$notContains'],
  ...['$notContainsi', '$not'],
];

const LIST_OPERATORS: readonly string[] = ['$in', '$notIn', '$between'];
const PRESENCE: readonly string[] = ['$null', '$notNull'];
const GROUPS: readonly string[] = ['$and', '$or'];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refuse = (field: string, rule: string, message: string): Error =>
  problem('EXPORT_INVALID_FILTER', field, rule, `${field}: ${message}.`);

const join = (field: string, key: string): string => `${field}.${key}`;

/** What the values of a condition must look like. */
type ValueRule = (value: unknown, field: string) => void;

const anyValue: ValueRule = () => undefined;

/** Strapi casts the values of every field but `id`, so that a database would be asked for an id called `abc`. */
const idValue: ValueRule = (value, field) => {
  const isId = typeof value === 'number' ? Number.isSafeInteger(value) : /^\d{1,18}$/.test(value as string);
  if (!isId) throw refuse(field, 'needs_number', 'expected a whole number');
};

const checkValue = (value: unknown, field: string, rule: ValueRule): unknown => {
  if (value === undefined) throw refuse(field, 'needs_value', 'a value is missing');
  if (value === null) return value;
  if (typeof value === 'object') throw refuse(field, 'needs_value', 'expected one value');
  rule(value, field);
  return value;
};

const checkList = (operand: unknown, field: string, rule: ValueRule): readonly unknown[] =>
  (toItems(operand) ?? [operand]).map((item, at) => checkValue(item, join(field, `${at}`), rule));

const checkOperators = (value: unknown, field: string, rule: ValueRule): unknown => {
  if (toItems(value) !== null) return { $in: checkList(value, field, rule) };
  if (!isRecord(value)) return checkValue(value, field, rule);
  const entries = Object.entries(value);
  if (entries.length === 0) throw refuse(field, 'needs_operator', 'an operator such as $eq is missing');
  return Object.fromEntries(
    entries.map(([operator, operand]): [string, unknown] => {
      const at = join(field, operator);
      if (!OPERATORS.includes(operator)) {
        throw refuse(at, 'unknown_operator', `${operator} is not one of ${OPERATORS.join(', ')}`);
      }
      if (operator === '$not') return [operator, checkOperators(operand, at, rule)];
      if (PRESENCE.includes(operator)) return [operator, checkValue(operand, at, anyValue)];
      if (!LIST_OPERATORS.includes(operator)) return [operator, checkValue(operand, at, rule)];
      const items = checkList(operand, at, rule);
      if (operator === '$between' && items.length !== 2) throw refuse(at, 'needs_two_values', 'expected two values');
      return [operator, items];
    }),
  );
};

/** Whether a condition only asks if a relation leads anywhere, which the readable relation tells anyway. */
const isPresenceCheck = (value: unknown): boolean =>
  value === null ||
  (isRecord(value) && Object.keys(value).length > 0 && Object.keys(value).every((key) => PRESENCE.includes(key)));

const checkAttribute = async (
  rights: Rights,
  place: Place,
  name: string,
  value: unknown,
  field: string,
): Promise<unknown> => {
  const { model } = place;
  const exists = columnTypeOf(model, name) !== undefined || attributeOf(model, name) !== undefined;
  if (!exists || !isExportable(rights.schema, model, name)) {
    throw refuse(field, 'unknown_field', `${name} is not a field of ${model.uid}`);
  }
  if (columnTypeOf(model, name) !== undefined) {
    if (!canRead(rights.schema, place, name)) {
      throw problem('EXPORT_FIELD_FORBIDDEN', field, 'not_readable', `${field} is not readable for you.`);
    }
    return checkOperators(value, field, name === 'id' ? idValue : anyValue);
  }
  if (!isHop(model, name)) throw refuse(field, 'not_supported', `${name} cannot be filtered on`);
  const hop = await follow(rights, place, name);
  if (hop === null) {
    throw problem('EXPORT_FIELD_FORBIDDEN', field, 'not_readable', `${field} is not readable for you.`);
  }
  const speaksOfItself =
    !isRecord(value) || Object.keys(value).some((key) => OPERATORS.includes(key) && key !== '$not');
  if (isPresenceCheck(value)) return { id: checkOperators(value, field, idValue) };
  const checked = speaksOfItself
    ? { id: checkOperators(value, field, idValue) }
    : await checkGroup(rights, hop.place, value, field);
  // Only the target's rows that may be shown count: those that meet the conditions on it, draft or published as the
  // run is. Any other is as good as absent, in a negation too, so that no filter tells what it holds.
  const shown = [...(hop.rows === null ? [] : [hop.rows]), ...publicationFilters(hop.place.model, rights.publication)];
  return shown.length === 0 ? checked : { $and: [checked, ...shown] };
};

/** Draft or published rows of a type that has both. */
export const publicationFilters = (model: Model, publication: 'draft' | 'published'): Filters[] =>
  model.options?.draftAndPublish === true
    ? [{ publishedAt: publication === 'draft' ? { $null: true } : { $notNull: true } }]
    : [];

/** Walks one level of a filter; everything in it must be known and readable, since a count alone tells a value. */
const checkGroup = async (rights: Rights, place: Place, filters: unknown, field: string): Promise<Filters> => {
  if (!isRecord(filters)) throw refuse(field, 'needs_fields', 'expected an object of fields');
  const entries = Object.entries(filters);
  // Strapi drops an empty condition silently, which would widen the export.
  if (entries.length === 0) throw refuse(field, 'needs_fields', 'the condition is empty');
  const checked: Filters[] = [];
  for (const [key, value] of entries) {
    const at = join(field, key);
    if (GROUPS.includes(key)) {
      const items = toItems(value) ?? [value];
      if (items.length === 0) throw refuse(at, 'needs_fields', 'the list is empty');
      const conditions = items.map((item, index) => checkGroup(rights, place, item, join(at, `${index}`)));
      checked.push({ [key]: await Promise.all(conditions) });
    } else if (key === '$not') {
      checked.push({ [key]: await checkGroup(rights, place, value, at) });
    } else if (key.startsWith('$')) {
      throw refuse(at, 'unknown_operator', `${key} must stand behind a field, or be $and, $or or $not`);
    } else {
      checked.push({ [key]: await checkAttribute(rights, place, key, value, at) });
    }
  }
  // Each condition by itself: of two relations in one object Strapi lets the groups of the second replace those of the
  // first (`processWhere`), and of a relation it takes `$not` for an operator on its id.
  const [only] = checked;
  return checked.length === 1 && only !== undefined && !('$not' in only) ? only : { $and: checked };
};

/**
 * Checks a request's filters against schema and rights, at every hop.
 *
 * @throws ExportError `EXPORT_INVALID_FILTER`, `EXPORT_FIELD_FORBIDDEN`
 */
export const checkFilters = async (
  rights: Rights,
  place: Place,
  filters: Filters | undefined,
): Promise<Filters | null> => {
  if (filters === undefined || Object.keys(filters).length === 0) return null;
  return checkGroup(rights, place, filters, 'filters');
};
