/**
 * What a caller may export, as the panel's page and programs read it before they ask for a file.
 *
 * - `GET /export/exporters`, `GET /api/export/exporters` → {@link ExporterList}
 * - `GET /export/exporters/:exporter?path=`, `GET /api/export/exporters/:exporter?path=` → {@link ExporterDetails}
 */
import type { ColumnType } from '../columns';
import type { Format } from '../formats';

/** The list's route, behind the plugin's prefix. The word is reserved: no exporter can be called so. */
export const EXPORTERS_PATH = '/exporters';

/** The route of one exporter, behind the plugin's prefix. */
export const EXPORTER_PATH = `${EXPORTERS_PATH}/:exporter`;

/**
 * Why something may not be exported: the panel's read right or export right does not include it, the content API's
 * `find` does not, or the site's own rule for the content type says no.
 */
export type Lock = 'no-read-right' | 'no-export-right' | 'no-find-right' | 'site-rule';

export interface ColumnLock {
  readonly reason: Lock;
  /** A sentence that names what is closed. To translate, go by `reason`. */
  readonly message: string;
}

/**
 * What can be made of a path that leads over a list, written `path:choice`. `sheet` is for Excel files alone. Columns
 * with `rows` must share one list, or lists within it.
 */
export type ToManyChoice = 'join' | 'count' | 'first' | 'rows' | 'sheet';

/**
 * What a node of the tree is. All but a `field` have fields below them: a `zone` has `variant`s, one for each of its
 * components, and so has a `relation` that leads to documents of several types.
 */
export type ColumnNodeKind = 'field' | 'component' | 'media' | 'relation' | 'zone' | 'variant';

/** One selectable column, or one step on the way to columns. */
export interface ColumnNode {
  /** The dotted path that names the column in a request, such as `city.name` or `zone.blocks.quote.text`. */
  readonly path: string;
  /** What the content manager calls this step of the path. */
  readonly label: string;
  readonly kind: ColumnNodeKind;
  /** Of a field; `null` for what only leads to fields. */
  readonly type: ColumnType | null;
  /** Whether an export that names no columns has this one. */
  readonly isDefault: boolean;
  /** Whether this step leads to a list. */
  readonly many: boolean;
  /** The choices for the list or lists that the path leads over; empty without one. What is no field can be counted at most. */
  readonly toMany: readonly ToManyChoice[];
  /** Why the caller may not export this, or `null`. */
  readonly locked: ColumnLock | null;
  /** Whether there is anything to choose below. */
  readonly hasChildren: boolean;
  /**
   * What is below, in the content manager's order; `null` where there is nothing, and where it is given on request, with
   * `?path=`: below relations and media, since relations have no end.
   */
  readonly children: readonly ColumnNode[] | null;
}

/** One thing that the caller may export. */
export interface Exporter {
  /** The name in routes and requests: of one that the site describes, its own; otherwise the content type's UID. */
  readonly name: string;
  readonly label: string;
  /** UID of the content type whose documents are the rows. */
  readonly contentType: string;
  /**
   * JSON Schema (2020-12) of an object with the exporter's own filters, which are top-level query parameters and
   * `filters` in a JSON body; `null` where Strapi's filters are taken. `required` names those that a request must have; a
   * property's `title` is its label, `description` a hint, `default` what stands for a missing value.
   */
  readonly filters: Readonly<Record<string, unknown>> | null;
  readonly kind: 'collectionType' | 'singleType';
  /** Whether documents have a draft and a published row. */
  readonly hasDrafts: boolean;
  /** The locales whose rows the caller may export, or `null` where the type has none. */
  readonly locales: readonly string[] | null;
  readonly formats: readonly Format[];
  /** Most rows of one export, `null` for no limit. */
  readonly maxRows: number | null;
  /** Rows from which `POST P/:exporter` answers with a job. */
  readonly backgroundFrom: number;
  /**
   * Parameters that a request gets where it has none of its own, beside those that all have; those of one format under
   * its name.
   */
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** The answer of the list: by label. */
export interface ExporterList {
  readonly data: readonly Exporter[];
}

/** Query parameters of one exporter. */
export interface ExporterQuery {
  /** Where the tree is read: the columns below this path. Left out or empty for the type's own. */
  readonly path?: string | undefined;
}

/** The answer for one exporter. */
export interface ExporterDetails {
  readonly data: Exporter & {
    /** As asked for; empty at the root. */
    readonly path: string;
    readonly columns: readonly ColumnNode[];
  };
}
