import type { Filters } from '../access/access';
import { attributeOf, isExportable } from '../access/schema';
import { problem } from '../errors/export-error';
import { toItems } from '../request/list';
import { isRecord } from '../request/record';
import { columnTypeOf } from './column-type';
import { canRead, follow, type Place, type Rights } from './hop';
import { checkOperators, join, presenceOf, refuse, speaksOfItself } from './operators';
import { checkStatus, hopPublications, type HopPublication, versionFilters } from './publication';
import { LINKED, type LinkedRows, type Publication } from './plan';
import { hasDrafts, STATUS } from './virtual-fields';

interface Walk {
  readonly rights: Rights;
  /** The exported type itself, of which alone a status can be asked. */
  readonly root: Place;
  /** Which rows of related types with drafts are shown, and so may be filtered by. */
  readonly publication: HopPublication;
  /** Whether a `$not` stands around the condition, on its own level. */
  readonly isNegated: boolean;
  /** Conditions on relations that may still follow. */
  readonly relations: { left: number };
}

/** Beyond these SQLite refuses a query: the depth of its expressions, and the number of its variables. */
const MAX_CONDITIONS = 500;
const MAX_VALUES = 30_000;

/** Each joins two tables, of which SQLite takes 64 and MariaDB 61, and PostgreSQL plans ever longer. */
const MAX_RELATIONS = 24;

const GROUPS: readonly string[] = ['$and', '$or'];

const forbidden = (field: string): Error =>
  problem('EXPORT_FIELD_FORBIDDEN', field, 'not_readable', `${field} is not readable for you.`);

/** The same conditions as a list of ids of the level they stand on. */
const asLinked = (place: Place, condition: Filters): Filters => ({
  [LINKED]: { uid: place.model.uid, filters: condition } satisfies LinkedRows,
});

/**
 * A condition on what a relation, component or media field leads to. Only the target's rows that may be shown count:
 * those that meet the conditions on it, draft or published as the run is. Any other is as good as absent, so that no
 * filter tells what it holds, nor that it is there.
 *
 * SQL makes of a join without a row an unknown, which `not` leaves unknown, but of a row that may not be shown a
 * falsehood, which it turns into a truth. So a condition that is negated asks for the ids of what has such a row.
 */
const checkHop = async (walk: Walk, place: Place, name: string, value: unknown, field: string): Promise<Filters> => {
  const hop = await follow(walk.rights, place, name);
  if (hop === null) throw forbidden(field);
  walk.relations.left -= 1;
  if (walk.relations.left < 0) {
    throw refuse('filters', 'too_many', `at most ${MAX_RELATIONS} conditions may lead over relations and components`);
  }
  if (attributeOf(place.model, name)?.unstable_virtual === true) {
    throw refuse(field, 'not_supported', `${name} would match the document itself, which Strapi counts among them`);
  }
  if (hop.kind === 'variants') {
    throw refuse(field, 'not_supported', `${name} leads to items of several kinds, which Strapi cannot filter by`);
  }
  const { place: inner, rows } = hop.target;
  const shown = [...(rows === null ? [] : [rows]), ...versionFilters(inner.model, walk.publication)];
  const limited = (condition: unknown): Filters => ({
    [name]: shown.length === 0 ? condition : { $and: [condition, ...shown] },
  });
  const presence = canRead(walk.rights.schema, inner, 'id') ? presenceOf(value, field) : null;
  if (presence !== null && (shown.length > 0 || walk.isNegated)) {
    const linked = asLinked(place, limited({ id: { $notNull: true } }));
    const asked = presence.map((isPresent): Filters => (isPresent ? linked : { $not: linked }));
    return asked.length === 1 ? (asked[0] as Filters) : { $and: asked };
  }
  const condition = limited(
    speaksOfItself(value)
      ? { id: checkOperators(value, field, 'id') }
      : await checkGroup({ ...walk, isNegated: false }, inner, value, field),
  );
  return walk.isNegated ? asLinked(place, condition) : condition;
};

