import type { Query } from '../support/http';
import { cellsAt, fixturesOf } from './content';
import type { Caller } from './role';
import type { Leaf } from './tree';
import { type RootName, UNIVERSE } from './universe';

type Use = 'column' | 'filter' | 'other filter' | 'negation' | 'sort' | 'search' | 'presence' | 'absence' | 'count';

/** One thing asked of one path. */
export interface Attempt {
  readonly root: RootName;
  readonly path: string;
  readonly use: Use;
  readonly query: Query;
  /** The cell whose value is asked for, where it is known. */
  readonly leaf: Leaf | null;
  /** Where the answer must place a refusal. */
  readonly field: string;
}

/** `seo.meta_title` as Strapi's nested filter; any name becomes a key of its own, `__proto__` too. */
const nest = (path: string, condition: unknown): object => {
  const names = path.split('.');
  return names.reduceRight<unknown>((inner, name) => Object.fromEntries([[name, inner]]), condition) as object;
};

const everyCell = (root: RootName, path: string): readonly Leaf[] =>
  fixturesOf(root).flatMap((document) => cellsAt(document, path, () => true) ?? []);

const NOT_NULL = { $notNull: true };

const conditionOn = (path: string, leaf: Leaf | null): unknown => {
  if (path === '__status') return 'published';
  if (leaf === null || leaf.text === null) return NOT_NULL;
  return leaf.sent;
};

const QUIET: Query = { columns: 'documentId', headers: 'paths', flavor: 'plain' };

const filtered = (condition: object): Query => ({ ...QUIET, filters: JSON.stringify({ $and: [condition] }) });

const ofPath = (root: RootName, path: string): Attempt[] => {
  const leaves = everyCell(root, path).filter(({ sent }) => sent !== null);
  const [first = null] = leaves;
  const last = leaves.at(-1) ?? null;
  const attempt = (use: Use, query: Query, leaf: Leaf | null, field: string): Attempt => ({
    ...{ root, path, use, query, leaf, field },
  });
  const found = first?.canary?.startsWith('cn') === true ? first.canary : null;
  return [
    attempt('column', { ...QUIET, columns: path === 'documentId' ? path : `documentId,${path}` }, null, 'columns.1'),
    attempt('filter', filtered(nest(path, conditionOn(path, first))), first, `filters.$and.0.`),
    ...(last === first
      ? []
      : [attempt('other filter', filtered(nest(path, conditionOn(path, last))), last, `filters.$and.0.`)]),
    attempt('negation', filtered({ $not: nest(path, conditionOn(path, last)) }), null, `filters.$and.0.$not.`),
    attempt('sort', { ...QUIET, sort: `${path}:asc` }, null, 'sort.0'),
    ...(found === null ? [] : [attempt('search', { ...QUIET, search: found }, first, '')]),
  ];
};

const ofHop = (root: RootName, path: string): Attempt[] => {
  const attempt = (use: Use, query: Query, field: string): Attempt => ({ root, path, use, query, leaf: null, field });
  return [
    attempt('presence', filtered(nest(path, NOT_NULL)), `filters.$and.0.`),
    attempt('absence', filtered(nest(path, { $null: true })), `filters.$and.0.`),
    attempt('count', { ...QUIET, columns: `documentId,${path}:count` }, 'columns.1'),
  ];
};

/** The whole table: every path in every use, for a CSV file. */
export const attemptsOn = (root: RootName): readonly Attempt[] => {
  const { values, hops, never } = UNIVERSE[root];
  return [...[...values, ...never].flatMap((path) => ofPath(root, path)), ...hops.flatMap((path) => ofHop(root, path))];
};

export const isNever = ({ root, path }: Attempt): boolean => UNIVERSE[root].never.includes(path);

export const isAllowed = (caller: Caller, { root, path, use }: Attempt): boolean => {
  const { values = [], hops = [] } = caller.roots[root] ?? {};
  return (use === 'presence' || use === 'absence' || use === 'count' ? hops : values).includes(path);
};

/** Dynamic zones and polymorphic relations, which nobody can filter by. */
export const OF_SEVERAL_KINDS = ['zone', 'subject', 'related_things'];

export const leadsToSeveralKinds = ({ path }: Attempt): boolean => OF_SEVERAL_KINDS.includes(path.split('.')[0] ?? '');
