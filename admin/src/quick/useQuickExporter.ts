import { useCallback } from 'react';
import type { ExporterDetails } from '../../../shared/contracts/exporters';
import { type Loaded, useLoaded } from '../hooks/useLoaded';
import type { Api } from '../services/api';
import { type ColumnTree, toTree } from './column-tree';
import { type ListColumn, toAskFor } from './list-columns';

export interface QuickExporter {
  readonly exporter: ExporterDetails['data'];
  readonly tree: ColumnTree;
}

/** A content type's exporter, and what is below the columns that the list shows. */
export const useQuickExporter = (api: Api, uid: string, columns: readonly ListColumn[]): Loaded<QuickExporter> =>
  useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        const exporter = await api.exporter(uid, signal);
        const paths = toAskFor(columns, exporter.columns);
        const below = await Promise.all(paths.map(async (path) => (await api.exporter(uid, signal, path)).columns));
        return { exporter, tree: toTree([...exporter.columns, ...below.flat()]) };
      },
      [api, uid, columns],
    ),
  );