const checkAttribute = async (
  walk: Walk,
  place: Place,
  name: string,
  value: unknown,
  field: string,
): Promise<Filters> => {
  const { schema } = walk.rights;
  const { model } = place;
  if (name === STATUS && place === walk.root && hasDrafts(model)) {
    if (!canRead(schema, place, name)) throw forbidden(field);
    return { [name]: checkStatus(value, field) };
  }
  const type = name === STATUS ? undefined : columnTypeOf(model, name);
  const isKey = (name === 'id' || name === 'documentId') && type !== undefined;
  const isThere = isKey || attributeOf(model, name) !== undefined;
  if (!isThere || !isExportable(schema, model, name)) {
    throw refuse(field, 'unknown_field', `${name} is not a field of ${model.uid}`);
  }
  if (type === undefined) return checkHop(walk, place, name, value, field);
  if (!canRead(schema, place, name)) throw forbidden(field);
  return { [name]: checkOperators(value, field, name === 'id' ? 'id' : type) };
};

/** Walks one level of a filter; everything in it must be known and readable, since a count alone tells a value. */
const checkGroup = async (walk: Walk, place: Place, filters: unknown, field: string): Promise<Filters> => {
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
      const conditions = items.map((item, index) => checkGroup(walk, place, item, join(at, `${index}`)));
      checked.push({ [key]: await Promise.all(conditions) });
    } else if (key === '$not') {
      checked.push({ [key]: await checkGroup({ ...walk, isNegated: true }, place, value, at) });
    } else if (key.startsWith('$')) {
      throw refuse(at, 'unknown_operator', `${key} must stand behind a field, or be $and, $or or $not`);
    } else {
      checked.push(await checkAttribute(walk, place, key, value, at));
    }
  }
  // Each condition by itself: of two relations in one object Strapi lets the groups of the second replace those of the
  // first (`processWhere`), and of a relation it takes `$not` for an operator on its id.
  const [only] = checked;
  return checked.length === 1 && only !== undefined && !('$not' in only) ? only : { $and: checked };
};

/** Counts what a filter is made of, and refuses one that a database could not be asked. */
const checkSize = (filters: unknown): void => {
  let conditions = 0;
  let values = 0;
  const open: unknown[] = [filters];
  while (open.length > 0) {
    const next = open.pop();
    const items = toItems(next);
    if (items?.some(isRecord) === true) open.push(...items);
    else if (items === null && isRecord(next)) open.push(...Object.values(next));
    else {
      conditions += 1;
      values += items?.length ?? 1;
    }
  }
  if (conditions > MAX_CONDITIONS || values > MAX_VALUES) {
    throw refuse('filters', 'too_many', `at most ${MAX_CONDITIONS} conditions and ${MAX_VALUES} values are allowed`);
  }
};

/**
 * Checks a request's filters against schema and rights, at every hop. Where draft and published rows are read together,
 * each kind is filtered by what its own relations show.
 *
 * @throws ExportError `EXPORT_INVALID_FILTER`, `EXPORT_FIELD_FORBIDDEN`
 */
export const checkFilters = async (
  rights: Rights,
  root: Place,
  publication: Publication,
  filters: Filters | undefined,
): Promise<Filters | null> => {
  if (filters === undefined || Object.keys(filters).length === 0) return null;
  checkSize(filters);
  const versions = hopPublications(publication);
  const relations = { left: MAX_RELATIONS };
  const checked = await Promise.all(
    versions.map((version) =>
      checkGroup({ rights, root, publication: version, isNegated: false, relations }, root, filters, 'filters'),
    ),
  );
  const [only] = checked;
  if (checked.length === 1 || only === undefined) return only ?? null;
  return {
    $or: checked.map((condition, at) => ({
      $and: [...versionFilters(root.model, versions[at] ?? 'draft'), condition],
    })),
  };
};
