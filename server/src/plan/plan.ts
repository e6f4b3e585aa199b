import type { Column, ColumnType, ListPath, SheetColumns } from '../../../shared/columns';
import type { SummaryLayout } from '../../../shared/summary';
import type { Filters } from '../access/access';
import type { ComputedColumn, Exporter, FilterValues } from '../exporter/exporter';
import type { ExportRequest } from '../request/schema';

/** A scalar read from one level. Its position in `fields` is its position in the row. */
export interface PlanField {
  /** An attribute, or one of the fields that no table holds, see `virtualType`. */
  readonly attribute: string;
  readonly type: ColumnType;
}

/** A relation, component or media field that is followed; the nested rows stand behind the level's fields. */
export interface PlanLevelHop {
  readonly kind: 'level';
  readonly attribute: string;
  readonly many: boolean;
  readonly level: PlanLevel;
  /** Which rows of the target may be shown, beside their being linked; `null` for all. */
  readonly rows: Filters | null;
}

/** One kind of item that a dynamic zone or polymorphic relation leads to. */
export interface PlanVariant {
  readonly uid: string;
  readonly level: PlanLevel;
  readonly rows: Filters | null;
}

/**
 * A dynamic zone or polymorphic relation that is followed. Each nested row holds the item's kind and, behind it, one
 * place per variant, of which one is filled; items of any other kind are left out.
 */
export interface PlanVariantsHop {
  readonly kind: 'variants';
  readonly attribute: string;
  readonly many: boolean;
  readonly variants: readonly PlanVariant[];
}

export type PlanHop = PlanLevelHop | PlanVariantsHop;

/** What is read of one type on the way. */
export interface PlanLevel {
  readonly uid: string;
  /** Whether the type keeps draft and published rows side by side. */
  readonly hasDrafts: boolean;
  readonly fields: readonly PlanField[];
  readonly hops: readonly PlanHop[];
}

/** A hop to one row on the way to what rows are sorted by. */
export interface PlanSortHop {
  readonly attribute: string;
  /** What it leads to. */
  readonly uid: string;
  readonly hasDrafts: boolean;
  /** Which of the target's rows may be shown, and so sorted by; `null` for all. */
  readonly rows: Filters | null;
}

export interface PlanSort {
  /** Empty for a field of the exported type itself. */
  readonly hops: readonly PlanSortHop[];
  readonly attribute: string;
  readonly direction: 'asc' | 'desc';
}

/** A column that is computed from a row, and put behind everything that is read of it. */
export interface PlanComputed {
  readonly column: Pick<ComputedColumn, 'key' | 'type' | 'allowMissing' | 'compute'>;
  /** What it is computed from, in the row as it is read; keys are the paths that it depends on. */
  readonly inputs: readonly Column[];
}

/** A column that would be exported by default and is not, because the requester may not read it. */
export interface LeftOutColumn {
  readonly key: string;
  readonly reason: 'forbidden';
}

/** In a plan's filters, the key of a condition that takes a list of ids instead of joining a table. */
export const LINKED = '__linked';

/** Rows of a type or component, by conditions on what they are linked to. */
export interface LinkedRows {
  readonly uid: string;
  readonly filters: Filters;
}

/** Which of a document's two rows are read. `modified` reads the drafts that were changed since they were published. */
export type Publication = 'draft' | 'published' | 'modified' | 'both';

/** What is allowed and how it will be read. Never stored; made anew, under the rights of that moment, for each run. */
export interface Plan {
  readonly request: ExportRequest;
  readonly exporter: Exporter;
  /** The values of the exporter's own filters, as they were understood. */
  readonly filterValues: FilterValues;
  readonly uid: string;
  readonly columns: readonly Column[];
  /** The lists whose items become rows of their own; empty where each document is one row. */
  readonly rowPath: ListPath;
  /** Further sheets of a workbook. */
  readonly sheets: readonly SheetColumns[];
  /** By which values the rows of a workbook stand on sheets of their own; `null` for one sheet. */
  readonly split: { readonly column: Column; readonly maxSheets: number } | null;
  /** What a workbook's last sheet says of all rows; `null` for none. */
  readonly summary: SummaryLayout | null;
  readonly leftOut: readonly LeftOutColumn[];
  readonly level: PlanLevel;
  /** Their cells stand behind the level's fields and hops, in this order. */
  readonly computed: readonly PlanComputed[];
  /**
   * Everything that limits the rows, in Strapi's filter language: request, rights, search, locale and publication.
   * `__status` may stand in it, see `STATUSES`, and `__linked`.
   */
  readonly filters: Filters;
  /** Empty for the order of the stable key. Rows that compare equal follow that key too. */
  readonly sort: readonly PlanSort[];
  /** The locales of the rows, `null` where the type has none. */
  readonly locales: readonly string[] | null;
  /** Which rows are read, on every level that has both. */
  readonly publication: Publication;
  /** `null` for no limit. */
  readonly maxRows: number | null;
  /** Rows from which the export is one for a job. */
  readonly backgroundFrom: number;
}
