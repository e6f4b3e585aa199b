import type { Knex } from 'knex';
import type { RootQuery } from './root-query';
import type { KeyColumn, KeyList, RawRow, Session } from './session';

/** Reads the next page of at most `count` rows behind the last one; an empty page is the end. */
export type NextPage = (count: number) => Promise<RawRow[]>;

export interface PagesInput {
  readonly session: Session;
  readonly root: RootQuery;
  /** The select list, the key among it. */
  readonly selected: readonly (string | Knex.Raw)[];
  readonly key: KeyColumn;
}

/** Pages by the key itself, each beginning where the last one ended. */
export const pagesByKey = ({ session, root, selected, key }: PagesInput): NextPage => {
  let last: string | number | null = null;
  return async (count) => {
    const query = root
      .filtered()
      .select([...selected])
      .orderBy(key.name)
      .limit(count);
    if (last !== null) query.where(key.name, '>', last);
    const rows = await session.rows(query);
    const end = rows.at(-1)?.[key.index] as string | number | undefined;
    if (end !== undefined) last = root.isIdKey ? Number(end) : String(end);
    return rows;
  };
};

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

/** Reads the keys of all rows in the order the plan wants, which ends in the key. */
export const listKeys = ({ session, root, key }: PagesInput): Promise<KeyList> =>
  session.keys(
    root
      .filtered()
      .select(key.name)
      .orderBy([...root.sort, { column: key.name, order: 'asc' }]),
  );
