import type { Knex } from 'knex';
import type { RootQuery } from './root-query';
import type { IdentityColumn, KeyColumn, KeyList, RawRow, Session } from './session';

/** Reads the next page of at most `count` rows behind the last one; an empty page is the end. */
export type NextPage = (count: number) => Promise<RawRow[]>;

export interface PagesInput {
  readonly session: Session;
  readonly root: RootQuery;
  /** The select list, the key among it. */
  readonly selected: readonly (string | Knex.Raw)[];
  readonly key: KeyColumn;
}

const inOrder = (columns: readonly IdentityColumn[]) =>
  columns.map(({ column }) => ({ column, order: 'asc' as const }));

/** Pages by the row's id, each beginning where the last one ended. */
const pagesById = ({ session, root, selected, key }: PagesInput): NextPage => {
  let last: number | null = null;
  return async (count) => {
    const query = root
      .filtered()
      .select([...selected])
      .orderBy(key.name)
      .limit(count);
    if (last !== null) query.where(key.name, '>', last);
    const rows = await session.rows(query);
    const end = rows.at(-1)?.[key.index];
    if (end !== undefined) last = Number(end);
    return rows;
  };
};

/**
 * Pages of whole documents: a document can have rows in several locales, draft and published, so where the limit may
 * have cut the last document short, its rows are read by themselves.
 */
const pagesByDocument = ({ session, root, selected, key }: PagesInput): NextPage => {
  const ordered = (): Knex.QueryBuilder =>
    root
      .filtered()
      .select([...selected])
      .orderBy(inOrder(root.identity));
  // Damaged rows without a document's id come first, and together like those of one document.
  let last: string | null | undefined;
  return async (count) => {
    const query = ordered().limit(count);
    if (last === null) query.whereNotNull(key.name);
    else if (last !== undefined) query.where(key.name, '>', last);
    const rows = await session.rows(query);
    const end = rows.at(-1)?.[key.index] as string | null | undefined;
    if (end === undefined) return rows;
    last = end;
    if (rows.length < count) return rows;
    const whole = rows.filter((row) => row[key.index] !== end);
    return [...whole, ...(await session.rows(ordered().where(key.name, end)))];
  };
};

/** Pages by the key itself. */
export const pagesByKey = (input: PagesInput): NextPage =>
  input.root.keyAttribute === 'id' ? pagesById(input) : pagesByDocument(input);

/** Pages along a list of keys; where rows of a page are all gone, the next one is read at once. */
export const pagesByList = ({ root, selected, key }: PagesInput, list: KeyList): NextPage => {
  let from = 0;
  return async (count) => {
    while (from < list.length) {
      const rows = await list.rows(root.unfiltered().select([...selected]), key, from, count);
      from += count;
      if (rows.length > 0) return rows;
    }
    return [];
  };
};

/**
 * Reads the keys of all rows in the order the plan wants, which ends in the key.
 *
 * @param limit where the list ends, for previews
 */
export const listKeys = ({ session, root }: PagesInput, limit?: number): Promise<KeyList> => {
  // Knex's types know no expression among several columns of an order.
  const order = [...root.sort, ...inOrder(root.identity)] as { column: string; order: 'asc' | 'desc' }[];
  const query = root
    .filtered()
    .select(root.identity.map(({ column }) => column))
    .orderBy(order);
  if (limit !== undefined) query.limit(limit);
  return session.keys(query, root.identity.length);
};
