import { z } from '@strapi/utils';
import { OPTION_DEFAULTS } from '../../../shared/request-defaults';
import { MAX_SORT_KEYS } from '../../../shared/request-limits';
import { timeZone } from './time-zone';

const MAX_COLUMNS = 20_000;
const MAX_NAME = 1_000;

/** What stands beside the rows in a JSON file. */
const TAKEN_KEYS: readonly string[] = ['metadata', 'recordCount'];

const isCurrency = (code: string): boolean => /^[A-Z]{3}$/.test(code);

const name = z.string().trim().min(1).max(MAX_NAME);

const pattern = z.string().min(1).max(100);

/** Query strings deliver texts; what cannot be read is left for the schema to refuse. */
const toWhole = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : value;
const toSwitch = (value: unknown): unknown => {
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : value;
};

const word = z.string().max(100);

const decimals = z.preprocess(toWhole, z.int().min(0).max(15));

const columnFormat = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('money'),
    currency: z.string().refine(isCurrency, { error: 'Expected an ISO 4217 code, such as USD' }),
    storedAs: z.enum(['units', 'cents']).default('units'),
  }),
  z.strictObject({ kind: z.literal('date'), pattern }),
  z.strictObject({
    kind: z.literal('number'),
    decimals,
    grouping: z.preprocess(toSwitch, z.boolean()).default(false),
  }),
  z.strictObject({ kind: z.literal('percent'), decimals }),
  z.strictObject({ kind: z.literal('boolean'), true: word, false: word }),
]);

const toMany = z.enum(['join', 'count', 'first', 'rows', 'sheet']);

/** What becomes of a list that a column's path leads over, see `docs/reference/http.md`. */
export type ToMany = z.infer<typeof toMany>;

/** `contacts.email:first`: a path and, behind a single colon, the choice for its list. */
const CHOICE = /^(.*[^:]):(join|count|first|rows|sheet)$/s;

/** A column as text: a path, with a choice behind a colon. */
export const columnFromText = (text: string): { readonly path: string; readonly toMany?: ToMany } => {
  const [, path, choice] = CHOICE.exec(text) ?? [];
  return path === undefined ? { path: text } : { path, toMany: choice as ToMany };
};

/** A column with its options. */
export const columnObject = z.strictObject({
  path: name,
  header: z.string().max(MAX_NAME).optional(),
  format: columnFormat.optional(),
  toMany: toMany.optional(),
});

/** A column as a request names it. */
export type ColumnRequest = z.infer<typeof columnObject>;

const column = z.union([name.transform((text): ColumnRequest => columnFromText(text)), columnObject]);

const sortKey = z.strictObject({ path: name, direction: z.enum(['asc', 'desc']) });

const base = {
  exporter: name,
  columns: z.array(column).min(1).max(MAX_COLUMNS).optional(),
  filters: z.record(z.string(), z.unknown()).optional(),
  sort: z.array(sortKey).max(MAX_SORT_KEYS).default([]),
  locale: z.union([name, z.array(name).min(1).max(1_000)]).optional(),
  publication: z.enum(['draft', 'published', 'modified', 'both']).optional(),
  search: z.string().max(MAX_NAME).optional(),
  timeZone: timeZone.default(OPTION_DEFAULTS.timeZone),
  separator: z.string().min(1).max(10).default(OPTION_DEFAULTS.separator),
  /** Patterns for all columns of the type that have no format of their own. */
  dateFormat: pattern.optional(),
  timeFormat: pattern.optional(),
  datetimeFormat: pattern.optional(),
  /** Whether columns without a header are called by the content manager's labels or by their paths. */
  headers: z.enum(['labels', 'paths']).optional(),
  /** Whether addresses of files on the site's own server begin with the server's address. */
  absoluteUrls: z.boolean().default(OPTION_DEFAULTS.absoluteUrls),
};

const gzip = z.boolean().default(OPTION_DEFAULTS.gzip);

/**
 * One schema per format; unknown keys are refused. Adding a key here opens it in the query string, in JSON bodies and,
 * where `cli/arguments.ts` names it, on the command line.
 */
export const requestSchema = z.discriminatedUnion('format', [
  z.strictObject({
    ...base,
    format: z.literal('csv'),
    gzip,
    flavor: z.enum(['excel', 'plain']).optional(),
    delimiter: z.enum([',', ';', '\t', '|']).default(OPTION_DEFAULTS.delimiter),
    lineBreak: z.enum(['crlf', 'lf']).default(OPTION_DEFAULTS.lineBreak),
    formulaGuard: z.boolean().default(OPTION_DEFAULTS.formulaGuard),
  }),
  z.strictObject({
    ...base,
    format: z.literal('json'),
    gzip,
    root: name
      .refine((key) => !TAKEN_KEYS.includes(key), { error: `The keys ${TAKEN_KEYS.join(' and ')} are taken` })
      .default(OPTION_DEFAULTS.root),
    metadata: z.boolean().default(OPTION_DEFAULTS.metadata),
    pretty: z.boolean().default(OPTION_DEFAULTS.pretty),
  }),
  z.strictObject({ ...base, format: z.literal('ndjson'), gzip }),
  z.strictObject({ ...base, format: z.literal('xlsx'), sheetName: z.string().max(MAX_NAME).optional() }),
]);

/** What a caller asked, validated and with its defaults filled in; plain JSON, so that it can be stored. */
export type ExportRequest = z.infer<typeof requestSchema>;
export type SortKey = ExportRequest['sort'][number];
