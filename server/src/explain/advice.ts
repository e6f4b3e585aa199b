import { createHash } from 'node:crypto';
import type { ColumnUse } from '../source/explain/conditions';

/** An index that is missing. */
export interface IndexAdvice {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly string[];
  /** The site's file whose `indexes` it belongs in; `null` where only a migration can create it. */
  readonly file: string | null;
}

/** PostgreSQL cuts longer names, and MySQL refuses those of more than 64. */
const MAX_NAME = 63;

const nameOf = (table: string, columns: readonly string[]): string => {
  const name = `${table}_${columns.join('_')}_idx`;
  if (name.length <= MAX_NAME) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, MAX_NAME - hash.length - 5)}_${hash}_idx`;
};

const API_TYPE = /^api::([^.]+)\.([^.]+)$/;

const fileOf = (uid: string | null): string | null => {
  const [, api, type] = API_TYPE.exec(uid ?? '') ?? [];
  return api === undefined ? null : `src/api/${api}/content-types/${type}/schema.json`;
};

/** What pages go by, so that an index which ends in it gives a page's rows in their order. */
const KEY = 'id';

/**
 * The index that would serve columns of one table, together with the key.
 *
 * @returns `null` where no index of whole values can
 */
export const adviceFor = (uses: readonly [ColumnUse, ...ColumnUse[]]): IndexAdvice | null => {
  const [{ table, uid }] = uses;
  const columns = uses.map(({ column }) => column);
  const isPossible = uses.every((use) => use.table === table && use.column !== null && use.isShort);
  if (!isPossible) return null;
  const named = [...new Set([...(columns as string[]), ...(uid === null ? [] : [KEY])])];
  return { name: nameOf(table, named), table, columns: named, file: fileOf(uid) };
};
