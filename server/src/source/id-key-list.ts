import type { Knex } from 'knex';
import type { IdList } from './id-list';
import type { KeyList, RawRow } from './session';

/** Reads rows by ids that were listed before: `IN` for a page, then the order of the list. */
export const createIdKeyList = (ids: IdList, read: (query: Knex.QueryBuilder) => Promise<RawRow[]>): KeyList => ({
  length: ids.length,
  rows: async (query, key, from, count) => {
    const page = ids.slice(from, count);
    const rows = await read(query.clone().whereIn(key.name, page));
    const byId = new Map(rows.map((row) => [Number(row[key.index]), row]));
    return page.flatMap((id) => {
      const row = byId.get(id);
      return row === undefined ? [] : [row];
    });
  },
});
