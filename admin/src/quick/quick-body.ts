import type { ExporterDetails } from '../../../shared/contracts/exporters';
import type { ExportBody } from '../services/request';
import type { ColumnTree } from './column-tree';
import { type FileKind, fileOptions } from '../services/file-kinds';
import type { FileColumns } from './list-columns';
import type { ListState } from './list-query';
import { toSort } from './list-sort';
import { rowsOf, type Scope, type Target } from './scopes';

/** All that a request is made of, beside what is chosen. */
export interface QuickContext {
  readonly exporter: ExporterDetails['data'];
  readonly tree: ColumnTree;
  readonly target: Target;
  readonly list: ListState;
  readonly columns: FileColumns;
  /** Of the panel. */
  readonly language: string;
}

/** Whether a column is the address of a picture or another file. */
const isFileAddress = (path: string, tree: ColumnTree): boolean =>
  tree.get(path.slice(0, path.lastIndexOf('.')))?.kind === 'media';

/** What is chosen in the dialog, as the body of a request. */
export const toQuickBody = (scope: Scope, kind: FileKind, context: QuickContext): ExportBody => {
  const { tree, target, list, columns, language } = context;
  const sort = toSort(list.sort, tree);
  const { locale } = list;
  return {
    ...fileOptions(kind, language),
    // Without a column that could be named, the exporter's own.
    ...(columns.paths.length > 0 && { columns: columns.paths }),
    // Outside of the panel, an address without its server leads nowhere.
    ...(columns.paths.some((path) => isFileAddress(path, tree)) && { absoluteUrls: true }),
    ...(sort.length > 0 && { sort }),
    ...(locale !== null && { locale }),
    ...rowsOf(scope, target, list),
  };
};
