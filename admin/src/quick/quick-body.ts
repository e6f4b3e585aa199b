import type { ExporterDetails } from '../../../shared/contracts/exporters';
import type { ExportBody } from '../services/request';
import type { ColumnTree } from './column-tree';
import { type FileKind, fileOptions } from './file-kinds';
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

/** What is chosen in the dialog, as the body of a request. */
export const toQuickBody = (scope: Scope, kind: FileKind, context: QuickContext): ExportBody => {
  const { exporter, tree, target, list, columns, language } = context;
  const sort = toSort(list.sort, tree);
  const { locale } = list;
  return {
    ...fileOptions(kind, language),
    // Without a column that could be named, the exporter's own.
    ...(columns.paths.length > 0 && { columns: columns.paths }),
    ...(sort.length > 0 && { sort }),
    ...(locale !== null && exporter.locales !== null && { locale }),
    ...rowsOf(scope, target, list),
  };
};
