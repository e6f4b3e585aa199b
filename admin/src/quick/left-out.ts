import type { Loaded } from '../hooks/useLoaded';
import type { Estimate } from '../services/api';
import type { ColumnTree } from './column-tree';
import type { FileColumns } from './list-columns';

/** Labels of the columns that a file would not have: those of the list, or, without one, of the exporter. */
export const leftOutOf = (
  { locked, unknown }: FileColumns,
  estimate: Loaded<Estimate>,
  tree: ColumnTree,
): Pick<FileColumns, 'locked' | 'unknown'> => {
  const paths = estimate.state === 'ready' ? estimate.data.leftOut : [];
  return { locked: [...locked, ...paths.map((path) => tree.get(path)?.label ?? path)], unknown };
};
