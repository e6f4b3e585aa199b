import { z } from '@strapi/utils';
import type {
  ColumnLock,
  ColumnNode,
  Exporter,
  ExporterDetails,
  ExporterList,
} from '../../../../shared/contracts/exporters';
import { FORMATS } from '../../../../shared/formats';
import { mirror } from './mirror';

export const format = z.enum(FORMATS);

export const columnType = z.enum([
  ...(['text', 'integer', 'biginteger', 'decimal', 'float', 'boolean', 'datetime', 'date', 'time', 'json'] as const),
]);

const columnLock = mirror<ColumnLock>()(
  z.strictObject({
    reason: z.enum(['no-read-right', 'no-export-right', 'no-find-right', 'site-rule']),
    message: z.string().describe('Names what is closed. To translate, go by `reason`.'),
  }),
);

const node = z.strictObject({
  path: z.string().describe('Names the column in a request, such as `city.name`.'),
  label: z.string().describe('What the content manager calls this step of the path.'),
  kind: z.enum(['field', 'component', 'media', 'relation', 'zone', 'variant']),
  type: columnType.nullable().describe('Of a field; `null` for what only leads to fields.'),
  isDefault: z.boolean().describe('Whether an export that names no columns has this one.'),
  many: z.boolean().describe('Whether this step leads to a list.'),
  toMany: z
    .array(z.enum(['join', 'count', 'first', 'rows', 'sheet']))
    .describe('The choices for the lists that the path leads over, written `path:choice`.'),
  locked: columnLock.nullable().describe('Why the caller may not export this, or `null`.'),
  hasChildren: z.boolean(),
  get children(): z.ZodType<readonly ColumnNode[] | null> {
    return z
      .array(columnNode)
      .nullable()
      .describe('What is below; `null` where there is nothing, and where it is given on request, with `path`.');
  },
});

/** Named, since it refers to itself: a description would call it `schema0`, as any other without a name. */
export const columnNode: z.ZodType<ColumnNode> = mirror<ColumnNode>()(node).meta({ id: 'ColumnNode' });

const described = z.strictObject({
  name: z.string().describe('The name in addresses: of one that the site describes its own, otherwise the UID.'),
  label: z.string(),
  contentType: z.string().describe('UID of the content type whose documents are the rows.'),
  filters: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe("JSON Schema (2020-12) of the exporter's own filters; `null` where Strapi's filters are taken."),
  kind: z.enum(['collectionType', 'singleType']),
  hasDrafts: z.boolean().describe('Whether documents have a draft and a published row.'),
  locales: z.array(z.string()).nullable().describe('Whose rows the caller may export; `null` where there are none.'),
  formats: z.array(format),
  maxRows: z.int().nullable().describe('Most rows of one export, `null` for no limit.'),
  backgroundFrom: z.int().describe('Rows from which a `POST` answers with a job.'),
  defaults: z
    .record(z.string(), z.unknown())
    .describe('Parameters that a request gets where it has none of its own; those of one format under its name.'),
});

export const exporter = mirror<Exporter>()(described);

export const exporterList = mirror<ExporterList>()(z.strictObject({ data: z.array(exporter) }));

export const exporterDetails = mirror<ExporterDetails>()(
  z.strictObject({
    data: described.extend({
      path: z.string().describe('As asked for; empty at the root.'),
      columns: z.array(columnNode),
    }),
  }),
);
