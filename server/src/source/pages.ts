import { prepareQuery } from './prepared-query';
import { documentQuery, keysQuery, pageQuery, type RootParts } from './root-queries';
import type { KeyList, Query, RawRow, Session } from './session';

/** Reads the next page of at most `count` rows behind the last one; an empty page is the end. */
export type NextPage = (count: number) => Promise<RawRow[]>;

export interface PagesInput extends RootParts {
  readonly session: Session;
}

/** A page's query, see `pageQuery`. */
const pageQueries = (parts: RootParts): ((count: number, last: string | number | null | undefined) => Query) => {
  const behind = prepareQuery(
    (count: number, last: string | number) => pageQuery(parts, count, last),
    [
      [1, 2],
      [3, 4],
    ],
  );
  return (count, last) => (last == null ? pageQuery(parts, count, last) : behind(count, last));
};

/**
 * Pages by the row's id, each beginning where the last one ended.
 *
 * @param read runs a page's query
 * @param keyOf a page's last key, of one that is not empty
 */
export const pagesById = <Page extends { readonly length: number }>(
  parts: RootParts,
  read: (query: Query) => Promise<Page>,
  keyOf: (page: Page) => unknown,
): ((count: number) => Promise<Page>) => {
  const queryOf = pageQueries(parts);
  let last: number | undefined;
  return async (count) => {
    const page = await read(queryOf(count, last));
    if (page.length > 0) last = Number(keyOf(page));
    return page;
  };
};

/**
 * Pages of whole documents: a document can have rows in several locales, draft and published, so where the limit may
 * have cut the last document short, its rows are read by themselves.
 */
const pagesByDocument = (input: PagesInput): NextPage => {
  const { session, key } = input;
  const queryOf = pageQueries(input);
  const documentOf = prepareQuery((document: string) => documentQuery(input, document), [['a'], ['b']]);
  // Damaged rows without a document's id come first, and together like those of one document.
  let last: string | null | undefined;
  return async (count) => {
    const rows = await session.rows(queryOf(count, last));
    const end = rows.at(-1)?.[key.index] as string | null | undefined;
    if (end === undefined) return rows;
    last = end;
    if (rows.length < count) return rows;
    const whole = rows.filter((row) => row[key.index] !== end);
    return [...whole, ...(await session.rows(end === null ? documentQuery(input, end) : documentOf(end)))];
  };
};

/** Pages by the key itself. */
export const pagesByKey = (input: PagesInput): NextPage => {
  const { root, session, key } = input;
  if (root.keyAttribute !== 'id') return pagesByDocument(input);
  return pagesById(input, session.rows, (rows) => rows.at(-1)?.[key.index]);
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

/**
 * Reads the keys of all rows in the order the plan wants, which ends in the key.
 *
 * @param limit where the list ends, for previews
 */
export const listKeys = ({ session, root }: PagesInput, limit?: number): Promise<KeyList> =>
  session.keys(keysQuery({ root }, limit), root.identity.length);
