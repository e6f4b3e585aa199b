import type { Column, ColumnFormat, ColumnStep, ColumnType } from '../../../shared/columns';
import type { Access } from '../access/access';
import { attributeOf, isExportable, type Schema } from '../access/schema';
import { problem } from '../errors/export-error';
import type { ColumnRequest } from '../request/schema';
import { columnTypeOf } from './column-type';
import { canRead, follow, isHop, type Hop, type Place } from './hop';
import type { LeftOutColumn, PlanField, PlanHop, PlanLevel } from './plan';

/** A level while columns are still being added to it. */
interface Draft {
  readonly place: Place;
  readonly fields: Map<string, PlanField>;
  readonly hops: Map<string, { readonly hop: Hop; readonly draft: Draft }>;
}

interface Resolved {
  readonly key: string;
  readonly header: string;
  readonly format?: ColumnFormat;
  readonly type: ColumnType;
  readonly drafts: readonly Draft[];
  readonly hopNames: readonly string[];
  readonly attribute: string;
}

export interface CompiledColumns {
  readonly columns: readonly Column[];
  readonly level: PlanLevel;
}

interface Rights {
  readonly schema: Schema;
  readonly access: Access;
}

/** Hops that a column may lead over: deep enough for content, and an end to paths that go in circles. */
const MAX_HOPS = 8;

const newDraft = (place: Place): Draft => ({ place, fields: new Map(), hops: new Map() });

/** A private attribute is answered like a missing one, so that nobody learns that it exists. */
const unknownColumn = (field: string, path: string, model: string): Error =>
  problem('EXPORT_UNKNOWN_COLUMN', field, 'unknown_column', `${path} is not a column of ${model}.`);

const forbidden = (field: string, path: string): Error =>
  problem('EXPORT_FIELD_FORBIDDEN', field, 'not_readable', `${path} is not readable for you.`);

const enter = async (rights: Rights, draft: Draft, name: string, field: string, path: string): Promise<Draft> => {
  const known = draft.hops.get(name);
  if (known !== undefined) return known.draft;
  const { model } = draft.place;
  if (!isExportable(rights.schema, model, name)) throw unknownColumn(field, path, model.uid);
  if (!isHop(model, name)) {
    const isScalar = columnTypeOf(model, name) !== undefined;
    const message = isScalar
      ? `${path}: ${name} holds a value and has no fields of its own.`
      : `${path}: ${name} is a dynamic zone, polymorphic or virtual relation, which cannot be exported yet.`;
    throw problem('EXPORT_UNKNOWN_COLUMN', field, isScalar ? 'no_fields' : 'not_supported', message);
  }
  const hop = await follow(rights, draft.place, name);
  if (hop === null) throw forbidden(field, path);
  const next = newDraft(hop.place);
  draft.hops.set(name, { hop, draft: next });
  return next;
};

const resolve = async (rights: Rights, root: Draft, request: ColumnRequest, field: string): Promise<Resolved> => {
  const { path } = request;
  const names = path.split('.');
  const attribute = names.pop() ?? '';
  if (names.length > MAX_HOPS) {
    const message = `${path} leads over ${names.length} hops; at most ${MAX_HOPS} are followed.`;
    throw problem('EXPORT_UNKNOWN_COLUMN', field, 'too_deep', message);
  }
  const drafts = [root];
  let draft = root;
  for (const name of names) {
    draft = await enter(rights, draft, name, field, path);
    drafts.push(draft);
  }
  const { model } = draft.place;
  const type = columnTypeOf(model, attribute);
  const exists = type !== undefined || attributeOf(model, attribute) !== undefined;
  if (!exists || !isExportable(rights.schema, model, attribute)) throw unknownColumn(field, path, model.uid);
  if (type === undefined) {
    const message = isHop(model, attribute)
      ? `${path} has no value of its own: name one of its fields, such as ${path}.id.`
      : `${path} is a dynamic zone, polymorphic or virtual relation, which cannot be exported yet.`;
    throw problem('EXPORT_UNKNOWN_COLUMN', field, isHop(model, attribute) ? 'needs_field' : 'not_supported', message);
  }
  if (!canRead(rights.schema, draft.place, attribute)) throw forbidden(field, path);
  if (!draft.fields.has(attribute)) draft.fields.set(attribute, { attribute, type });
  const header = 'header' in request && request.header !== undefined ? request.header : path;
  const format = 'format' in request ? request.format : undefined;
  return { key: path, header, type, drafts, hopNames: names, attribute, ...(format && { format }) };
};

