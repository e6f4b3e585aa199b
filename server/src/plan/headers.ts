import type { ColumnRequest } from '../request/schema';
import type { Destination } from './column-path';
import { PUBLICATION, STATUS } from './virtual-fields';
import type { View, Views } from './view';

/** What the content manager has no label for. */
const NAMES: ReadonlyMap<string, string> = new Map([
  [STATUS, 'status'],
  [PUBLICATION, 'version'],
]);

const BETWEEN = ' / ';

/** A column's header, and whether the request gave it, so that it stays. */
interface Titled {
  readonly key: string;
  readonly header: string;
  readonly hasOwnHeader: boolean;
}

/** Makes the headers of columns that the request names none for. */
export interface Headers {
  of(request: ColumnRequest, destination: Destination): Promise<string>;
  ofAttribute(uid: string, attribute: string): Promise<string>;
  /** Two columns with one header are told apart by their keys. */
  distinct<Item extends Titled>(columns: readonly Item[]): Item[];
}

/** @param views remembered, since a path has a label for each of its parts; `null` to call columns by their keys */
export const createHeaders = (views: Views | null): Headers => {
  const labelOf = async (uid: string, attribute: string): Promise<string> => {
    const view: View | undefined = await views?.(uid);
    return view?.labels.get(attribute) ?? NAMES.get(attribute) ?? attribute;
  };
  return {
    of: async ({ path, toMany }, { labels }) => {
      const suffix = toMany === 'count' || toMany === 'first' ? toMany : null;
      if (views === null) return suffix === null ? path : `${path}:${suffix}`;
      const parts = await Promise.all(labels.map(({ uid, attribute }) => labelOf(uid, attribute)));
      return parts.join(BETWEEN) + (suffix === null ? '' : ` (${suffix})`);
    },
    ofAttribute: (uid, attribute) => labelOf(uid, attribute),
    distinct: (columns) => {
      const counts = new Map<string, number>();
      for (const { header } of columns) counts.set(header, (counts.get(header) ?? 0) + 1);
      return columns.map((column) => {
        const isAlone = (counts.get(column.header) ?? 0) < 2 || views === null || column.hasOwnHeader;
        return isAlone ? column : { ...column, header: `${column.header} (${column.key})` };
      });
    },
  };
};
