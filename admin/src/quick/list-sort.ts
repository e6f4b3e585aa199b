import type { SortKey } from '../services/sort-rows';
import { type ColumnTree, lockOf } from './column-tree';

/** What the list view calls the status that its rows have. */
const STATUS_COLUMN = 'status';
const STATUS = '__status';

const toKey = (text: string, tree: ColumnTree): SortKey | null => {
  const [name = '', direction = ''] = text.trim().split(':');
  const path = name === STATUS_COLUMN && !tree.has(name) ? STATUS : name;
  const node = tree.get(path.split('.')[0] ?? '');
  if (node === undefined || node.many || lockOf(tree, path) !== null) return null;
  return { path, direction: direction.toLowerCase() === 'desc' ? 'desc' : 'asc' };
};

/** A list's order as that of a file. Fields that the caller may not read are left out, as the list view does. */
export const toSort = (sort: string, tree: ColumnTree): SortKey[] =>
  sort.split(',').flatMap((text) => {
    const key = toKey(text, tree);
    return key === null ? [] : [key];
  });
