import { Buffer } from 'node:buffer';
import type { z } from '@strapi/utils';
import type { ColumnFormat, ColumnType } from '../../../shared/columns';
import { FORMATS, type Format } from '../../../shared/formats';
import type { Requester } from '../../../shared/requester';
import type { ComputedValue } from './column-definition';
import type { CostRule } from './cost-rule';
import type { AnyExporterDefinition, Conditions, RequestDefaults } from './definition';

interface CommonColumn {
  /** The name in requests, and in JSON. */
  readonly key: string;
  readonly label: string | undefined;
  readonly format: ColumnFormat | undefined;
  readonly width: number | undefined;
  /** Whether an export that names no columns has this one. */
  readonly isDefault: boolean;
  /** Whether it has it with these filters. */
  when(values: FilterValues): boolean;
}

export interface PathColumn extends CommonColumn {
  readonly kind: 'path';
}

export interface ComputedColumn extends CommonColumn {
  readonly kind: 'computed';
  readonly type: ColumnType;
  readonly dependsOn: readonly string[];
  readonly allowMissing: boolean;
  compute(row: Readonly<Record<string, unknown>>): ComputedValue;
  isVisibleTo(requester: Requester): Promise<boolean>;
}

/** A list whose items are exported with their row. */
export interface ExporterList {
  /** The name of its sheet. */
  readonly label: string;
  /** Their keys are whole paths. */
  readonly columns: readonly PathColumn[];
  /** Columns that CSV has for each of the first items; `null` for one with all of them. */
  readonly csvPlaces: number | null;
}

export type ExporterColumn = PathColumn | ComputedColumn;

/** The values of an exporter's own filters, by name. */
export type FilterValues = Readonly<Record<string, unknown>>;

/** A description of what can be exported, checked and with its defaults filled in. */
export interface Exporter {
  readonly name: string;
  /** The content type whose documents are the rows. */
  readonly uid: string;
  /** `null` for what the content type is called. */
  readonly label: string | null;
  /** The only columns there are; `null` where any of the type can be asked for. */
  readonly columns: readonly ExporterColumn[] | null;
  readonly lists: readonly ExporterList[];
  /** The path that begins the rows of lists' sheets. */
  readonly key: string;
  readonly split: { readonly by: string; readonly maxSheets: number } | null;
  readonly summary: NonNullable<AnyExporterDefinition['summary']> | null;
  /** `null` where Strapi's own filters are taken. */
  readonly filters: z.ZodObject | null;
  where(values: FilterValues): Conditions;
  readonly formats: readonly Format[];
  readonly backgroundFrom: number | undefined;
  readonly maxRows: number | null | undefined;
  /** `null` for one that is free of charge. */
  readonly cost: CostRule | null;
  readonly contentApi: boolean;
  /** `null` for any. */
  readonly allowedAddresses: readonly string[] | null;
  /** `null` for the content type's plural name and the date. */
  readonly fileName: string | null;
  readonly defaults: RequestDefaults;
}

const nothing = (): Conditions => ({});

/** The exporter that every content type has by itself; its name is the type's UID. */
export const automaticExporter = (uid: string): Exporter => ({
  ...{ name: uid, uid, label: null, columns: null, filters: null, where: nothing, formats: FORMATS },
  ...{ lists: [], key: 'documentId', split: null, summary: null },
  ...{ backgroundFrom: undefined, maxRows: undefined, cost: null, contentApi: false, allowedAddresses: null },
  ...{ fileName: null, defaults: {} },
});

/** The parameters that a request of a format gets where it has none of its own. */
export const defaultsFor = ({ defaults }: Exporter, format: Format | undefined): Record<string, unknown> => {
  const { csv, json, xlsx, ...common } = defaults;
  const own: Readonly<Partial<Record<Format, object | undefined>>> = { csv, json, xlsx };
  return { ...common, ...(format !== undefined && own[format]) };
};

/** Words in braces. */
const PLACEHOLDER = /\{(\w+)\}/g;

/** The placeholders of a file name's pattern. */
export const placeholdersOf = (pattern: string): string[] =>
  [...pattern.matchAll(PLACEHOLDER)].map(([, word]) => word ?? '');

const MAX_NAME = 150;

/** What no file name can have on some system, and what would hide it or lead elsewhere. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const NOT_IN_NAMES = /[\0-\x1F\x7F<>:"/\\|?*]+/g;

/** A file's name without extension, after its pattern; what files cannot be called becomes `_`. */
export const fileNameOf = (pattern: string, values: Readonly<Record<string, unknown>>): string => {
  const name = pattern.replace(PLACEHOLDER, (_all, word: string) => {
    const value = Object.hasOwn(values, word) ? values[word] : undefined;
    if (Array.isArray(value)) return value.join('-');
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'all';
  });
  // Halves of characters, which the cut can leave, become U+FFFD.
  const clean = Buffer.from(name.replace(NOT_IN_NAMES, '_').replace(/^\.+/, '_').slice(0, MAX_NAME)).toString().trim();
  return clean === '' ? 'export' : clean;
};
