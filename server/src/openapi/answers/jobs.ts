import { z } from '@strapi/utils';
import type {
  Job,
  JobAnswer,
  JobHistory,
  JobList,
  Manifest,
  SubmittedAnswer,
  TicketAnswer,
} from '../../../../shared/contracts/jobs';
import type { PageMeta } from '../../../../shared/contracts/pages';
import { JOB_STATUSES } from '../../../../shared/job-status';
import { columnType, format } from './exporters';
import { mirror } from './mirror';

export const moment = z.string().meta({ format: 'date-time' });

const count = z.int().min(0);

export const request = z.record(z.string(), z.unknown()).describe('The request, with its defaults filled in.');

export const requester = z.strictObject({ kind: z.string(), id: z.string(), name: z.string() });

const warning = z.strictObject({
  kind: z.string().describe('What was changed in values on the way to the file.'),
  cells: count,
});

const leftOut = z.array(z.string()).describe('Default columns that the requester may not read.');

const sha256 = z.string().describe("SHA-256 of the file's bytes, hexadecimal.");

export const job = mirror<Job>()(
  z.strictObject({
    id: z.string(),
    exporter: z.string(),
    label: z.string().describe('What editors call the exporter.'),
    format,
    status: z
      .enum(JOB_STATUSES)
      .describe(
        '`pending`: waits for a worker; `processing`: a worker writes the file; `completed`: the file can be ' +
          'downloaded; `failed`: it ended without a file; `cancelled`: somebody stopped it; `expired`: the file is gone.',
      ),
    phase: z.enum(['preparing', 'counting', 'writing', 'storing']).nullable().describe('Of a processing job.'),
    waitingFor: z.enum(['worker', 'queue', 'retry', 'turn']).nullable().describe('Why a pending job is not running.'),
    rowsDone: count.describe('Rows written in the attempt that runs.'),
    rowsTotal: count.nullable().describe('Rows counted with the same filters, `null` until then.'),
    isTotalExact: z.boolean().describe('Whether `rowsTotal` was counted in the snapshot that is read.'),
    bytes: count.nullable(),
    attempt: z.int().min(1),
    request,
    requestedBy: requester,
    isOwn: z.boolean().describe('Whether the caller may do more than look at it.'),
    error: z
      .strictObject({ code: z.string().describe('As in the answers of errors.'), message: z.string() })
      .nullable()
      .describe('What ended the last attempt.'),
    warnings: z.array(warning),
    leftOut,
    notices: z
      .array(z.strictObject({ channel: z.enum(['event', 'email']), message: z.string(), at: moment }))
      .describe('Messages that were to be sent when the job ended, and did not arrive.'),
    fileName: z.string().nullable(),
    sha256: sha256.nullable(),
    downloadUrl: z.string().nullable().describe("Where the caller's own token fetches the file."),
    asOf: moment.nullable().describe('The moment whose content the file holds.'),
    reusedFrom: z.string().nullable().describe('The job whose finished file this one offers again.'),
    schedule: z.string().nullable().describe('The schedule that asked for it.'),
    points: z
      .int()
      .min(0)
      .nullable()
      .describe('Points that it cost; while it waits and runs those that were taken. `null`: free of charge.'),
    createdAt: moment,
    startedAt: moment.nullable(),
    completedAt: moment.nullable(),
    runAfter: moment.nullable(),
    expiresAt: moment.nullable(),
    expiredBy: z.enum(['time', 'deleted']).nullable(),
  }),
);

export const jobAnswer = mirror<JobAnswer>()(z.strictObject({ data: job }));

export const submittedAnswer = mirror<SubmittedAnswer>()(
  z.strictObject({
    data: job,
    meta: z.strictObject({
      isNew: z.boolean().describe('Whether the job was made by this request (202), or was there already (200).'),
    }),
  }),
);

export const pageMeta = mirror<PageMeta>()(
  z.strictObject({
    pagination: z.strictObject({ page: z.int().min(1), pageSize: z.int().min(1), pageCount: count, total: count }),
  }),
);

const jobMoment = z.strictObject({
  at: moment,
  event: z.string(),
  attempt: z.int().nullable(),
  rows: count.nullable(),
  bytes: count.nullable(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
});

export const jobHistory = mirror<JobHistory>()(
  z.strictObject({ data: z.array(jobMoment).describe('Oldest first; of very many the newest 200.') }),
);

export const jobList = mirror<JobList>()(z.strictObject({ data: z.array(job), meta: pageMeta }));

export const ticketAnswer = mirror<TicketAnswer>()(
  z.strictObject({
    data: z.strictObject({
      url: z.string().describe("Path on the site's server. Whoever has it has the file."),
      expiresAt: moment.describe('Until when the download must have begun.'),
    }),
  }),
);

export const exportColumn = z.strictObject({ key: z.string(), header: z.string(), type: columnType });

export const columnsLeftOut = leftOut;

export const manifest = mirror<Manifest>()(
  z.strictObject({
    job: z.string(),
    plugin: z.strictObject({ name: z.string(), version: z.string() }),
    exporter: z.string(),
    format,
    fileName: z.string(),
    requestedBy: requester,
    requestedAt: moment,
    asOf: moment,
    completedAt: moment,
    request,
    columns: z.array(exportColumn),
    leftOut,
    rows: count.describe('Documents read; where a document becomes several rows, the file has more.'),
    bytes: count,
    sha256,
    warnings: z.array(warning),
  }),
);
