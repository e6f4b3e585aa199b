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

/** How pages are read, and looked at. */
export interface Paging<Page extends { readonly length: number }> {
  /** Runs a query. Pages that it gave before may be others' by then. */
  read(query: Query): Promise<Page>;
  /** A row's key; pages go on behind the last one's. */
  keyOf(page: Page, row: number): unknown;
  /** The first rows of a page. */
  first(page: Page, count: number): Page;
}

/** Pages by the row's id, each beginning where the last one ended. */
const pagesById = <Page extends { readonly length: number }>(
  parts: RootParts,
  { read, keyOf }: Paging<Page>,
): ((count: number) => Promise<Page>) => {
  const queryOf = pageQueries(parts);
  let last: number | undefined;
  return async (count) => {
    const page = await read(queryOf(count, last));
    if (page.length > 0) last = Number(keyOf(page, page.length - 1));
    return page;
  };
};

/**
 * Pages of whole documents: a document can have rows in several locales, draft and published. Where the limit may have cut
 * the last document short, the next page begins with it; one that is longer than a page is read by itself.
 */
const pagesByDocument = <Page extends { readonly length: number }>(
  parts: RootParts,
  { read, keyOf, first }: Paging<Page>,
): ((count: number) => Promise<Page>) => {
  const queryOf = pageQueries(parts);
  // Damaged rows without a document's id come first, and together like those of one document.
  const documentOf = (page: Page, row: number) => keyOf(page, row) as string | null;
  let last: string | null | undefined;
  const goOnBehind = (document: string | null): void => {
    if (document === last)
      throw new Error(`The rows behind the document ${String(document)} begin with itself: its id is no text.`);
    last = document;
  };
  return async (count) => {
    for (;;) {
      // One more, since the row of the next document is what tells that the one before it is whole.
      const page = await read(queryOf(count + 1, last));
      if (page.length === 0) return page;
      const end = documentOf(page, page.length - 1);
      let whole = page.length;
      if (page.length > count) while (whole > 0 && documentOf(page, whole - 1) === end) whole -= 1;
      goOnBehind(whole === 0 ? end : documentOf(page, whole - 1));
      if (whole > 0) return first(page, whole);
      const document = await read(documentQuery(parts, end));
      // A document that was deleted meanwhile is not the end.
      if (document.length > 0) return document;
    }
  };
};

/** Pages by the key itself. */
export const pagesByKey = <Page extends { readonly length: number }>(
  parts: RootParts,
  paging: Paging<Page>,
): ((count: number) => Promise<Page>) =>
  parts.root.keyAttribute === 'id' ? pagesById(parts, paging) : pagesByDocument(parts, paging);

/** Reads pages as rows. */
export const rowPaging = ({ session, key }: PagesInput): Paging<RawRow[]> => ({
  read: session.rows,
  keyOf: (rows, row) => rows[row]?.[key.index],
  first: (rows, count) => (count === rows.length ? rows : rows.slice(0, count)),
});

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
