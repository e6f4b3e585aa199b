import type { Column, ColumnFormat, ColumnType, ListCell } from '../../../shared/columns';
import type { ComputedColumn } from '../exporter/exporter';
import type { ToMany } from '../request/schema';
import type { StepReference } from './column-nodes';
import type { Destination } from './column-path';

/** A column whose path has been followed. */
export interface Resolved {
  readonly key: string;
  readonly header: string;
  /** Whether the request named it. */
  readonly hasOwnHeader: boolean;
  readonly format: ColumnFormat | undefined;
  readonly type: ColumnType;
  readonly toMany: ToMany | undefined;
  readonly list: ListCell | undefined;
  readonly steps: StepReference[];
  leaf: Destination['leaf'];
  readonly width: number | undefined;
  readonly item: Column['item'] | undefined;
  /** The wanted name of the sheet that it is on, where that is not the main one. */
  readonly sheet: string | undefined;
  /** Of a computed column, which has neither steps nor leaf: what computes it, and from what. */
  readonly computed?: { readonly column: ComputedColumn; readonly inputs: readonly Resolved[] };
}
