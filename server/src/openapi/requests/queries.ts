import { z } from '@strapi/utils';
import type { ExporterQuery } from '../../../../shared/contracts/exporters';
import type { Deletable, JobListQuery } from '../../../../shared/contracts/jobs';
import type { PresetListQuery } from '../../../../shared/contracts/presets';
import { JOB_STATUSES } from '../../../../shared/job-status';
import type { Shape } from './parameters';

const whole = (most: number, fallback: number, description: string): z.ZodType =>
  z.int().min(1).max(most).optional().meta({ description, default: fallback });

/** Where a list is read. */
export const pageQuery = {
  page: whole(999_999, 1, 'From 1.'),
  pageSize: whole(100, 25, 'Rows of a page.'),
};

export const jobListQuery = {
  ...pageQuery,
  status: z
    .enum([...JOB_STATUSES, 'active'])
    .optional()
    .describe('One state, or `active` for jobs that wait or run.'),
  scope: z
    .enum(['own', 'all'])
    .optional()
    .meta({ description: "`all` needs the right to see everybody's.", default: 'own' }),
} satisfies { readonly [Name in keyof JobListQuery]: z.ZodType };

export const presetListQuery = {
  ...pageQuery,
  exporter: z.string().optional().describe('Presets of this exporter alone.'),
} satisfies { readonly [Name in keyof PresetListQuery]: z.ZodType };

export const exporterQuery = {
  path: z.string().max(1_000).optional().describe("The columns below this path. Left out or empty for the type's own."),
} satisfies { readonly [Name in keyof Required<ExporterQuery>]: z.ZodType };

export const previewQuery: Shape = { rows: whole(100, 20, 'How many rows are shown.') };

const deletable: z.ZodType<Deletable> = z.enum(['file', 'record']);

export const deleteQuery: Shape = {
  what: deletable
    .optional()
    .describe(
      'Left out: the file, or, where there is none, the record. `file` never deletes a record, `record` no file.',
    ),
};
