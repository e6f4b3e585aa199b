import type { Column, ColumnType } from '../../../shared/columns';
import type { Filters } from '../access/access';
import type { ExportRequest } from '../request/schema';

/** A scalar read from one level. Its position in `fields` is its position in the row. */
export interface PlanField {
  readonly attribute: string;
  readonly type: ColumnType;
}

/** A relation, component or media field that is followed; the nested rows stand behind the level's fields. */
export interface PlanHop {
  readonly attribute: string;
  readonly many: boolean;
  readonly level: PlanLevel;
  /** Which rows of the target may be shown, beside their being linked; `null` for all. */
  readonly rows: Filters | null;
}

/** What is read of one type on the way. */
export interface PlanLevel {
  readonly uid: string;
  /** Whether the type keeps draft and published rows side by side. */
  readonly hasDrafts: boolean;
  readonly fields: readonly PlanField[];
  readonly hops: readonly PlanHop[];
}

export interface PlanSort {
  readonly attribute: string;
  readonly direction: 'asc' | 'desc';
}

/** A column that would be exported by default and is not, because the requester may not read it. */
export interface LeftOutColumn {
  readonly key: string;
  readonly reason: 'forbidden';
}

/** What is allowed and how it will be read. Never stored; made anew, under the rights of that moment, for each run. */
export interface Plan {
  readonly request: ExportRequest;
  readonly uid: string;
  readonly columns: readonly Column[];
  readonly leftOut: readonly LeftOutColumn[];
  readonly level: PlanLevel;
  /** Everything that limits the rows, in Strapi's filter language: request, rights, search, locale and publication. */
  readonly filters: Filters;
  /** Empty for the order of the stable key. Rows that compare equal follow that key too. */
  readonly sort: readonly PlanSort[];
  /** The locale of the rows, `null` where the type has none. */
  readonly locale: string | null;
  /** Whether draft or published rows are read, on every level that has both. */
  readonly publication: 'draft' | 'published';
  /** `null` for no limit. */
  readonly maxRows: number | null;
}
