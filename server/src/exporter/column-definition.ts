import type { Schema, UID } from '@strapi/types';
import type { ColumnFormat, ColumnType } from '../../../shared/columns';
import type { MaybePromise, RuleInput } from './rule-input';

type Choice = 'join' | 'count' | 'first';

/** The type's own attributes, and what its rows have beside them. */
export type OwnPath<Uid extends UID.ContentType> =
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
