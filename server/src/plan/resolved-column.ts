import type { ColumnFormat, ColumnType, ListCell } from '../../../shared/columns';
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
}
