import { z } from '@strapi/utils';
import type { ErrorAnswer } from '../../../../shared/contracts/errors';
import type { HealthAnswer } from '../../../../shared/contracts/health';
import type { EstimateAnswer, PreviewAnswer } from '../../../../shared/contracts/jobs';
import { columnsLeftOut, exportColumn } from './jobs';
import { mirror } from './mirror';

const count = z.int().min(0);

export const estimateAnswer = mirror<EstimateAnswer>()(
  z.strictObject({
    data: z.strictObject({
      rows: count.describe('Counted with the same filters and rights.'),
      bytes: count.nullable().describe('About how large the file would be; `null` where there are no rows.'),
      mode: z.enum(['direct', 'background']).describe('Whether a `POST` would answer with the file or with a job.'),
      maxRows: count.nullable().describe('Most rows of one export, `null` for no limit.'),
      isTooLarge: z.boolean(),
      points: z
        .strictObject({ cost: count, balance: count })
        .nullable()
        .describe('What it would cost the caller, who has `balance` points; `null` where it is free of charge.'),
      columns: z.array(exportColumn),
      leftOut: columnsLeftOut,
    }),
  }),
);

export const previewAnswer = mirror<PreviewAnswer>()(
  z.strictObject({
    data: z.strictObject({
      columns: z.array(exportColumn),
      rows: z
        .array(z.array(z.string().nullable()))
        .describe('Cells as CSV and Excel show them; `null` is a missing value.'),
      changes: z
        .array(
          z.strictObject({
            row: count.describe('From 0, as in `rows`.'),
            column: count.describe('From 0, as in `columns`.'),
            kind: z.string().describe('As in the warnings of a job.'),
          }),
        )
        .describe('What the requested format would change in these rows, which have the values as they are before.'),
      leftOut: columnsLeftOut,
    }),
  }),
);

const worker = z.strictObject({
  id: z.string(),
  host: z.string(),
  pid: z.int(),
  concurrency: z.int(),
  startedAt: z.string(),
  heartbeatAt: z.string(),
  isAlive: z.boolean(),
});

export const healthAnswer = mirror<HealthAnswer>()(
  z.strictObject({
    data: z.strictObject({
      isHealthy: z.boolean().describe('Whether a job asked for now would run.'),
      problems: z.array(z.string()).describe('What is wrong, in sentences; empty when nothing is.'),
      queue: z.strictObject({ driver: z.enum(['database', 'redis']), isReachable: z.boolean() }),
      jobs: z.strictObject({ waiting: count, running: count }),
      workers: z.strictObject({
        alive: count,
        lastHeartbeatAt: z.string().nullable(),
        list: z.array(worker).describe('Empty in the content API: which machines run them is told in the panel alone.'),
      }),
      storage: z.strictObject({
        driver: z.enum(['local', 's3', 'upload']),
        isWritable: z.boolean(),
        isShared: z.boolean().describe('Whether all workers see the same files.'),
        storedBytes: count,
        maxBytes: count.nullable(),
        freeBytes: count.nullable(),
      }),
    }),
  }),
);

export const problem = z.strictObject({
  field: z.string().describe("Dotted path of the request's field, such as `columns.2`."),
  rule: z.string().describe('The rule that the field breaks, in a few stable words.'),
  message: z.string(),
});

/** Not closed: an error can carry further facts, such as a balance. */
export const errorAnswer = mirror<ErrorAnswer>()(
  z.strictObject({
    data: z.null(),
    error: z.strictObject({
      status: z.int(),
      name: z.string(),
      message: z.string().describe('For a person; may get better.'),
      details: z.object({
        code: z
          .string()
          .optional()
          .describe('For programs; stable. Missing where Strapi itself refuses: a wrong credential, a missing scope.'),
        docs: z.string().optional().describe('Where the code is explained.'),
        errors: z.array(problem).optional(),
      }),
    }),
  }),
);
