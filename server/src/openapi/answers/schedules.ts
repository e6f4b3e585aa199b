import { z } from '@strapi/utils';
import type { Schedule, ScheduleAnswer, ScheduleList } from '../../../../shared/contracts/schedules';
import { JOB_STATUSES } from '../../../../shared/job-status';
import { moment, pageMeta } from './jobs';
import { mirror } from './mirror';

const recipient = z.strictObject({ id: z.string(), name: z.string() });

const result = z.strictObject({
  recipient,
  job: z.string().nullable().describe('Also one that was refused at once; `null` for whoever is gone.'),
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  status: z.enum(JOB_STATUSES).nullable().describe('Of the job, as it is now.'),
});

export const schedule = mirror<Schedule>()(
  z.strictObject({
    id: z.string(),
    name: z.string(),
    preset: z.strictObject({ id: z.string(), name: z.string() }).nullable().describe('`null` when it is gone.'),
    cron: z.string().describe('Minute, hour, day of month, month, day of week.'),
    timeZone: z.string().describe('The zone that the fields are in.'),
    recipients: z.array(recipient).describe('Each gets a job of their own, under their own rights.'),
    status: z.enum(['active', 'paused']),
    pausedBy: z
      .enum(['owner', 'failures', 'credential', 'preset'])
      .nullable()
      .describe(
        '`owner`: on purpose; `failures`: three runs in a row gave nobody a file; `credential`: its owner may not ' +
          'schedule any more; `preset`: its preset is gone.',
      ),
    failures: z.int().min(0).describe('Runs in a row that gave nobody a file.'),
    nextRunAt: moment.nullable().describe('`null` while it is paused.'),
    lastRun: z.strictObject({ at: moment, results: z.array(result) }).nullable(),
    createdAt: moment,
  }),
);

export const scheduleAnswer = mirror<ScheduleAnswer>()(z.strictObject({ data: schedule }));

export const scheduleList = mirror<ScheduleList>()(z.strictObject({ data: z.array(schedule), meta: pageMeta }));
