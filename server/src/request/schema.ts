import { z } from '@strapi/utils';

const MAX_COLUMNS = 20_000;
const MAX_NAME = 1_000;

/** What stands beside the rows in a JSON file. */
const TAKEN_KEYS: readonly string[] = ['metadata', 'recordCount'];

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const isCurrency = (code: string): boolean => /^[A-Z]{3}$/.test(code);

const name = z.string().trim().min(1).max(MAX_NAME);

const columnFormat = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('money'),
    currency: z.string().refine(isCurrency, { error: 'Expected an ISO 4217 code, such as USD' }),
    storedAs: z.enum(['units', 'cents']).default('units'),
  }),
  z.strictObject({ kind: z.literal('date'), pattern: z.string().min(1).max(100) }),
]);

const column = z.union([
  name.transform((path) => ({ path })),
  z.strictObject({ path: name, header: z.string().max(MAX_NAME).optional(), format: columnFormat.optional() }),
]);

const sortKey = z.strictObject({ path: name, direction: z.enum(['asc', 'desc']) });

const base = {
  exporter: name,
  columns: z.array(column).min(1).max(MAX_COLUMNS).optional(),
  filters: z.record(z.string(), z.unknown()).optional(),
  sort: z.array(sortKey).max(20).default([]),
  locale: name.optional(),
  publication: z.enum(['draft', 'published']).optional(),
  search: z.string().max(MAX_NAME).optional(),
  timeZone: z
    .string()
    .refine(isTimeZone, { error: 'Expected an IANA time zone, such as Europe/Berlin' })
    .default('UTC'),
  separator: z.string().min(1).max(10).default('; '),
};

const gzip = z.boolean().default(false);

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
    delimiter: z.enum([',', ';', '\t', '|']).default(','),
    lineBreak: z.enum(['crlf', 'lf']).default('crlf'),
    formulaGuard: z.boolean().default(true),
  }),
  z.strictObject({
    ...base,
    format: z.literal('json'),
    gzip,
    root: name
      .refine((key) => !TAKEN_KEYS.includes(key), { error: `The keys ${TAKEN_KEYS.join(' and ')} are taken` })
      .default('data'),
    metadata: z.boolean().default(true),
    pretty: z.boolean().default(false),
  }),
  z.strictObject({ ...base, format: z.literal('ndjson'), gzip }),
  z.strictObject({ ...base, format: z.literal('xlsx'), sheetName: z.string().max(MAX_NAME).optional() }),
]);

/** What a caller asked, validated and with its defaults filled in; plain JSON, so that it can be stored. */
export type ExportRequest = z.infer<typeof requestSchema>;
export type ColumnRequest = NonNullable<ExportRequest['columns']>[number];
export type SortKey = ExportRequest['sort'][number];
