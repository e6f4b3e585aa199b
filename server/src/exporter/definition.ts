import type { Core, Schema, UID } from '@strapi/types';
import type { z } from '@strapi/utils';
import type { ColumnFormat, ColumnType } from '../../../shared/columns';
import type { Format } from '../../../shared/formats';
import type { Requester } from '../../../shared/requester';

type MaybePromise<T> = T | Promise<T>;

/** Strapi filters, as the REST API writes them. A value that is `undefined` limits nothing. */
export type Conditions = Readonly<Record<string, unknown>>;

/** What a rule of the site is asked with. */
export interface RuleInput {
  readonly requester: Requester;
  /** The site, for looking up what the requester may see. */
  readonly strapi: Core.Strapi;
}

type Choice = 'join' | 'count' | 'first';

/** The type's own attributes, and what its rows have beside them. */
type OwnPath<Uid extends UID.ContentType> =
  Schema.AttributeNames<Uid> | 'id' | 'documentId' | '__status' | '__publication';

/** A dotted path, with a choice for its list behind a colon: `contacts.email:first`, `contacts:count`. */
export type ColumnPath<Uid extends UID.ContentType> =
  OwnPath<Uid> | `${Schema.AttributeNames<Uid>}.${string}` | `${Schema.AttributeNames<Uid>}:${Choice}`;

/** What every column can have. */
interface ColumnOptions {
  /** The header in CSV and Excel. Default: the content manager's label in the panel, the key for programs. */
  readonly label?: string;
  readonly format?: ColumnFormat;
  /** Width in Excel, in characters, 1 to 250. Default: fitted to the header and the first rows. */
  readonly width?: number;
  /** Whether the column is there only when a request names it. Default: `false`. */
  readonly onRequest?: boolean;
  /** Whether the column is there, given the filters' values, where a request names no columns. Default: it is. */
  readonly when?: (filters: Readonly<Record<string, unknown>>) => boolean;
  /**
   * Who may have the column; nobody else may have it, filter by it or sort by it. On a path of the type's own it binds
   * the type wherever it is exported. Not on paths over relations: the rule belongs to their type.
   * Default: whoever may read it.
   */
  readonly visibleTo?: (input: RuleInput) => MaybePromise<boolean>;
}

/** A column that is read: its key is its path. */
export interface PathColumnDefinition<Uid extends UID.ContentType> extends ColumnOptions {
  readonly path: ColumnPath<Uid>;
}

/** What an attribute's value is in a computed column. */
type ValueOf<Kind> = Kind extends 'integer' | 'float'
  ? number
  : Kind extends 'boolean'
    ? boolean
    : Kind extends 'json' | 'blocks'
      ? unknown
      : string;

type KindOf<Uid extends UID.ContentType, Name extends Schema.AttributeNames<Uid>> =
  Schema.AttributeByName<Uid, Name> extends Schema.Attribute.OfType<infer Kind> ? Kind : never;

/**
 * The values that a computed column is made of, by their paths: numbers for integers and floats, exact decimal text for
 * decimals and big integers, ISO 8601 text for dates, what JSON holds, and lists where a path leads over a list.
 * Reading a path that `dependsOn` does not name throws.
 */
export type ComputedRow<Uid extends UID.ContentType> =
  string extends Schema.AttributeNames<Uid>
    ? // eslint-disable-next-line @typescript-eslint/no-explicit-any -- nothing is known of it where the site generates no types
      any
    : {
        readonly [Name in Schema.AttributeNames<Uid>]: ValueOf<KindOf<Uid, Name>>;
      } & Readonly<Record<`${string}.${string}`, unknown>>;

type Nullable<Row> = { readonly [Name in keyof Row]: Row[Name] | null };

/** A cell as a computed column may give it. */
export type ComputedValue = string | number | boolean | null;

/** A column that is computed from others; exactly one of the two functions is given. */
export interface ComputedColumnDefinition<Uid extends UID.ContentType> extends ColumnOptions {
  /** The column's name in requests and JSON; letters, digits and underscores. */
  readonly key: string;
  readonly type: Exclude<ColumnType, 'json'>;
  /** The paths that it is computed from; whoever may not read one of them may not have the column. */
  readonly dependsOn: readonly ColumnPath<Uid>[];
  /** Called where every value is there; where one is missing, the cell is empty. */
  readonly compute?: (row: ComputedRow<Uid>) => ComputedValue;
  /** Called for every row; what is missing is `null`. */
  readonly computeNullable?: (row: Nullable<ComputedRow<Uid>>) => ComputedValue;
}

/** A column: a path alone, a path with more about it, or a computation. */
export type ColumnDefinition<Uid extends UID.ContentType> =
  ColumnPath<Uid> | PathColumnDefinition<Uid> | ComputedColumnDefinition<Uid>;

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
interface SummaryDefinition<Uid extends UID.ContentType> {
  /** The name of the sheet. Default: `Summary`. */
  readonly name?: string;
  readonly title: string;
  readonly figures: readonly FigureDefinition<Uid>[];
  readonly tables?: readonly SummaryTableDefinition<Uid>[];
}

/** What requests of this exporter mean where they do not say: any parameter of the routes, by its own name. */
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
  /** Whether end users and API tokens may use it, if they may find the content type. Default: `false`. */
  readonly contentApi?: boolean;
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