/** The positions of a level's fields, and behind them of its hops; known only when all columns are. */
const positionsOf = ({ fields, hops }: Draft): ReadonlyMap<string, number> =>
  new Map([...fields.keys(), ...hops.keys()].map((name, at) => [name, at]));

const toColumn = (
  { key, header, format, type, drafts, hopNames, attribute }: Resolved,
  positions: (draft: Draft) => ReadonlyMap<string, number>,
): Column => {
  const steps = hopNames.map((name, depth): ColumnStep => {
    const draft = drafts[depth] as Draft;
    const index = positions(draft).get(name) ?? 0;
    return { name, index, many: draft.hops.get(name)?.hop.many ?? false };
  });
  const index = positions(drafts.at(-1) as Draft).get(attribute) ?? 0;
  return { key, header, type, steps, index, ...(format && { format }) };
};

const toLevel = ({ place, fields, hops }: Draft): PlanLevel => ({
  uid: place.model.uid,
  hasDrafts: place.model.options?.draftAndPublish === true,
  fields: [...fields.values()],
  hops: [...hops].map(([attribute, { hop, draft }]): PlanHop => ({
    attribute,
    many: hop.many,
    rows: hop.rows,
    level: toLevel(draft),
  })),
});

const NUMERIC = ['integer', 'biginteger', 'decimal', 'float'];
const DATED = ['datetime', 'date', 'time'];

const checkFormat = ({ format, type, key }: Resolved, field: string): void => {
  const fits = format === undefined || (format.kind === 'money' ? NUMERIC : DATED).includes(type);
  if (fits) return;
  const message = `${key} is ${type}: a ${format.kind} format does not fit it.`;
  throw problem('EXPORT_INVALID_REQUEST', `${field}.format`, 'format_type', message);
};

/**
 * Resolves the requested columns under the requester's rights, before the first row is read.
 *
 * @throws ExportError `EXPORT_UNKNOWN_COLUMN`, `EXPORT_FIELD_FORBIDDEN`, `EXPORT_INVALID_REQUEST`
 */
export const compileColumns = async (
  rights: Rights,
  place: Place,
  requests: readonly ColumnRequest[],
): Promise<CompiledColumns> => {
  const root = newDraft(place);
  const resolved = new Map<string, Resolved>();
  for (const [at, request] of requests.entries()) {
    const field = `columns.${at}`;
    if (resolved.has(request.path)) {
      throw problem('EXPORT_INVALID_REQUEST', field, 'given_twice', `${request.path} is asked for twice.`);
    }
    const column = await resolve(rights, root, request, field);
    checkFormat(column, field);
    resolved.set(request.path, column);
  }
  const known = new Map<Draft, ReadonlyMap<string, number>>();
  const positions = (draft: Draft): ReadonlyMap<string, number> => {
    const found = known.get(draft) ?? positionsOf(draft);
    known.set(draft, found);
    return found;
  };
  return { columns: [...resolved.values()].map((column) => toColumn(column, positions)), level: toLevel(root) };
};

/** The document's id and its own scalar fields in the order of the schema; what may not be read is named as left out. */
export const defaultColumns = (
  schema: Schema,
  place: Place,
): { readonly requests: readonly ColumnRequest[]; readonly leftOut: readonly LeftOutColumn[] } => {
  const { model } = place;
  const own = Object.keys(model.attributes).filter((name) => name !== 'documentId' && name !== 'id');
  const names = ['documentId', ...own].filter(
    (name) => columnTypeOf(model, name) !== undefined && isExportable(schema, model, name),
  );
  const readable = names.filter((name) => canRead(schema, place, name));
  const leftOut = names.filter((name) => !readable.includes(name));
  return {
    requests: readable.map((path) => ({ path })),
    leftOut: leftOut.map((key) => ({ key, reason: 'forbidden' })),
  };
};
