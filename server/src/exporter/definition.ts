import type { UID } from '@strapi/types';
import type { z } from '@strapi/utils';
import type { Format } from '../../../shared/formats';
import type { CostRule } from './cost-rule';
import type { ColumnDefinition, ColumnPath, OwnPath } from './column-definition';
import type { MaybePromise, RuleInput } from './rule-input';
import type { ListDefinition, SummaryDefinition } from './workbook-definition';

/** Strapi filters, as the REST API writes them. A value that is `undefined` limits nothing. */
export type Conditions = Readonly<Record<string, unknown>>;

/** What requests of this exporter mean where they do not say. */
export interface RequestDefaults {
  /** What the rows are sorted by, such as `sale_date:desc`. Default: the stable key. */
  readonly sort?: string;
  /** IANA time zone. Default: `UTC`. */
  readonly timeZone?: string;
  readonly publication?: 'draft' | 'published' | 'modified' | 'both';
  readonly separator?: string;
  readonly csv?: {
    readonly flavor?: 'excel' | 'plain';
    readonly delimiter?: ',' | ';' | '\t' | '|';
    readonly lineBreak?: 'crlf' | 'lf';
  };
  readonly json?: {
    /** The key of the rows. Default: `data`. */
    readonly root?: string;
    /** Whether the header stands before the rows. Default: `true`. */
    readonly metadata?: boolean;
    readonly pretty?: boolean;
  };
  readonly xlsx?: {
    /** The name of the main sheet. Default: the exporter's label. */
    readonly sheetName?: string;
  };
}

/** What can be exported, as a site's own code describes it. */
export interface ExporterDefinition<Uid extends UID.ContentType, Filters extends z.ZodObject> {
  /** The name in addresses and commands: lower-case letters, digits and dashes. */
  readonly name: string;
  /** UID of the content type whose documents are the rows. */
  readonly contentType: Uid;
  /** What editors call it. */
  readonly label: string;
  /** The columns in their order; no others can be asked for. */
  readonly columns: readonly ColumnDefinition<Uid>[];
  /** Lists whose items are exported with their row. Default: none. */
  readonly lists?: readonly ListDefinition<Uid>[];
  /** The path whose value begins the rows of lists' sheets, to tell which row they belong to. Default: `documentId`. */
  readonly key?: OwnPath<Uid>;
  /** In Excel, puts the rows on a sheet for each value of a path. Default: one sheet. */
  readonly split?: {
    readonly by: ColumnPath<Uid>;
    /** Beyond so many the rest share a sheet, 1 to 50. Default: 50. */
    readonly maxSheets?: number;
  };
  /** In Excel, key figures on a last sheet. Default: none. */
  readonly summary?: SummaryDefinition<Uid>;
  /**
   * The parameters that limit the rows, as a zod object: top-level query parameters, or `filters` in a JSON body. They
   * shadow parameters of the routes of the same name. Default: Strapi's own filters.
   */
  readonly filters?: Filters;
  /** Makes Strapi filters of them. They are the caller's: what it may not read, it cannot filter by. */
  readonly where?: (filters: z.output<Filters>) => Conditions;
  /**
   * Strapi filters that a requester's rows must meet beside everything else: `{}` for no limit, `null` to refuse. They
   * bind the content type wherever it is exported, at every relation that leads to it. Default: no limit.
   */
  readonly scope?: (input: RuleInput) => MaybePromise<Conditions | null>;
  /** Default: all. */
  readonly formats?: readonly Format[];
  readonly limits?: {
    /** Rows from which `POST` answers with a job. Default: the configuration's `backgroundFrom`. */
    readonly backgroundFrom?: number;
    /** Most rows of one export, `null` for no limit. Default: the configuration's `maxRows`. */
    readonly maxRows?: number | null;
  };
  /**
   * What an export costs an end user, in points: taken when it is accepted, settled by the rows that were delivered, and
   * given back when it fails. Roles of `points.exemptRoles`, administrators and tokens pay nothing. Default: free.
   */
  readonly cost?: CostRule;
  /** Whether end users and API tokens may use it, if they may find the content type. Default: `false`. */
  readonly contentApi?: boolean;
  /**
   * Addresses that it may be asked for and downloaded from, as `10.0.0.0/8`, `2001:db8::/32` or single ones; beside the
   * lists of the configuration's `allowedAddresses`, not instead of them. Default: no limit.
   */
  readonly allowedAddresses?: readonly string[];
  /**
   * The offered file's name without its extension: `{date}` is the day in the request's time zone, `{exporter}` the
   * exporter's name, and any other word in braces the filter of that name. Default: `{exporter}_{date}`.
   */
  readonly fileName?: string;
  readonly defaults?: RequestDefaults;
}

/** A definition of whichever type. */
export type AnyExporterDefinition = ExporterDefinition<UID.ContentType, z.ZodObject>;

/**
 * Describes an exporter. Register it in the site's `register`:
 * `strapi.plugin('content-export').service('exporters').register(records)`.
 */
export const defineExporter = <const Uid extends UID.ContentType, Filters extends z.ZodObject = z.ZodObject>(
  definition: ExporterDefinition<Uid, Filters>,
): AnyExporterDefinition =>
  // What a definition does with its own type's rows is its own business from here on.
  definition as unknown as AnyExporterDefinition;
