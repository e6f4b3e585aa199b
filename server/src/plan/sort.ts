import { attributeOf, isExportable } from '../access/schema';
import { problem } from '../errors/export-error';
import type { SortKey } from '../request/schema';
import { columnTypeOf } from './column-type';
import { canRead, follow, hopKind, type Place, type Rights } from './hop';
import type { PlanSort, PlanSortHop } from './plan';
import { hasDrafts, isVersionField, STATUS } from './virtual-fields';

/** Hops that a sort may lead over; each is looked up for every row. */
const MAX_HOPS = 3;

/** One key of a sort on its way. */
interface Walk {
  readonly rights: Rights;
  readonly path: string;
  readonly field: string;
}

const refuse = ({ field, path }: Walk, rule: string, message: string): Error =>
  problem('EXPORT_INVALID_SORT', field, rule, `${path} ${message}`);

const forbidden = ({ field, path }: Walk): Error =>
  problem('EXPORT_FIELD_FORBIDDEN', field, 'not_readable', `${path} is not readable for you.`);

/** The list view sorts by a column called `status`, which stands for a document's status unless the type has its own. */
const attributeMeant = ({ model }: Place, path: string): string =>
  path === 'status' && hasDrafts(model) && attributeOf(model, path) === undefined ? STATUS : path;

const enter = async (
  walk: Walk,
  place: Place,
  name: string,
): Promise<{ readonly place: Place; readonly hop: PlanSortHop }> => {
  const { rights } = walk;
  const { model } = place;
  if (hopKind(model, name) === null || !isExportable(rights.schema, model, name)) {
    throw refuse(walk, 'unknown_field', `is not a field of ${model.uid} that rows can be sorted by.`);
  }
  const hop = await follow(rights, place, name);
  if (hop === null) throw forbidden(walk);
  if (hop.kind === 'variants' || hop.many) throw refuse(walk, 'list', `leads over ${name}, of which a row has many.`);
  const { place: inner, rows } = hop.target;
  return { place: inner, hop: { attribute: name, uid: inner.model.uid, hasDrafts: hasDrafts(inner.model), rows } };
};

const checkLeaf = (walk: Walk, place: Place, attribute: string, isRoot: boolean): void => {
  const { schema } = walk.rights;
  const { model } = place;
  const isVirtual = isVersionField(attribute);
  const type = columnTypeOf(model, attribute);
  if (type === undefined || (isVirtual ? !isRoot : !isExportable(schema, model, attribute))) {
    throw refuse(walk, 'unknown_field', `is not a field of ${model.uid} that rows can be sorted by.`);
  }
  if (type === 'json') throw refuse(walk, 'not_sortable', 'holds JSON, which has no order.');
  if (!canRead(schema, place, attribute)) throw forbidden(walk);
};

const checkKey = async (
  rights: Rights,
  root: Place,
  { path, direction }: SortKey,
  field: string,
): Promise<PlanSort> => {
  const walk: Walk = { rights, path, field };
  const names = attributeMeant(root, path).split('.');
  const attribute = names.pop() ?? '';
  if (names.length > MAX_HOPS) throw refuse(walk, 'too_deep', `leads over more than ${MAX_HOPS} hops.`);
  const hops: PlanSortHop[] = [];
  let place = root;
  for (const name of names) {
    const next = await enter(walk, place, name);
    hops.push(next.hop);
    ({ place } = next);
  }
  checkLeaf(walk, place, attribute, names.length === 0);
  return { hops, attribute, direction };
};

/**
 * Checks what the rows are sorted by: fields of the type itself, or of the one row that a relation or component leads
 * to, as the list view sorts by what it shows of a relation.
 *
 * @throws ExportError `EXPORT_INVALID_SORT`, `EXPORT_FIELD_FORBIDDEN`
 */
export const checkSort = (rights: Rights, place: Place, keys: readonly SortKey[]): Promise<readonly PlanSort[]> =>
  Promise.all(keys.map((key, at) => checkKey(rights, place, key, `sort.${at}`)));
