import type { Schema, UID } from '@strapi/types';
import type { ColumnFormat } from '../../../shared/columns';
import type { ColumnPath } from './column-definition';

/** What of a list's items is exported. Paths begin at the item: `street`, `city.name`. */
interface ListColumnDefinition {
  readonly path: string;
  readonly label?: string;
  readonly format?: ColumnFormat;
  readonly width?: number;
}

/**
 * A list of the row's own: related documents or repeated components. In Excel it is a sheet of its own, whose rows begin
 * with the exporter's `key`; in JSON it is nested; in CSV it is part of the row.
 */
export interface ListDefinition<Uid extends UID.ContentType> {
  /** Where the list is. */
  readonly path: Schema.AttributeNames<Uid> | `${Schema.AttributeNames<Uid>}.${string}`;
  /** The name of its sheet. */
  readonly label: string;
  readonly columns: readonly (string | ListColumnDefinition)[];
  /**
   * In CSV, a column for each of so many first items, 1 to 50; what is beyond them is counted in a warning. Default: one
   * column with all items' values, `separator` between.
   */
  readonly csvPlaces?: number;
}

/** A path whose values are measured, or the key of a computed column. */
type Measured<Uid extends UID.ContentType> = ColumnPath<Uid> | (string & {});

/** What is measured; see `Measure` of shared/summary.ts for what each does with missing values. */
type MeasureDefinition<Uid extends UID.ContentType> =
  | 'count'
  | 'value'
  | { readonly sum: Measured<Uid> }
  | { readonly average: Measured<Uid> }
  | { readonly min: Measured<Uid> }
  | { readonly max: Measured<Uid> }
  | { readonly distinct: Measured<Uid> };

/** One figure; whoever may not read what it measures does not get it. */
interface FigureDefinition<Uid extends UID.ContentType> {
  readonly label: string;
  readonly of: MeasureDefinition<Uid>;
  readonly format?: ColumnFormat;
}

/** Figures by group. */
interface SummaryTableDefinition<Uid extends UID.ContentType> {
  readonly title: string;
  /** Whether the table is there, given the filters' values. Default: it is. */
  readonly when?: (filters: Readonly<Record<string, unknown>>) => boolean;
  /** A path whose cells are the groups, or whose JSON is an object of numbers by group. */
  readonly groupBy: Measured<Uid> | { readonly entries: ColumnPath<Uid> };
  /** The header of the groups. */
  readonly groupLabel: string;
  readonly measures: readonly FigureDefinition<Uid>[];
  /** How many groups are shown, largest first by the first measure. Default: all, by name. */
  readonly top?: number;
  /** A native Excel chart of the first measure. Default: none. */
  readonly chart?: 'bar' | 'pie';
}

/** The last sheet of a workbook, gathered from the rows while they are written. */
export interface SummaryDefinition<Uid extends UID.ContentType> {
  /** The name of the sheet. Default: `Summary`. */
  readonly name?: string;
  readonly title: string;
  readonly figures: readonly FigureDefinition<Uid>[];
  readonly tables?: readonly SummaryTableDefinition<Uid>[];
}
