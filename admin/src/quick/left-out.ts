import type { Loaded } from '../hooks/useLoaded';
import type { Estimate } from '../services/api';
import { type ColumnTree, lockOf } from './column-tree';
import type { FileColumns } from './list-columns';

/** The columns that a file would not have: those of the list, or, without one, of the exporter. */
export const leftOutOf = (
  { locked, unknown }: FileColumns,
  estimate: Loaded<Estimate>,
  tree: ColumnTree,
): Pick<FileColumns, 'locked' | 'unknown'> => {
  const paths = estimate.state === 'ready' ? estimate.data.leftOut : [];
  const others = paths.map((path) => ({
    label: tree.get(path)?.label ?? path,
    reason: lockOf(tree, path) ?? 'no-export-right',
  }));
  return { locked: [...locked, ...others], unknown };
};
