import { z } from '@strapi/utils';
import { FORMAT_ALIASES, FORMATS } from '../../../shared/formats';
import { addressList } from '../network/address-range';
import type { AnyExporterDefinition } from './definition';
import { placeholdersOf } from './exporter';

/** First words of addresses that are no exporter's. */
const RESERVED: readonly string[] = [
  ...['exporters', 'jobs', 'downloads', 'presets', 'schedules', 'audit', 'points', 'health', 'settings'],
  // The command line's own.
  ...['worker', 'openapi', 'explain'],
];

/** Parameters that a filter of the same name would make impossible. */
const TAKEN: readonly string[] = ['exporter', 'format', 'columns', 'filters'];

const isFunction = z.custom<(...input: never[]) => unknown>((value) => typeof value === 'function', {
  error: 'Expected a function',
});

const positive = z.int().positive();

const format = z.looseObject({ kind: z.enum(['money', 'date', 'number', 'percent', 'boolean']) });

const columnOptions = {
  label: z.string().min(1).optional(),
  format: format.optional(),
  width: z.number().min(1).max(250).optional(),
  onRequest: z.boolean().optional(),
  when: isFunction.optional(),
  visibleTo: isFunction.optional(),
};

const pathColumn = z.strictObject({ path: z.string().min(1), ...columnOptions });

const computedColumn = z
  .strictObject({
    key: z
      .string()
      .regex(/^[A-Za-z]\w{0,99}$/, { error: 'Expected letters, digits and underscores, beginning with a letter' }),
    type: z.enum(['text', 'integer', 'biginteger', 'decimal', 'float', 'boolean', 'datetime', 'date', 'time']),
    dependsOn: z.array(z.string().min(1)).min(1),
    compute: isFunction.optional(),
    computeNullable: isFunction.optional(),
    ...columnOptions,
  })
  .refine(({ compute, computeNullable }) => (compute === undefined) !== (computeNullable === undefined), {
    error: 'Expected either compute or computeNullable',
  });

/** Picked by hand: of a union the issues would be those of every branch. */
const column = z.unknown().superRefine((value, context) => {
  if (typeof value === 'string' && value !== '') return;
  const isComputed = typeof value === 'object' && value !== null && ('key' in value || 'compute' in value);
  const parsed = (isComputed ? computedColumn : pathColumn).safeParse(value);
  for (const { path, message } of parsed.error?.issues ?? []) context.addIssue({ code: 'custom', path, message });
});

const text = z.string().min(1);

const list = z.strictObject({
  path: text,
  label: text,
  columns: z
    .array(
      z.union([
        text,
        z.strictObject({
          path: text,
          label: columnOptions.label,
          format: columnOptions.format,
          width: columnOptions.width,
        }),
      ]),
    )
    .min(1),
  csvPlaces: z.int().min(1).max(50).optional(),
});

const figure = z.strictObject({
  label: text,
  of: z.union([
    z.enum(['count', 'value']),
    ...(['sum', 'average', 'min', 'max', 'distinct'] as const).map((kind) => z.strictObject({ [kind]: text })),
  ]),
  format: columnOptions.format,
});

const summary = z.strictObject({
  name: text.optional(),
  title: text,
  figures: z.array(figure),
  tables: z
    .array(
      z.strictObject({
        title: text,
        when: isFunction.optional(),
        groupBy: z.union([text, z.strictObject({ entries: text })]),
        groupLabel: text,
        measures: z.array(figure).min(1),
        top: positive.optional(),
        chart: z.enum(['bar', 'pie']).optional(),
      }),
    )
    .optional(),
});

const filters = z.custom<z.ZodObject>((value) => value instanceof z.ZodObject, { error: 'Expected a zod object' });

const definitionSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,63}$/, {
      error: 'Expected lower-case letters, digits and dashes, beginning with a letter',
    })
    .refine((name) => ![...RESERVED, ...FORMATS, ...Object.keys(FORMAT_ALIASES)].includes(name), {
      error: 'This word is reserved',
    }),
  contentType: z.string().min(1),
  label: z.string().min(1),
  columns: z.array(column).min(1),
  lists: z.array(list).optional(),
  key: text.optional(),
  split: z.strictObject({ by: text, maxSheets: z.int().min(1).max(50).optional() }).optional(),
  summary: summary.optional(),
  filters: filters.optional(),
  where: isFunction.optional(),
  scope: isFunction.optional(),
  formats: z.array(z.enum(FORMATS)).min(1).optional(),
  limits: z.strictObject({ backgroundFrom: positive.optional(), maxRows: positive.nullable().optional() }).optional(),
  cost: isFunction.optional(),
  contentApi: z.boolean().optional(),
  allowedAddresses: addressList.optional(),
  fileName: z.string().min(1).max(200).optional(),
  defaults: z.looseObject({}).optional(),
});

/** What the schema cannot say of one key alone. */
const crossProblems = (definition: AnyExporterDefinition): string[] => {
  const { filters: own, where, fileName = '', columns } = definition;
  const names = Object.keys(own?.shape ?? {});
  const keys = [
    ...columns.map((one) => {
      if (typeof one === 'string') return one;
      return 'path' in one ? one.path : one.key;
    }),
    ...(definition.lists ?? []).flatMap(({ path, columns: own }) =>
      own.map((one) => `${path}.${typeof one === 'string' ? one : one.path}`),
    ),
  ];
  return [
    ...(own !== undefined && where === undefined ? ['where: filters mean nothing without it'] : []),
    ...(own === undefined && where !== undefined ? ['filters: where needs them'] : []),
    ...names.filter((name) => TAKEN.includes(name)).map((name) => `filters.${name}: this word is reserved`),
    ...placeholdersOf(fileName)
      .filter((word) => word !== 'date' && word !== 'exporter' && !names.includes(word))
      .map((word) => `fileName: {${word}} is neither a filter, nor date, nor exporter`),
    ...keys.flatMap((key, at) => (keys.indexOf(key) < at ? [`columns: ${key} is there twice`] : [])),
  ];
};

/** The error that stops the boot. */
export const wrongDefinition = (name: unknown, problems: readonly string[]): Error =>
  new Error(`The exporter ${String(name)} is wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);

/**
 * Checks the form of a definition, whatever code it comes from.
 *
 * @throws Error naming the exporter and every wrong key
 */
export const checkDefinition = (definition: unknown): AnyExporterDefinition => {
  const parsed = definitionSchema.safeParse(definition);
  const { name } = (definition ?? {}) as { readonly name?: unknown };
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw wrongDefinition(name ?? '(without a name)', problems);
  }
  const checked = definition as AnyExporterDefinition;
  const problems = crossProblems(checked);
  if (problems.length > 0) throw wrongDefinition(name, problems);
  return checked;
};
