import { z } from '@strapi/utils';
import type { ScheduleBody } from '../../../shared/contracts/schedules';
import { nextRun } from '../schedule/cron';
import { entryName } from './presets';
import { parseQuery } from './query';
import { timeZone } from './time-zone';

/** Why an expression cannot be used, `null` when it can. */
const faultOf = (cron: string): string | null => {
  try {
    nextRun(cron, 'UTC', new Date());
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

const cron = z
  .string()
  .trim()
  .max(200)
  .superRefine((expression, context) => {
    const fault = faultOf(expression);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  });

const id = z.string().min(1).max(64);

/** A panel user's id. */
const userId = z.string().regex(/^[1-9]\d{0,15}$/);

export const scheduleBody = z.strictObject({
  name: entryName,
  preset: id.describe('The id of a preset that the caller sees.'),
  cron: cron.meta({
    description: 'Five fields: minute, hour, day of month, month, day of week.',
    examples: ['0 7 * * 1-5'],
  }),
  timeZone: timeZone.default('UTC').describe('IANA name of the zone that the fields are in.'),
  recipients: z
    .array(userId)
    .min(1)
    .max(50)
    .optional()
    .describe("Ids of the panel's users who get a job of their own. Only the panel schedules for others."),
});

/** @throws ExportError `EXPORT_INVALID_REQUEST` naming every wrong key and its rule */
export const parseScheduleBody = (input: unknown): ScheduleBody & { readonly timeZone: string } =>
  parseQuery(scheduleBody, input);
