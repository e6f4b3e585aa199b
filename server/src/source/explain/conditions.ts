import type { Database } from '@strapi/database';
import type { Filters } from '../../access/access';
import type { PlanSort } from '../../plan/plan';
import { STATUS } from '../../plan/virtual-fields';
import { isRecord } from '../../request/record';
import { columnName } from '../column-name';
import { hopLinkOf } from '../hop-link';

/** A column of a table that a query looks at. */
export interface ColumnUse {
  /** The path in the request. */
  readonly path: string;
  readonly table: string;
  /** `null` for what no column holds, and so no index. */
  readonly column: string | null;
  /** The type whose table it is, `null` for a table of links. */
  readonly uid: string | null;
  /** Whether its values are short enough for an index of whole values on every database. */
  readonly isShort: boolean;
}

/** One condition on a column. */
export interface Condition extends ColumnUse {
  /** What an index of the column could do for it. */
  readonly seeks: 'value' | 'values' | 'range' | 'nothing';
  /** Whether it stands beside others of which one is enough. */
  readonly isAlternative: boolean;
}

const SEEKS: Readonly<Record<string, Condition['seeks']>> = {
  ...{ $eq: 'value', $null: 'value', $in: 'values' },
  ...{ $lt: 'range', $lte: 'range', $gt: 'range', $gte: 'range', $between: 'range' },
};

/** Of any length, so that MySQL takes no index of it and PostgreSQL refuses long values in one. */
const LONG: readonly string[] = ['text', 'richtext', 'json', 'blocks'];

const attributeOf = (db: Database, uid: string, name: string) => {
  const { attributes } = db.metadata.get(uid);
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
};

const useOf = (db: Database, uid: string, name: string, path: string): ColumnUse => {
  const attribute = attributeOf(db, uid, name);
  return {
    ...{ path, uid, table: db.metadata.get(uid).tableName },
    column: attribute === undefined ? null : columnName(db, uid, name),
    isShort: !LONG.includes(attribute?.type ?? ''),
  };
};

/** The id of what a relation leads to, which the table of links has as well. */
const linkedId = (db: Database, uid: string, name: string, path: string): ColumnUse => {
  const link = hopLinkOf(db, uid, name);
  if (link.kind === 'pairs') return { path, table: link.table, column: link.target, uid: null, isShort: true };
  const column = link.kind === 'parent-column' ? link.column : null;
  return { path, table: db.metadata.get(uid).tableName, column, uid, isShort: true };
};

const targetOf = (attribute: unknown): string | null =>
  isRecord(attribute) && attribute.type === 'relation' && typeof attribute.target === 'string'
    ? attribute.target
    : null;

interface Walk {
  readonly db: Database;
  readonly isAlternative: boolean;
  readonly isNegated: boolean;
}

const operatorsOf = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return ['$in'];
  return isRecord(value) && !(value instanceof Date) ? Object.keys(value) : ['$eq'];
};

const toConditions = (walk: Walk, use: ColumnUse, value: unknown): Condition[] =>
  operatorsOf(value).map((operator) => ({
    ...use,
    isAlternative: walk.isAlternative,
    seeks: walk.isNegated || use.column === null ? 'nothing' : (SEEKS[operator] ?? 'nothing'),
  }));

const ofGroup = (walk: Walk, uid: string, filters: unknown, path: string): Condition[] => {
  if (Array.isArray(filters)) return filters.flatMap((item) => ofGroup(walk, uid, item, path));
  if (!isRecord(filters)) return [];
  return Object.entries(filters).flatMap(([name, value]) => {
    if (name === '$and') return ofGroup(walk, uid, value, path);
    if (name === '$not') return ofGroup({ ...walk, isNegated: true }, uid, value, path);
    if (name === '$or') {
      const isAlternative = walk.isAlternative || (Array.isArray(value) && value.length > 1);
      return ofGroup({ ...walk, isAlternative }, uid, value, path);
    }
    return ofField(walk, uid, name, value, path === '' ? name : `${path}.${name}`);
  });
};

const ofField = (walk: Walk, uid: string, name: string, value: unknown, path: string): Condition[] => {
  const { db } = walk;
  const target = targetOf(attributeOf(db, uid, name));
  if (name === STATUS || target === null) return toConditions(walk, useOf(db, uid, name, path), value);
  if (!isRecord(value)) return toConditions(walk, linkedId(db, uid, name, path), value);
  const { id, ...others } = value;
  const ofItself = Object.keys(others).some((key) => key.startsWith('$') && key in SEEKS);
  if (ofItself) return toConditions(walk, linkedId(db, uid, name, path), value);
  return [
    ...(id === undefined ? [] : toConditions(walk, linkedId(db, uid, name, `${path}.id`), id)),
    ...ofGroup(walk, target, others, path),
  ];
};

/** The conditions of a request's filters, and the columns they look at. */
export const conditionsOf = (db: Database, uid: string, filters: Filters | undefined): readonly Condition[] =>
  ofGroup({ db, isAlternative: false, isNegated: false }, uid, filters ?? {}, '');

/** The columns that rows are sorted by; what a relation leads to is looked up for each row, which no index changes. */
export const sortedColumns = (db: Database, uid: string, sort: readonly PlanSort[]): readonly ColumnUse[] =>
  sort.map(({ hops, attribute }) => {
    const path = [...hops.map((hop) => hop.attribute), attribute].join('.');
    return useOf(db, uid, hops.length > 0 ? '' : attribute, path);
  });
